/** Wrong passwords that cost nothing, for one name and from one address (people behind one router share it). */
const FREE = { name: 5, address: 20 };
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Who has not tried for so long begins anew. */
const FORGET_MS = 24 * 3_600_000;
const REMEMBERED = 20_000;

type Tries = { wrong: number; until: number; at: number };

/**
 * Makes guessing slow: after some wrong passwords for a name, or from an address, the next try waits 1 s, 2 s, 4 s … 15 min.
 * An address from which this name has signed in does not wait for the name's sake, so that strangers cannot lock somebody out.
 */
export class LoginThrottle {
  readonly #tries = new Map<string, Tries>();
  readonly #known = new Map<string, number>();

  /** How long to wait, ms; 0: try now. A try counts as wrong until `succeeded`, so that many at once gain nothing. */
  begin(who: { name: string; address: string }, now: number): number {
    const counted = this.#counted(who, now);
    const wait = Math.max(0, ...counted.map(({ key }) => (this.#of(key, now)?.until ?? 0) - now));
    if (wait > 0) return wait;
    for (const { key, free } of counted) this.#count(key, { free, now });
    return 0;
  }

  succeeded({ name, address }: { name: string; address: string }, now: number): void {
    this.#tries.delete(`name ${name}`);
    const tries = this.#tries.get(`address ${address}`);
    // Not forgotten: a guesser with a name of their own would start afresh with it.
    if (tries) Object.assign(tries, { wrong: tries.wrong - 1, until: now });
    this.#known.delete(`${name} ${address}`);
    this.#known.set(`${name} ${address}`, now);
    drop(this.#known, (at) => at + FORGET_MS < now);
  }

  get size(): number {
    return this.#tries.size;
  }

  #counted({ name, address }: { name: string; address: string }, now: number): { key: string; free: number }[] {
    const knownAt = this.#known.get(`${name} ${address}`);
    const byAddress = { key: `address ${address}`, free: FREE.address };
    if (knownAt !== undefined && knownAt + FORGET_MS >= now) return [byAddress];
    return [byAddress, { key: `name ${name}`, free: FREE.name }];
  }

  #of(key: string, now: number): Tries | undefined {
    const tries = this.#tries.get(key);
    return tries && tries.at + FORGET_MS >= now ? tries : undefined;
  }

  #count(key: string, { free, now }: { free: number; now: number }): void {
    const wrong = (this.#of(key, now)?.wrong ?? 0) + 1;
    const wait = wrong < free ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(30, wrong - free));
    this.#tries.delete(key);
    this.#tries.set(key, { wrong, until: now + wait, at: now });
    drop(this.#tries, ({ at }) => at + FORGET_MS < now);
  }
}

/** A Map remembers in which order entries came: the oldest stand first. */
function drop<T>(map: Map<string, T>, over: (value: T) => boolean): void {
  for (const [key, value] of map) {
    if (map.size <= REMEMBERED && !over(value)) break;
    map.delete(key);
  }
}
