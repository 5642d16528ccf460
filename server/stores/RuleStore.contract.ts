import type { ForbidRule, StreamRule, TrackRule, UserRule } from '@liuyun/protocol/rest/forbidRule';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RuleStore } from './RuleStore.ts';

const userRule: UserRule = {
  kind: 'user',
  type: 4,
  address: '',
  roomID: `r'); DROP TABLE forbid_rules; --`,
  userID: 'ann',
  login: true,
  publish: false,
  createdAt: 1_000,
  expiresAt: 5_000,
};
const trackRule: TrackRule = {
  kind: 'tracks',
  roomID: 'r',
  streamID: 's',
  audio: true,
  video: false,
  createdAt: 2_000,
  expiresAt: 9_000,
};
const streamRule: StreamRule = { kind: 'stream', streamID: 's', createdAt: 3_000, expiresAt: null };

/** What every RuleStore promises. `open` gives an empty store each time. */
export function ruleStoreContract(name: string, open: () => Promise<RuleStore>): void {
  describe(`RuleStore: ${name}`, () => {
    let store: RuleStore;
    const rules = async () => (await store.list()).map(({ appID, rule }) => [appID, rule] as [number, ForbidRule]);
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('[STORE-20] rules are listed as they were put, app by app', async () => {
      await store.put(7, userRule);
      await store.put(4_294_967_295, trackRule);
      await store.put(7, streamRule);
      expect(await rules()).toEqual([
        [7, userRule],
        [4_294_967_295, trackRule],
        [7, streamRule],
      ]);
    });

    it('[STORE-21] a rule about the same takes the place of the earlier one', async () => {
      await store.put(7, userRule);
      await store.put(8, userRule);
      await store.put(7, { ...userRule, publish: true, expiresAt: 6_000 });
      expect(await rules()).toEqual([
        [8, userRule],
        [7, { ...userRule, publish: true, expiresAt: 6_000 }],
      ]);
    });

    it('[STORE-22] a rule is removed by what it is about, and only there', async () => {
      await store.put(7, userRule);
      await store.put(8, userRule);
      const { kind, type, address, roomID, userID } = userRule;
      const subject = { kind, type, address, roomID, userID };
      expect(await store.remove(7, { ...subject, userID: 'bob' })).toBe(false);
      expect(await store.remove(7, subject)).toBe(true);
      expect(await store.remove(7, subject)).toBe(false);
      expect(await rules()).toEqual([[8, userRule]]);
    });

    it('[STORE-23] purging deletes what has expired, and never what does not expire', async () => {
      for (const rule of [userRule, trackRule, streamRule]) await store.put(7, rule);
      await store.purge(5_001);
      expect(await rules()).toEqual([
        [7, trackRule],
        [7, streamRule],
      ]);
    });

    it('[STORE-8] a closed store refuses, and closing again is fine', async () => {
      await store.put(7, userRule);
      await store.close();
      await store.close();
      await expect(store.list()).rejects.toThrow();
    });
  });
}
