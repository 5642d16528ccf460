const WINDOW_MS = 6_000;
/** Of the frames of a window so many have to be dropped… */
const TOO_MANY = 0.8;
/** …of at least this many, or it was no load but a camera that gives little. */
const FEWEST = 20;

/** Watches whether pictures come faster than they can be made nicer. */
export class Overload {
  #began: number;
  #seen = 0;
  #dropped = 0;

  constructor(now: number) {
    this.#began = now;
  }

  /** Tells of one picture; answers whether it has been too much for a while. */
  note(dropped: boolean, now: number): boolean {
    this.#seen++;
    if (dropped) this.#dropped++;
    if (now - this.#began < WINDOW_MS) return false;
    const much = this.#seen >= FEWEST && this.#dropped / this.#seen > TOO_MANY;
    this.#began = now;
    this.#seen = 0;
    this.#dropped = 0;
    return much;
  }
}
