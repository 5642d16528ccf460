import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallbackStore, NewCallback } from './CallbackStore.ts';

const login: NewCallback = {
  appID: 7,
  roomID: `r' OR 1=1; --`,
  streamID: null,
  event: 'room_login',
  fields: '{"user_nickname":"流云"}',
  createdAt: 1_000,
  error: '',
  traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`,
};
const stream: NewCallback = { ...login, streamID: 's', event: 'stream_create' };
const ready = (now = 1_000) => ({ appID: 7, now, busy: [], limit: 10 });
const nothing = { add: [], opened: [], closed: [] };

/** What every CallbackStore promises. `open` gives an empty store each time. */
export function callbackStoreContract(name: string, open: () => Promise<CallbackStore>): void {
  describe(`CallbackStore: ${name}`, () => {
    let store: CallbackStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('[STORE-30] what is written waits, oldest first, app by app', async () => {
      await store.write({ ...nothing, add: [login, stream, { ...login, appID: 3 }] });
      expect(await store.appsWaiting()).toEqual([3, 7]);
      expect(await store.countWaiting(7)).toBe(2);
      const found = await store.ready(ready());
      expect(found).toMatchObject([login, stream]);
      expect(found[0]).toMatchObject({ state: 'waiting', attempts: 0, dueAt: 1_000 });
      expect((await store.ready({ ...ready(), limit: 1 })).map(({ event }) => event)).toEqual(['room_login']);
    });

    it('[STORE-31] what is on its way, or waits for its next attempt, holds back its room and its stream, and only those', async () => {
      const elsewhere = { ...stream, roomID: 'other' };
      const free = { ...login, roomID: 'free' };
      await store.write({ ...nothing, add: [stream, login, elsewhere, free] });
      const [first] = await store.ready(ready());
      if (!first) throw new Error('nothing is ready');
      expect(await store.ready({ ...ready(), busy: [first.id] })).toMatchObject([free]);
      await store.settle({ id: first.id, state: 'waiting', attempts: 1, dueAt: 3_000, error: 'HTTP 500' });
      expect(await store.ready(ready(2_999))).toMatchObject([free]);
      expect(await store.ready(ready(3_000))).toMatchObject([{ ...stream, error: 'HTTP 500' }, login, elsewhere, free]);
    });

    it('[STORE-32] what is settled waits no more; failed ones are replayed by app and ID', async () => {
      await store.write({ ...nothing, add: [login, stream, { ...login, error: 'too many' }] });
      const [first, second] = await store.ready(ready());
      if (!first || !second) throw new Error('nothing is ready');
      await store.settle({ id: first.id, state: 'delivered', attempts: 1, dueAt: 1, error: '' });
      await store.settle({ id: second.id, state: 'failed', attempts: 6, dueAt: 1, error: 'HTTP 404' });
      expect(await store.appsWaiting()).toEqual([]);
      expect((await store.list({ limit: 9 })).map(({ state, error }) => [state, error])).toEqual([
        ['failed', 'too many'],
        ['failed', 'HTTP 404'],
        ['delivered', ''],
      ]);
      expect(await store.list({ appID: 8, limit: 9 })).toEqual([]);
      expect((await store.list({ appID: 7, before: second.id, limit: 9 })).map(({ id }) => id)).toEqual([first.id]);
      expect(await store.list({ appID: 7, state: 'delivered', limit: 9 })).toHaveLength(1);
      expect(await store.replay({ appID: 8, now: 5_000 })).toBe(0);
      expect(await store.replay({ appID: 7, ids: [first.id, second.id], now: 5_000 })).toBe(1);
      expect(await store.ready(ready(5_000))).toMatchObject([{ id: second.id, attempts: 0, dueAt: 5_000 }]);
      expect(await store.replay({ appID: 7, now: 5_000 })).toBe(1);
    });

    it('[STORE-33] what is open is known until it is closed, oldest first', async () => {
      const opened = ['b', 'a', 'c'].map((key) => ({ appID: 7, key, opened: `{"key":"${key}"}` }));
      await store.write({ ...nothing, opened });
      await store.write({ ...nothing, closed: ['a', 'unknown'] });
      expect(await store.open()).toEqual([opened[0], opened[2]]);
    });

    it('[STORE-34] purging forgets what was settled long ago, and never what waits', async () => {
      await store.write({ ...nothing, add: [login, stream, { ...login, error: 'too many' }] });
      const [first] = await store.ready(ready());
      await store.settle({ id: first?.id ?? 0, state: 'delivered', attempts: 1, dueAt: 1, error: '' });
      await store.purge({ delivered: 1_000, failed: 1_001 });
      expect((await store.list({ limit: 9 })).map(({ state }) => state)).toEqual(['waiting', 'delivered']);
      await store.purge({ delivered: 1_001, failed: 1_001 });
      expect((await store.list({ limit: 9 })).map(({ state }) => state)).toEqual(['waiting']);
    });

    it('[STORE-37] it is known how many wait, how many have failed, and since when the oldest waits', async () => {
      expect(await store.count()).toEqual({ waiting: 0, failed: 0, oldestWaiting: undefined });
      const failed = { ...login, createdAt: 10, error: 'too many' };
      await store.write({ ...nothing, add: [failed, { ...login, createdAt: 900 }, stream, { ...login, appID: 3 }] });
      expect(await store.count()).toEqual({ waiting: 3, failed: 1, oldestWaiting: 900 });
    });

    it('[STORE-35] a closed store refuses, and closing again is fine', async () => {
      await store.close();
      await store.close();
      await expect(store.open()).rejects.toThrow();
    });
  });
}
