import type { Cancel, Clock } from '@liuyun/kit';
import { Records, type StatsSample } from '../quality/stats.ts';

/** Two samples of a kind's receiver. */
type Samples = { before: StatsSample | undefined; now: StatsSample };

/** Asking again for this part of the packets, or more, is a line that loses; for less than the second, it is clean again. */
const LOSSY = 0.05;
const CLEAN = 0.02;
/** Sound made up, and time that the picture stood still, from which on somebody notices. */
const MADE_UP = 0.01;
const FROZEN = 0.02;
/** Each sample that hurts is waited for this much longer, up to the second, ms: room for three requests or four. */
const STEP_MS = 200;
const MOST_MS = 400;
/** The line has to be clean for so long before the wait goes. */
const CLEAN_MS = 15_000;
/** The wait grows and goes little by little, so that nothing stands still or is skipped for it: 200 ms in a second. */
const RAMP_EVERY_MS = 250;
const RAMP_MS = 50;

export type PatientBufferOptions = {
  clock: Clock;
  /** Whether the app has said how long to wait. */
  chosen(): boolean;
  /** Holds what arrives for at least so long, ms; undefined leaves it to the browser. */
  wait(ms: number | undefined): void;
};

/**
 * Lets a player wait a little longer on a line that loses packets, so that what is asked for again arrives in time: a
 * browser's own jitter buffer covers one attempt at most. Never on a clean line, where waiting would be delay for nothing.
 */
export class PatientBuffer {
  readonly #options: PatientBufferOptions;
  #ms = 0;
  #goal = 0;
  #cleanSince: number | undefined;
  #stopRamp: Cancel | undefined;

  constructor(options: PatientBufferOptions) {
    this.#options = options;
  }

  /** What was received between two samples, of each kind that is. */
  sampled(kinds: { audio?: Samples; video?: Samples }): void {
    if (this.#options.chosen()) return;
    const [audio, video] = [kinds.audio, kinds.video].map((kind) => kind && new Records(kind.before, kind.now));
    const grown = (key: string) => (audio?.growth('inbound-rtp', key) ?? 0) + (video?.growth('inbound-rtp', key) ?? 0);
    const packets = grown('packetsReceived');
    if (packets === 0) return;
    const asked = grown('nackCount') / packets;
    if (asked >= LOSSY && (soundMadeUp(audio) >= MADE_UP || pictureFrozen(video) >= FROZEN)) {
      this.#goal = Math.min(MOST_MS, this.#goal + STEP_MS);
    }
    const now = this.#options.clock.now();
    this.#cleanSince = asked < CLEAN ? (this.#cleanSince ?? now) : undefined;
    if (this.#cleanSince !== undefined && now - this.#cleanSince >= CLEAN_MS) this.#goal = 0;
    // Also to a receiver that took another's place.
    if (this.#ms > 0) this.#options.wait(this.#ms);
    if (this.#ms !== this.#goal) this.#stopRamp ??= this.#options.clock.every(RAMP_EVERY_MS, () => this.#ramp());
  }

  /** Nothing is received any more. */
  stop(): void {
    this.#stopRamp?.();
    this.#stopRamp = undefined;
  }

  #ramp(): void {
    this.#ms = this.#ms < this.#goal ? Math.min(this.#goal, this.#ms + RAMP_MS) : Math.max(this.#goal, this.#ms - RAMP_MS);
    this.#options.wait(this.#ms > 0 ? this.#ms : undefined);
    if (this.#ms === this.#goal) this.stop();
  }
}

/** The part of the sound that was heard and was made up, 0–1. */
function soundMadeUp(audio: Records | undefined): number {
  if (!audio) return 0;
  const all = audio.growth('inbound-rtp', 'totalSamplesReceived');
  const madeUp = audio.growth('inbound-rtp', 'concealedSamples') - audio.growth('inbound-rtp', 'silentConcealedSamples');
  return all > 0 ? madeUp / all : 0;
}

function pictureFrozen(video: Records | undefined): number {
  return video && video.seconds > 0 ? video.growth('inbound-rtp', 'totalFreezesDuration') / video.seconds : 0;
}
