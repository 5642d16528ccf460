/** More than anybody wrote in half a minute at the documented rates for one user; a bound, so that memory has one. */
export const WAITING_NOTICES = 500;

type Kept = { number: number; deliver: () => void };

/**
 * Notices that a user must not miss, numbered from 1 and kept until the client says that it has heard them: a socket
 * may have been dead for a while before anybody noticed, and what was written to it then has gone nowhere.
 */
export class Outbox {
  #kept: Kept[] = [];
  #last = 0;

  /** The number of the newest. */
  get last(): number {
    return this.#last;
  }

  get size(): number {
    return this.#kept.length;
  }

  /** Keeps one, and gives its number to `deliver` each time it is told. */
  add(deliver: (number: number) => void): number {
    const number = ++this.#last;
    this.#kept.push({ number, deliver: () => deliver(number) });
    if (this.#kept.length > WAITING_NOTICES) this.#kept.shift();
    return number;
  }

  /** The client has heard everything up to this number. A number that nothing has yet changes nothing. */
  confirm(number: number): void {
    if (number > this.#last) return;
    while (this.#kept[0] && this.#kept[0].number <= number) this.#kept.shift();
  }

  /** Tells again what came after `heard`; how many of those are kept no more. */
  replay(heard: number): number {
    this.confirm(heard);
    const missed = (this.#kept[0]?.number ?? this.#last + 1) - 1 - Math.min(heard, this.#last);
    for (const { deliver } of [...this.#kept]) deliver();
    return Math.max(0, missed);
  }
}
