import { isIPv6 } from 'node:net';
import { TokenBucket } from '../TokenBucket.ts';
import type { SignallingLimits } from './SignallingLimits.ts';

type Entry = { sockets: number; logins: TokenBucket; refusals: TokenBucket };

/** What each address has open and has tried. Addresses stay in here: they are never logged. */
export class AddressBook {
  readonly #entries = new Map<string, Entry>();
  readonly #limits: SignallingLimits;

  constructor(limits: SignallingLimits) {
    this.#limits = limits;
  }

  /** Counts a socket; false when the address has too many already. */
  open(address: string, now: number): boolean {
    const entry = this.#entry(address, now);
    if (entry.sockets >= this.#limits.socketsPerAddress) return false;
    entry.sockets += 1;
    return true;
  }

  closed(address: string): void {
    const entry = this.#entries.get(keyOf(address));
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
    const key = keyOf(address);
    const found = this.#entries.get(key);
    if (found) return found;
    const { loginBurst, loginsPerSecondAndAddress, refusalBurst, refusalsPerSecondAndAddress } = this.#limits;
    const made = {
      sockets: 0,
      logins: new TokenBucket({ burst: loginBurst, perSecond: loginsPerSecondAndAddress, now }),
      refusals: new TokenBucket({ burst: refusalBurst, perSecond: refusalsPerSecondAndAddress, now }),
    };
    this.#entries.set(key, made);
    return made;
  }
}

/** One customer line has a whole IPv6 /64, so that is what counts as one address. */
function keyOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined ? front : [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back];
  return groups.slice(0, 4).join(':');
}
