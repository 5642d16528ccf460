import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aCall, aPlay, aPublication, aSample, aStay, batch, callID } from './RecordStore.examples.ts';
import type { RecordStore } from './RecordStore.ts';

const search = { match: 'exact', limit: 50 } as const;
const keepAll = { recordsBefore: 0, samplesBefore: 0, maxRecords: 1e9, maxSamples: 1e9 };

/** What every RecordStore promises. `open` gives an empty store each time. */
export function recordStoreContract(name: string, open: () => Promise<RecordStore>): void {
  describe(`RecordStore: ${name}`, () => {
    let store: RecordStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('[STORE-40] what is written is found, whatever its names hold; a row that is put again takes the place of the earlier', async () => {
      await store.write(batch({ calls: [aCall()], stays: [aStay()], publications: [aPublication()], plays: [aPlay()] }));
      const left = aStay({ until: 5_000, reason: 'kickedOut', detail: `'); DROP TABLE stays; --`, joinMs: 120 });
      await store.write(batch({ stays: [left], calls: [aCall({ closedAt: 5_000, users: 2 })] }));
      const { number: _, ...call } = aCall({ closedAt: 5_000, users: 2 });
      const { call: _1, ...stay } = left;
      const { call: _2, ...publication } = aPublication();
      const { call: _3, ...play } = aPlay();
      expect(await store.describeCall(callID(1), 9_000)).toEqual({
        call: { ...call, durationMs: 4_000 },
        stays: [stay],
        publications: [publication],
        plays: [play],
        more: { stays: false, publications: false, plays: false },
      });
      expect(await store.describeCall(callID(2), 9_000)).toBeUndefined();
      expect((await store.count()).records).toBe(4);
    });

    it('[STORE-41] calls are searched by app, room, user, stream and time, the newest first', async () => {
      const calls = [1, 2, 3].map((number) => aCall({ number, callID: callID(number), openedAt: number * 1_000 }));
      const [one, two, three] = calls;
      if (!one || !two || !three) throw new Error('three calls');
      const closed = { ...one, closedAt: 1_500 };
      const elsewhere = { ...three, appID: 8, roomID: 'rooms' };
      await store.write(
        batch({ calls: [closed, two, elsewhere], stays: [aStay({ call: 2, userID: 'bob' }), aStay({ stayID: 12, call: 3 })] }),
      );
      await store.write(
        batch({ publications: [aPublication({ call: 1, streamID: 's-1' })], plays: [aPlay({ call: 2, streamID: 's-2' })] }),
      );
      const found = async (asked: object) =>
        (await store.searchCalls({ ...search, ...asked }, 9_000)).items.map((call) => Number(`0x${call.callID}`));
      expect(await found({})).toEqual([3, 2, 1]);
      expect(await found({ appID: 7 })).toEqual([2, 1]);
      expect(await found({ roomID: one.roomID })).toEqual([2, 1]);
      expect(await found({ roomID: 'roo', match: 'prefix' })).toEqual([3]);
      expect(await found({ roomID: 'roo' })).toEqual([]);
      expect(await found({ userID: 'bob' })).toEqual([2]);
      expect(await found({ streamID: 's-2' })).toEqual([2]);
      expect(await found({ streamID: 's-', match: 'prefix' })).toEqual([2, 1]);
      expect(await found({ from: 1_600 })).toEqual([3, 2]);
      expect(await found({ from: 1_200, to: 2_000 })).toEqual([2, 1]);
      expect(await found({ userID: "' OR 1=1 --" })).toEqual([]);
      expect(await found({ roomID: '%', match: 'prefix' })).toEqual([]);
    });

    it('[STORE-42] pages of calls follow each other without gap or repetition; what is no cursor is INPUT_PARAM', async () => {
      const calls = [1, 2, 3, 4, 5].map((number) => aCall({ number, callID: callID(number), openedAt: 1_000 }));
      await store.write(batch({ calls }));
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.searchCalls({ ...search, limit: 2, ...(cursor && { cursor }) }, 0);
        seen.push(...page.items.map((call) => call.callID));
        cursor = page.next;
      } while (cursor);
      expect(seen).toEqual([5, 4, 3, 2, 1].map(callID));
      await expect(store.searchCalls({ ...search, cursor: '1; x' }, 0)).rejects.toMatchObject({ failure: 'INPUT_PARAM' });
    });

    it('[STORE-43] what a crash left open is closed at the last known moment; what was closed stays as it was', async () => {
      const done = aStay({ stayID: 12, until: 2_000, reason: 'loggedOut' });
      await store.write(
        batch({ at: 4_000, calls: [aCall()], stays: [aStay(), done], publications: [aPublication()], plays: [aPlay()] }),
      );
      await store.write(batch({ at: 7_000 }));
      expect(await store.recover()).toEqual({ last: 14, closed: 1 });
      const described = await store.describeCall(callID(1), 99_000);
      expect(described?.call).toMatchObject({ closedAt: 7_000, crashed: true, durationMs: 6_000 });
      expect(described?.stays.map(({ until, reason }) => [until, reason])).toEqual([
        [7_000, 'serverCrashed'],
        [2_000, 'loggedOut'],
      ]);
      expect(described?.publications[0]).toMatchObject({ until: 7_000, reason: 'serverCrashed' });
      expect(described?.plays[0]).toMatchObject({ until: 7_000, reason: 'serverCrashed' });
      expect((await store.recover()).closed).toBe(0);
    });

    it('[STORE-44] quality comes as series of columns; a sample that is known already is not taken twice', async () => {
      const samples = [10_000, 20_000, 30_000].map((t) => aSample({ t, fps: t / 1_000 }));
      await store.write(
        batch({ calls: [aCall()], samples: [...samples, aSample({ t: 10_000, userID: 'bob', direction: 'receive' })] }),
      );
      await store.write(batch({ samples: [aSample({ t: 20_000, fps: 99 })] }));
      const quality = await store.readQuality({ callID: callID(1), points: 600 });
      expect(quality).toMatchObject({ stepMs: 0, more: false, series: [{ direction: 'send' }, { userID: 'bob', t: [10_000] }] });
      const { fps, loss, jitter, delay, concealed, videoKbps } = quality?.series[0] ?? {};
      expect({ fps, loss, jitter, delay, concealed, videoKbps }).toEqual({
        fps: [10, 20, 30],
        loss: [0.0123, 0.0123, 0.0123],
        jitter: [4.5, 4.5, 4.5],
        delay: [null, null, null],
        concealed: [0.5, 0.5, 0.5],
        videoKbps: [800, 800, 800],
      });
      const some = await store.readQuality({ callID: callID(1), points: 600, userID: 'bob', from: 11_000 });
      expect(some?.series).toEqual([]);
      expect((await store.readQuality({ callID: callID(1), points: 600, from: 15_000, to: 25_000 }))?.series[0]?.t).toEqual([
        20_000,
      ]);
      expect(await store.readQuality({ callID: callID(9), points: 600 })).toBeUndefined();
      expect((await store.count()).samples).toBe(4);
    });

    it('[STORE-45] of more samples than points, a point is the average of several, and the sum of their freezes', async () => {
      const samples = Array.from({ length: 40 }, (_, index) =>
        aSample({ t: 1_000_000_000_000 + index * 10_000, videoKbps: index % 2 === 0 ? 100 : 300, freezeMs: 5, rtt: null }),
      );
      await store.write(batch({ calls: [aCall()], samples }));
      const { series, stepMs } = (await store.readQuality({ callID: callID(1), points: 10 })) ?? {};
      const [one] = series ?? [];
      expect(one?.t.length).toBeLessThanOrEqual(10);
      expect(stepMs).toBeGreaterThan(30_000);
      expect(one?.videoKbps.slice(0, 9)).toEqual(Array(9).fill(200));
      expect(one?.freezeMs.reduce((sum = 0, ms) => (sum ?? 0) + (ms ?? 0), 0)).toBe(200);
      expect(one?.rtt.every((ms) => ms === null)).toBe(true);
      expect(one?.t.at(-1)).toBe(1_000_000_390_000);
    });

    it('[STORE-46] rows of a call are read page by page, all of them once', async () => {
      const stays = [1, 2, 3, 4, 5].map((stayID) => aStay({ stayID }));
      const samples = [1_000, 2_000, 3_000].flatMap((t) => [aSample({ t }), aSample({ t, streamID: 'other' })]);
      await store.write(batch({ calls: [aCall()], stays: [...stays, aStay({ stayID: 6, call: 2 })], samples }));
      const all = async (rows: 'stays' | 'samples' | 'plays') => {
        const read: object[] = [];
        let after: string | undefined;
        do {
          const page = await store.page({ callID: callID(1), rows, after, limit: 2 });
          read.push(...page.rows);
          after = page.next;
        } while (after !== undefined);
        return read;
      };
      expect(await all('stays')).toEqual(stays);
      expect(await all('samples')).toHaveLength(6);
      expect(new Set((await all('samples')).map((row) => JSON.stringify(row))).size).toBe(6);
      expect(await all('plays')).toEqual([]);
    });

    it('[STORE-47] purging deletes what is old, a little at a time, and nothing that goes on', async () => {
      const samples = Array.from({ length: 30 }, (_, index) => aSample({ t: index * 1_000 }));
      const old = [1, 2, 3].map((stayID) => aStay({ stayID, until: 2_000, reason: 'loggedOut' }));
      await store.write(batch({ calls: [aCall()], stays: [...old, aStay({ stayID: 4 })], samples }));
      const retention = { ...keepAll, recordsBefore: 3_000, samplesBefore: 10_000 };
      let deleted = 0;
      let steps = 0;
      for (let count = -1; count !== 0; deleted += count, steps += 1) {
        count = await store.purge(retention, 4);
        expect(count).toBeLessThanOrEqual(4);
      }
      expect(deleted).toBe(13);
      expect(steps).toBeGreaterThanOrEqual(4);
      expect(await store.count()).toEqual({ records: 2, samples: 20 });
      expect((await store.readQuality({ callID: callID(1), points: 600 }))?.series[0]?.t[0]).toBe(10_000);
      await store.write(batch({ samples: [aSample({ t: 50_000 })] }));
      expect((await store.count()).samples).toBe(21);
    });

    it('[STORE-48] of more rows than may be kept the oldest go', async () => {
      const calls = [1, 2, 3, 4].map((number) => aCall({ number, callID: callID(number), closedAt: number * 1_000 }));
      const samples = Array.from({ length: 30 }, (_, index) => aSample({ t: index * 1_000 }));
      await store.write(batch({ calls, samples }));
      const retention = { ...keepAll, maxSamples: 12 };
      while ((await store.purge(retention, 5)) > 0);
      expect((await store.count()).samples).toBe(12);
      expect((await store.readQuality({ callID: callID(1), points: 600 }))?.series[0]?.t[0]).toBe(18_000);
      while ((await store.purge({ ...keepAll, maxRecords: 3 }, 1)) > 0);
      expect(await store.describeCall(callID(1), 0)).toBeUndefined();
      expect((await store.count()).records).toBeLessThanOrEqual(3);
    });

    it('[STORE-49] a closed store refuses; closing again is fine', async () => {
      await store.close();
      await store.close();
      await expect(store.count()).rejects.toThrow();
      await expect(store.write(batch({}))).rejects.toThrow();
    });
  });
}
