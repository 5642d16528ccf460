import type { UserID } from '@liuyun/protocol';

/** Enough for five rooms at once, several times over; a client that returns after each loss needs one. */
const BURST = 20;
const PER_SECOND = 2;

type Left = { logins: number; at: number };

/** How many logins each user has left: one token in many hands must not fill callbacks and records with comings and goings. */
export class UserLogins {
  /** Those who logged in longest ago stand first. */
  readonly #left = new Map<UserID, Left>();

  /** Whether this user may log in once more at `now` (Unix ms); if so, it counts. */
  take(userID: UserID, now: number): boolean {
    const before = this.#left.get(userID);
    const logins = before ? refilled(before, now) : BURST;
    if (logins < 1) return false;
    this.#left.delete(userID);
    this.#left.set(userID, { logins: logins - 1, at: now });
    for (const [oldest, left] of this.#left) {
      if (refilled(left, now) < BURST) break;
      this.#left.delete(oldest);
    }
    return true;
  }

  /** Users that are remembered. */
  get size(): number {
    return this.#left.size;
  }
}

function refilled({ logins, at }: Left, now: number): number {
  return Math.min(BURST, logins + (Math.max(0, now - at) / 1_000) * PER_SECOND);
}
