/** Which notices of the present session have been heard: the server counts them, and repeats what a lost connection may have swallowed. */
export class HeardNotices {
  readonly #missed: (count: number) => void;
  #latest = 0;

  constructor(missed: (count: number) => void) {
    this.#missed = missed;
  }

  /** The number of the latest. */
  get latest(): number {
    return this.#latest;
  }

  /** Another session counts anew. */
  restart(): void {
    this.#latest = 0;
  }

  /** Told twice it is no news; where numbers are left out, more was missed than the server keeps, or said anew since. */
  isNews(number: number): boolean {
    if (number <= this.#latest) return false;
    const missed = number - this.#latest - 1;
    if (missed > 0) this.#missed(missed);
    this.#latest = number;
    return true;
  }
}
