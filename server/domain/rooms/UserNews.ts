import type { User, UserID } from '@liuyun/protocol';

export type UserChange = 'ADD' | 'DELETE';

/** Who came or left, by a number that grows. */
export type UserEntry = { number: number; change: UserChange; user: User };

/**
 * Who came to a room and left it, until the others are told. In a big room they are told together: each login alone would be a
 * notice to everybody, and those are what a server's time goes into.
 */
export class UserNews {
  #entries: UserEntry[] = [];
  readonly #left = new Set<UserID>();
  #last = 0;

  /** Whoever knows the room as it is now has heard everything up to this number. */
  get last(): number {
    return this.#last;
  }

  get empty(): boolean {
    return this.#entries.length === 0;
  }

  /** Whether this must wait until the others are told what is here: who leaves and comes again is told in that order. */
  contradicts(change: UserChange, user: User): boolean {
    return change === 'ADD' && this.#left.has(user.userID);
  }

  add(change: UserChange, user: User): void {
    this.#entries.push({ number: ++this.#last, change, user });
    if (change === 'DELETE') this.#left.add(user.userID);
  }

  /** Everything, in its order; nothing is left. */
  take(): UserEntry[] {
    const entries = this.#entries;
    this.#entries = [];
    this.#left.clear();
    return entries;
  }
}

/** As notices: who came first, then who left, so that whoever came and left is told as both. */
export function updatesOf(entries: readonly UserEntry[]): { change: UserChange; users: User[] }[] {
  return (['ADD', 'DELETE'] as const)
    .map((change) => ({ change, users: entries.filter((entry) => entry.change === change).map(({ user }) => user) }))
    .filter(({ users }) => users.length > 0);
}
