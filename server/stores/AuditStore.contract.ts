import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditStore, NewAuditEntry } from './AuditStore.ts';

const entry: NewAuditEntry = {
  at: 1_000,
  actor: `ann'; --`,
  via: 'console',
  verb: 'kickUsers',
  target: 'app 7, room 流云',
  outcome: 'begun',
  address: '192.0.2.1',
  detail: '{"appID":7}',
};

/** What every AuditStore promises. `open` gives an empty store each time. */
export function auditStoreContract(name: string, open: () => Promise<AuditStore>): void {
  describe(`AuditStore: ${name}`, () => {
    let store: AuditStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('[STORE-70] entries are listed as they were written, the newest first, with the outcome that was settled', async () => {
      const first = await store.add(entry);
      const second = await store.add({ ...entry, at: 2_000, verb: 'closeRoom' });
      await store.settle(first, 'done');
      await store.settle(second, 'INTERNAL', 'app 8');
      expect(second).toBeGreaterThan(first);
      expect(await store.list({ limit: 9 })).toEqual([
        { ...entry, id: second, at: 2_000, verb: 'closeRoom', outcome: 'INTERNAL', target: 'app 8' },
        { ...entry, id: first, outcome: 'done' },
      ]);
    });

    it('[STORE-71] they are found by actor, verb and time, page by page', async () => {
      const ids: number[] = [];
      for (const at of [1, 2, 3, 4, 5])
        ids.push(await store.add({ ...entry, at, actor: at % 2 ? 'odd' : 'even', verb: `v${at}` }));
      const times = async (asked: Parameters<AuditStore['list']>[0]) => (await store.list(asked)).map(({ at }) => at);
      expect(await times({ actor: 'odd', limit: 9 })).toEqual([5, 3, 1]);
      expect(await times({ verb: 'v2', limit: 9 })).toEqual([2]);
      expect(await times({ from: 2, to: 4, limit: 9 })).toEqual([3, 2]);
      expect(await times({ limit: 2 })).toEqual([5, 4]);
      expect(await times({ limit: 2, before: ids[3] ?? 0 })).toEqual([3, 2]);
    });

    it('[STORE-72] purging keeps the newest, and nothing that is too old', async () => {
      for (const at of [1, 2, 3, 4, 5]) await store.add({ ...entry, at });
      await store.purge({ before: 2, keep: 9 });
      expect((await store.list({ limit: 9 })).map(({ at }) => at)).toEqual([5, 4, 3, 2]);
      await store.purge({ before: 2, keep: 2 });
      expect((await store.list({ limit: 9 })).map(({ at }) => at)).toEqual([5, 4]);
    });

    it('[STORE-73] a closed store refuses, and closing again is fine', async () => {
      await store.add(entry);
      await store.close();
      await store.close();
      await expect(store.list({ limit: 1 })).rejects.toThrow();
    });
  });
}
