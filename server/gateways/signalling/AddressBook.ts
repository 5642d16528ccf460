import { TokenBucket } from '@liuyun/kit';
import { addressKey } from '../addressKey.ts';
import type { SignallingLimits } from './SignallingLimits.ts';

type Entry = { sockets: number; strangers: number; logins: TokenBucket; refusals: TokenBucket };

/** What each address has open and has tried. Addresses stay in here: they are never logged. */
export class AddressBook {
  readonly #entries = new Map<string, Entry>();
  readonly #limits: SignallingLimits;
  #strangers = 0;

  constructor(limits: SignallingLimits) {
    this.#limits = limits;
  }

  /** Counts a socket that nobody has logged in on yet; false when there are too many: of the address, or of such sockets. */
  open(address: string, now: number): boolean {
    if (this.#strangers >= this.#limits.unauthenticatedSockets) return false;
    const entry = this.#entry(address, now);
    if (entry.sockets >= this.#limits.socketsPerAddress) return false;
    if (entry.strangers >= this.#limits.unauthenticatedPerAddress) return false;
    entry.sockets += 1;
    entry.strangers += 1;
    this.#strangers += 1;
    return true;
  }

  /** Somebody has logged in on one of its sockets, or will not any more. */
  known(address: string): void {
    const entry = this.#entries.get(addressKey(address));
    if (!entry) return;
    entry.strangers -= 1;
    this.#strangers -= 1;
  }

  closed(address: string): void {
    const entry = this.#entries.get(addressKey(address));
    if (entry) entry.sockets -= 1;
  }

  /** Whether another login may be tried from there; it counts. */
  mayLogIn(address: string, now: number): boolean {
    const { logins, refusals } = this.#entry(address, now);
    return refusals.hasOne(now) && logins.take(now);
  }

  loginRefused(address: string, now: number): void {
    this.#entry(address, now).refusals.take(now);
  }

  /** Forgets addresses that have nothing open and nothing to answer for. */
  sweep(now: number): void {
    for (const [key, { sockets, logins, refusals }] of this.#entries) {
      if (sockets === 0 && logins.full(now) && refusals.full(now)) this.#entries.delete(key);
    }
  }

  get size(): number {
    return this.#entries.size;
  }

  #entry(address: string, now: number): Entry {
    const key = addressKey(address);
    const found = this.#entries.get(key);
    if (found) return found;
    const { loginBurst, loginsPerSecondAndAddress, refusalBurst, refusalsPerSecondAndAddress } = this.#limits;
    const made = {
      sockets: 0,
      strangers: 0,
      logins: new TokenBucket({ burst: loginBurst, perSecond: loginsPerSecondAndAddress, now }),
      refusals: new TokenBucket({ burst: refusalBurst, perSecond: refusalsPerSecondAndAddress, now }),
    };
    this.#entries.set(key, made);
    return made;
  }
}
