/** Far more than one client has on the way at any time. */
export const REMEMBERED_ANSWERS = 256;

/** The newest answers to requests that a client may repeat, by the names that it gave them. */
export class Answers {
  readonly #byName = new Map<string, object>();

  get(name: string): object | undefined {
    return this.#byName.get(name);
  }

  set(name: string, answer: object): void {
    this.#byName.set(name, answer);
    if (this.#byName.size <= REMEMBERED_ANSWERS) return;
    const [oldest] = this.#byName.keys();
    if (oldest !== undefined) this.#byName.delete(oldest);
  }
}
