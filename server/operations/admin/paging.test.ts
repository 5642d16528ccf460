import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pageBehind, pageOfLeast } from './paging.ts';

it('[CONSOLE-30] pages follow each other without gap or repetition, in whatever order the items are', () => {
  const keyOf = (item: string) => item;
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (items, limit) => {
      const sorted = [...items].sort();
      for (const page of [pageOfLeast<string>, pageBehind<string>]) {
        const given = page === pageOfLeast ? items : sorted;
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const { items: some, next } = page(given, { cursor, limit, keyOf });
          expect(some.length).toBeLessThanOrEqual(limit);
          seen.push(...some);
          cursor = next;
        } while (cursor !== undefined);
        expect(seen).toEqual(sorted);
      }
    }),
  );
});
