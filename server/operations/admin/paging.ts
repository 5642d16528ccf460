import { AdminError } from '@liuyun/protocol/admin/errors';

/** One page of what is in the order of its keys: what comes behind the key that `cursor` is. Who comes and goes meanwhile shifts nothing. */
export function pageBehind<T>(
  all: readonly T[],
  asked: { cursor: string | undefined; limit: number; keyOf: (item: T) => string },
): { items: T[]; next?: string } {
  const { cursor, limit, keyOf } = asked;
  const from = cursor === undefined ? 0 : firstBehind(all, cursor, keyOf);
  const items = all.slice(from, from + limit);
  const last = items.at(-1);
  return last !== undefined && from + limit < all.length ? { items, next: keyOf(last) } : { items };
}

/** By halving: keys ascend. */
function firstBehind<T>(all: readonly T[], key: string, keyOf: (item: T) => string): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(all[middle] as T) <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same for what is in no order: only the items of the page are put in order, so that it is quick among many. */
export function pageOfLeast<T>(
  all: Iterable<T>,
  asked: { cursor: string | undefined; limit: number; keyOf: (item: T) => string },
): { items: T[]; next?: string } {
  const { cursor, limit, keyOf } = asked;
  const least: T[] = [];
  for (const item of all) {
    const key = keyOf(item);
    if (cursor !== undefined && key <= cursor) continue;
    const greatest = least.at(-1);
    if (least.length > limit && greatest !== undefined && key >= keyOf(greatest)) continue;
    least.splice(firstBehind(least, key, keyOf), 0, item);
    if (least.length > limit + 1) least.pop();
  }
  const items = least.slice(0, limit);
  const last = items.at(-1);
  return least.length > limit && last !== undefined ? { items, next: keyOf(last) } : { items };
}

/** A cursor that is an ID. BAD_REQUEST for anything else. */
export function numberOf(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) throw new AdminError('BAD_REQUEST', 'no such page', { field: 'cursor' });
  return Number(cursor);
}
