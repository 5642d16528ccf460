/** Less than this is lost on every network. */
const CLEAN = 0.05;
/** From here on something is wrong: where estimators begin to send less. */
const LOSSY = 0.1;
/** So much is not lost by chance on any line worth calling so. */
const HOPELESS = 0.5;
/** Sending this part of what was sent is a try whether it helps … */
const LESS = 0.6;
/** … for this long, as what is told of loss is a mean over seconds … */
const TRIED_MS = 3_000;
/** … and it does not help where this part of the loss is left. */
const REMAINS = 0.65;

/** Tells loss that comes of sending too much from loss that the line has by itself, a weak radio for one. */
export class LossBlame {
  /** What was lost, and when sending how much, bit/s. */
  #seen: { loss: number; sending: number } | undefined;
  #lessSince: number | undefined;
  /** The line's own. */
  #given = 0;

  /** Whether the line loses by itself. */
  get given(): boolean {
    return this.#given > 0;
  }

  /** Whether what is lost (0–1; undefined where nothing is known) has to be taken for the fault of what is sent, bit/s. */
  ours(loss: number | undefined, sending: number, now: number): boolean {
    if (loss === undefined) return false;
    if (loss < CLEAN) {
      this.#given = 0;
      this.#see(undefined);
    }
    if (loss < this.#given + LOSSY) return false;
    const seen = this.#seen;
    if (!seen || sending > seen.sending * LESS) {
      const worst = seen && seen.loss > loss ? seen.loss : loss;
      this.#see({ loss: worst, sending: Math.max(sending, seen?.sending ?? 0) });
      return true;
    }
    this.#lessSince ??= now;
    if (now - this.#lessSince < TRIED_MS) return true;
    const helped = loss >= HOPELESS || loss < seen.loss * REMAINS;
    if (!helped) this.#given = loss;
    this.#see(helped ? { loss, sending } : undefined);
    return helped;
  }

  #see(seen: { loss: number; sending: number } | undefined): void {
    this.#seen = seen;
    this.#lessSince = undefined;
  }
}
