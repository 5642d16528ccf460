import type { Cancel, Clock } from '@liuyun/kit';
import type { Measured } from '../quality/QualityMeter.ts';
import { Records, type StatsSample, sampleOf } from '../quality/stats.ts';

/** How often it is asked which picture was shown last, which costs next to nothing. */
export const LOOK_EVERY_MS = 250;
/** Where the browser does not say that, packets are counted instead, and only on a line that loses this part of them … */
const LOSSY = 0.05;
/** … for so long after the last loss, ms. */
const WARY_MS = 15_000;
/** From here on packets are counted as well: a picture that changes is due more often. */
const SHORT_MS = 350;
/** Nothing comes at all, as of a screen that nobody touches: looked at this seldom. */
const IDLE_MS = 1_000;
/** A picture without anything new for so long although its packets arrive waits for one that is not going to come. */
export const STANDS_STILL_MS = 1_000;
/** So many requests for what was lost, of which hardly one was answered: the server does not have it either. */
const ASKED_IN_VAIN = 3;
const HARDLY = 0.2;
/** So many regular samples reach back to before a picture stood still. */
const SAMPLES = 3;
/** Fewer packets than this are no picture. */
const PACKETS = 3;
/** A key frame needs time to be asked for, sent and, where parts of it are lost, completed. */
export const AGAIN_MS = 3_000;

/** What has been received of a picture so far. */
type Counters = { packets: number; frames: number; asked: number; repaired: number };
/** Nothing new has been shown since then; what was received when counting began. */
type Still = { id: string; frame: number | undefined; at: number; first?: Counters; last?: Counters; restsUntil?: number };

export type StandstillOptions = {
  clock: Clock;
  /** The receiver of the picture; undefined while there is none to be expected. */
  picture(): Measured | undefined;
  /** Has the picture begin anew, with a key frame. */
  renew(): void;
};

/**
 * Notices that a picture stands still because a packet is lost for good: whoever could repeat it has given up, and a
 * decoder asks for a key frame only after three seconds (libwebrtc's longest wait for a frame).
 */
export class StandstillWatch {
  readonly #options: StandstillOptions;
  readonly #stopTimer: Cancel;
  #waryUntil = 0;
  /** Of the latest regular samples. */
  #samples: { at: number; counters: Counters }[] = [];
  #still: Still | undefined;
  #renewedAt = Number.NEGATIVE_INFINITY;
  /** What is being counted. A browser may never answer: of a receiver whose frame was taken away meanwhile, say. */
  #looking: Still | undefined;

  constructor(options: StandstillOptions) {
    this.#options = options;
    this.#stopTimer = options.clock.every(LOOK_EVERY_MS, () => void this.#look());
  }

  /** What was received of the picture between two regular samples. */
  sampled(before: StatsSample | undefined, now: StatsSample): void {
    const records = new Records(before, now);
    const at = this.#options.clock.now();
    this.#samples = [...this.#samples, { at, counters: countersOf(now) }].slice(-SAMPLES);
    const packets = records.growth('inbound-rtp', 'packetsReceived');
    if (packets > 0 && records.growth('inbound-rtp', 'nackCount') / packets >= LOSSY) this.#waryUntil = at + WARY_MS;
  }

  /** Nothing is received any more. */
  stop(): void {
    this.#stopTimer();
  }

  async #look(): Promise<void> {
    const it = this.#options.picture();
    const still = it && !it.closed ? this.#stillSince(it) : undefined;
    // On a busy page one answer may take longer than it is to the next question.
    if (!it || !still || this.#looking === still) return;
    this.#looking = still;
    try {
      const counters = countersOf(sampleOf(await it.getStats(), 0));
      if (this.#still === still) this.#judge(still, counters);
    } catch {
      // It was closed meanwhile.
    } finally {
      if (this.#looking === still) this.#looking = undefined;
    }
  }

  /** What is known of a picture that nothing new has been shown of for a moment; undefined otherwise. */
  #stillSince(it: Measured): Still | undefined {
    const now = this.#options.clock.now();
    const frame = latestFrame(it);
    let still = this.#still;
    if (!still || still.id !== it.id || still.frame !== frame) {
      still = { id: it.id, frame, at: now };
      this.#still = still;
    }
    if (frame === undefined) return now < this.#waryUntil ? still : undefined;
    return now - still.at >= SHORT_MS && now >= (still.restsUntil ?? 0) ? still : undefined;
  }

  #judge(still: Still, counters: Counters): void {
    const now = this.#options.clock.now();
    const { first, last } = still;
    still.last = counters;
    if (!first || first.frames !== counters.frames) {
      still.first = counters;
      // Only counting tells here that there was something new.
      if (still.frame === undefined) still.at = now;
      return;
    }
    if (counters.packets === last?.packets) {
      still.restsUntil = now + IDLE_MS;
      return;
    }
    // A picture that had not begun is waited for by whoever began it.
    if (counters.frames === 0 || counters.packets - first.packets < PACKETS) return;
    if (now - still.at < STANDS_STILL_MS || now - this.#renewedAt < AGAIN_MS) return;
    // Most requests for what is missing are made before the picture misses it.
    const before = this.#before(still.at) ?? first;
    const asked = counters.asked - before.asked;
    // A server that answers may yet repeat what is missing: a key frame, which is big, would only be in its way.
    if (asked < ASKED_IN_VAIN || counters.repaired - before.repaired > asked * HARDLY) return;
    this.#renewedAt = now;
    this.#options.renew();
  }

  /** What had been received at the latest regular sample before then. */
  #before(at: number): Counters | undefined {
    const before = [...this.#samples].reverse().find((sample) => sample.at <= at) ?? this.#samples[0];
    return before?.counters;
  }
}

/** Names the picture that was handed over last (RTCRtpSynchronizationSource), where the browser tells of it. */
function latestFrame({ rtpReceiver }: Measured): number | undefined {
  const sources = rtpReceiver?.getSynchronizationSources?.() ?? [];
  return [...sources].sort((one, other) => other.timestamp - one.timestamp)[0]?.rtpTimestamp;
}

function countersOf(sample: StatsSample): Counters {
  const records = new Records(undefined, sample);
  const value = (key: string) => records.value('inbound-rtp', key);
  return {
    packets: value('packetsReceived'),
    frames: value('framesDecoded'),
    asked: value('nackCount'),
    repaired: value('retransmittedPacketsReceived'),
  };
}
