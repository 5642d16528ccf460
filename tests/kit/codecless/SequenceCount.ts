/** Sequence numbers are 16 bits wide (RFC 3550 §5.1). */
const MODULUS = 0x1_0000;
/** How far back a late packet is told from a duplicate. */
const REMEMBERED = 2048;

/**
 * Counts the packets of one SSRC by their sequence numbers: what came, what is missing between the first and the last
 * (RFC 3550 A.3), what came twice and what came late. Numbers may wrap around and come in any order.
 */
export class SequenceCount {
  received = 0;
  duplicates = 0;
  /** Came after a packet with a higher number. */
  reordered = 0;
  #first = 0;
  #highest = 0;
  /** The last packets, extended number by extended number modulo the length; -1: none. */
  readonly #seen = new Float64Array(REMEMBERED).fill(-1);

  /** How many packets the sender numbered from the first to the last of those that came. */
  get expected(): number {
    return this.received === 0 ? 0 : this.#highest - this.#first + 1;
  }

  get missing(): number {
    return Math.max(0, this.expected - this.received);
  }

  take(sequence: number): void {
    if (this.received === 0) {
      // One round up, so that a packet from before the first is not below zero.
      this.#first = this.#highest = sequence + MODULUS;
      this.#remember(this.#first);
      return;
    }
    const step = (sequence - (this.#highest % MODULUS) + MODULUS) % MODULUS;
    const extended = this.#highest + (step < MODULUS / 2 ? step : step - MODULUS);
    const place = extended % REMEMBERED;
    if (extended <= this.#highest) {
      if (this.#seen[place] === extended) {
        this.duplicates++;
        return;
      }
      this.reordered++;
      this.#first = Math.min(this.#first, extended);
    } else {
      this.#highest = extended;
    }
    this.#remember(extended);
  }

  #remember(extended: number): void {
    this.received++;
    const place = extended % REMEMBERED;
    this.#seen[place] = Math.max(this.#seen[place] ?? -1, extended);
  }
}
