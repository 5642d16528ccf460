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
