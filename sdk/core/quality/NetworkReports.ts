import type { Cancel, Clock } from '@liuyun/kit';
import type { Grade } from '@liuyun/protocol';
import { NETWORK_REPORT_MS } from '@liuyun/protocol/limits';
import type { Wire } from '../media/Wire.ts';
import { gradeOf, gradeOfSilence } from './grade.ts';
import type { PlayQuality, PublishQuality } from './QualityFigures.ts';

/** So many reports missing in a row mean that nothing comes through any more. */
const DEAD_AFTER = 3;

export type NetworkReportsOptions = {
  clock: Clock;
  told(userID: string, up: Grade, down: Grade): void;
  /** The connection to report over; undefined without a room. It refuses while it is broken. */
  wire(): Wire | undefined;
  /** By how much the server's clock is ahead of the own one, ms; undefined until it is known. */
  clockOffset(): number | undefined;
  published(): (PublishQuality | undefined)[];
  played(): { userID: string | undefined; quality: PlayQuality | undefined }[];
};

/**
 * Every 2 s: tells the server how this connection is (if this client sends, or wants to hear of others), and the app how
 * the own one and those of the senders it plays are. One missing report makes a connection unknown, three make it dead.
 */
export class NetworkReports {
  readonly #options: NetworkReportsOptions;
  readonly #heard = new Map<string, { up: Grade; down: Grade; at: number }>();
  #stopTimer: Cancel | undefined;
  #wire: Wire | undefined;
  #listening = false;
  #waiting = false;
  #missed = 0;
  #roundTrip: number | undefined;

  constructor(options: NetworkReportsOptions) {
    this.#options = options;
  }

  /** A room is joined. */
  start(): void {
    this.#stopTimer ??= this.#options.clock.every(NETWORK_REPORT_MS, () => this.#report());
  }

  listen(listening: boolean): void {
    this.#listening = listening;
  }

  /** What the server passed on. */
  heard(userID: string, up: Grade, down: Grade): void {
    this.#heard.set(userID, { up, down, at: this.#options.clock.now() });
  }

  /** The room is left. */
  stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#begin(undefined);
  }

  #report(): void {
    const wire = this.#options.wire();
    if (wire !== this.#wire) this.#begin(wire);
    const published = this.#options.published();
    if (!wire || (published.length === 0 && !this.#listening)) return;
    if (this.#waiting) this.#missed++;
    const { up, down } = this.#own(published);
    const clock = published.length > 0 ? this.#options.clockOffset() : undefined;
    this.#send(wire, { up, down, ...(clock !== undefined && { clock }) });
    if (!this.#listening) return;
    this.#options.told('', this.#told(up, this.#missed), this.#told(down, this.#missed));
    this.#tellOthers();
  }

  #begin(wire: Wire | undefined): void {
    this.#wire = wire;
    this.#waiting = false;
    this.#missed = 0;
    this.#roundTrip = undefined;
    this.#heard.clear();
  }

  #send(wire: Wire, report: { up: Grade; down: Grade; clock?: number }): void {
    const { clock } = this.#options;
    const sentAt = clock.now();
    this.#waiting = true;
    wire.ask('reportNetwork', { ...report, listen: this.#listening }).then(
      () => {
        if (this.#wire !== wire) return;
        this.#waiting = false;
        this.#missed = 0;
        this.#roundTrip = clock.now() - sentAt;
      },
      () => undefined,
    );
  }

  /**
   * Uplink: loss and round trip as the server reports them back. Downlink: loss of what is played. Where media gets no answer,
   * that; without media, the round trip.
   */
  #own(published: (PublishQuality | undefined)[]): { up: Grade; down: Grade } {
    const ups = published.flatMap((quality) =>
      quality
        ? [
            gradeOfSilence(quality.reached) ??
              gradeOf(quality.rtt, Math.max(quality.video.packetsLostRate, quality.audio.packetsLostRate)),
          ]
        : [],
    );
    const downs = this.#options
      .played()
      .flatMap(({ quality }) =>
        quality ? [gradeOfSilence(quality.reached) ?? gradeOf(this.#roundTrip, quality.packetsLostRate)] : [],
      );
    const idle: Grade = this.#roundTrip === undefined ? -1 : gradeOf(this.#roundTrip, 0);
    return { up: worst(ups, idle), down: worst(downs, idle) };
  }

  #tellOthers(): void {
    const { clock, told, played } = this.#options;
    const users = new Set(played().flatMap(({ userID }) => userID ?? []));
    for (const userID of [...this.#heard.keys()]) if (!users.has(userID)) this.#heard.delete(userID);
    for (const userID of users) {
      const heard = this.#heard.get(userID);
      // A report may come a little late without being missed.
      const missed = heard ? Math.floor((clock.now() - heard.at + NETWORK_REPORT_MS / 4) / NETWORK_REPORT_MS) - 1 : 1;
      told(userID, this.#told(heard?.up ?? -1, missed), this.#told(heard?.down ?? -1, missed));
    }
  }

  #told(grade: Grade, missed: number): Grade {
    if (missed >= DEAD_AFTER) return 4;
    return missed >= 1 ? -1 : grade;
  }
}

function worst(grades: Grade[], otherwise: Grade): Grade {
  return grades.length === 0 ? otherwise : grades.reduce((one, other) => (other > one ? other : one));
}
