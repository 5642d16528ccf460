import { Records, type StatsSample } from './stats.ts';

/** Whether what is sent over a connection is answered: so long as it is not yet known, 'unsure'. */
export type Reached = 'yes' | 'unsure' | 'no';

/** Unanswered for so long, a connection is in doubt; for so long, nothing gets through. */
export const UNSURE_MS = 2_000;
export const DEAD_MS = 5_000;

/** Browsers check the path in use every 2.5 s, and one check is always under way; more may be in doubt on a long way. */
const CHECKS = 2;
/** Of so many packets the server reports, within a second. */
const PACKETS = 20;

/** What was asked, and how much was answered; undefined where the browser does not say. */
type Counts = { asked: number | undefined; answered: number | undefined };

/** What one kind of question to the other end became: of each sample it takes how often was asked, and how often answered. */
class Answers {
  readonly #enough: number;
  #last: { id: string; asked: number; answered: number; at: number } | undefined;

  constructor(enough: number) {
    this.#enough = enough;
  }

  /** @param id of the path; empty where there is none, on which nothing is answered */
  take(id: string, { asked, answered }: Counts, at: number): Reached {
    const last = this.#last;
    if (id === '' && last) return silent(at - last.at);
    if (id === '' || asked === undefined || answered === undefined) return 'yes';
    // A counter that fell is another one's.
    if (!last || last.id !== id || answered !== last.answered || asked < last.asked) {
      this.#last = { id, asked, answered, at };
      return 'yes';
    }
    return asked - last.asked >= this.#enough ? silent(at - last.at) : 'yes';
  }
}

/**
 * Watches whether the server answers on the path of a connection: the checks of the path, which need both ways, and what
 * comes back while media is sent. Figures that only grow with what arrives say nothing while nothing does.
 */
export class Reach {
  readonly #checks = new Answers(CHECKS);
  readonly #reports = new Answers(PACKETS);

  take(now: StatsSample): Reached {
    const records = new Records(undefined, now);
    const path = (key: string) => records.maybe('candidate-pair', key);
    const id = records.text('candidate-pair', 'id');
    const sent =
      records.maybe('outbound-rtp', 'packetsSent') === undefined ? undefined : records.total('outbound-rtp', 'packetsSent');
    const checks = this.#checks.take(id, { asked: path('requestsSent'), answered: path('responsesReceived') }, now.at);
    const reports = this.#reports.take(id, { asked: sent, answered: path('bytesReceived') }, now.at);
    if (checks === 'no' || reports === 'no') return 'no';
    return checks === 'unsure' || reports === 'unsure' ? 'unsure' : 'yes';
  }
}

function silent(ms: number): Reached {
  return ms >= DEAD_MS ? 'no' : ms >= UNSURE_MS ? 'unsure' : 'yes';
}
