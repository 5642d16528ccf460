/** More than anybody wrote in half a minute at the documented rates for one user; a bound, so that memory has one. */
export const WAITING_NOTICES = 500;

/** What a notice says the newest of, and whether it is the first to go where there are too many. */
export type About = { of: string; givesWay: boolean };

type Kept = { number: number; deliver: () => void; about: About | undefined };

/**
 * Notices that a user must not miss, numbered from 1 and kept until the client says that it has heard them: a socket
 * may have been dead for a while before anybody noticed, and what was written to it then has gone nowhere.
 */
export class Outbox {
  #kept: Kept[] = [];
  #last = 0;
  /** Those that were too many and have not been heard since, as far as this side knows: how many, and the latest. */
  #dropped = { count: 0, last: 0 };

  /** The number of the newest. */
  get last(): number {
    return this.#last;
  }

  get size(): number {
    return this.#kept.length;
  }

  /**
   * Keeps one, and gives its number to `deliver` each time it is told. One that says how something is, its `about`, takes the
   * place of what was said about it before.
   */
  add(deliver: (number: number) => void, about?: About): number {
    const number = ++this.#last;
    if (about !== undefined) this.#kept = this.#kept.filter((one) => one.about?.of !== about.of);
    this.#kept.push({ number, deliver: () => deliver(number), about });
    if (this.#kept.length > WAITING_NOTICES) this.#drop();
    return number;
  }

  /** The client has heard everything up to this number. A number that nothing has yet changes nothing. */
  confirm(number: number): void {
    if (number > this.#last) return;
    while (this.#kept[0] && this.#kept[0].number <= number) this.#kept.shift();
    if (number >= this.#dropped.last) this.#dropped.count = 0;
  }

  /** Tells again what came after `heard`; how many are kept no more though nothing has been said in their place. */
  replay(heard: number): number {
    this.confirm(heard);
    const missed = Math.min(this.#dropped.count, this.#dropped.last - heard);
    for (const { deliver } of [...this.#kept]) deliver();
    return Math.max(0, missed);
  }

  #drop(): void {
    const state = this.#kept.findIndex(({ about }) => about?.givesWay);
    const oldest = state >= 0 ? state : this.#kept.findIndex(({ about }) => about === undefined);
    const [{ number } = { number: 0 }] = this.#kept.splice(Math.max(0, oldest), 1);
    this.#dropped = { count: this.#dropped.count + 1, last: Math.max(this.#dropped.last, number) };
  }
}
