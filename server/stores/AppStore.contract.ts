import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AppRecord, type AppStore, defaultAppOptions } from './AppStore.ts';

const ann: AppRecord = {
  appID: 4_294_967_295,
  name: `Ann's "app"; DROP TABLE apps; -- 流云`,
  appSign: 'a'.repeat(64),
  serverSecret: '0123456789abcdef0123456789abcdef',
  createdAt: 1_700_000_000_000,
  options: { ...defaultAppOptions, tokenOnly: true, keepSessionMs: 5_000 },
};
const bob: AppRecord = { ...ann, appID: 1, name: 'bob', createdAt: ann.createdAt + 1, options: defaultAppOptions };

/** What every AppStore promises. `open` gives an empty store each time. */
export function appStoreContract(name: string, open: () => Promise<AppStore>): void {
  describe(`AppStore: ${name}`, () => {
    let store: AppStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('[STORE-1] an app is found as it was created, whatever its name holds', async () => {
      await store.create(ann);
      expect(await store.find(ann.appID)).toEqual(ann);
    });

    it('[STORE-2] an unknown app is not found', async () => {
      expect(await store.find(7)).toBeUndefined();
      expect(await store.list()).toEqual([]);
    });

    it('[STORE-3] apps are listed in the order in which they were created', async () => {
      await store.create(bob);
      await store.create(ann);
      expect(await store.list()).toEqual([ann, bob]);
      const summary = ({ appID, name, createdAt }: AppRecord) => ({ appID, name, createdAt });
      expect(await store.summaries()).toEqual([summary(ann), summary(bob)]);
    });

    it('[STORE-4] an AppID belongs to one app: creating it again fails and changes nothing', async () => {
      await store.create(ann);
      await expect(store.create({ ...bob, appID: ann.appID })).rejects.toMatchObject({ failure: 'INPUT_PARAM' });
      expect(await store.list()).toEqual([ann]);
    });

    it('[STORE-5] an update changes what it names, and only that app', async () => {
      await store.create(ann);
      await store.create(bob);
      const options = { ...bob.options, strictTokenExpiry: true };
      await store.update(bob.appID, { name: 'robert', options });
      await store.update(bob.appID, { serverSecret: 'f'.repeat(32), appSign: undefined });
      await store.update(bob.appID, {});
      expect(await store.list()).toEqual([ann, { ...bob, name: 'robert', options, serverSecret: 'f'.repeat(32) }]);
    });

    it('[STORE-6] updating an unknown app fails', async () => {
      await expect(store.update(7, { name: 'x' })).rejects.toMatchObject({ failure: 'APP_ID_UNKNOWN' });
      await expect(store.update(7, {})).rejects.toMatchObject({ failure: 'APP_ID_UNKNOWN' });
    });

    it('[STORE-7] what a store hands out is a copy', async () => {
      const given = structuredClone(ann);
      await store.create(given);
      given.options.tokenOnly = false;
      const found = await store.find(ann.appID);
      if (found) found.name = 'changed';
      expect(await store.find(ann.appID)).toEqual(ann);
    });

    it('[STORE-14] where an app is told what happens is kept with it, and can be taken away', async () => {
      const callback = { url: 'https://app.example/', secret: 's' };
      await store.create({ ...ann, callback });
      await store.update(ann.appID, { name: 'ann' });
      expect(await store.find(ann.appID)).toEqual({ ...ann, name: 'ann', callback });
      await store.update(ann.appID, { name: ann.name, callback: null });
      expect(await store.find(ann.appID)).toEqual(ann);
      await store.update(ann.appID, { callback });
      expect(await store.find(ann.appID)).toEqual({ ...ann, callback });
    });

    it('[STORE-15] a former secret is kept with its app until it is taken away', async () => {
      const previousSecret = { secret: 'f'.repeat(32), until: 1_800_000_000_000 };
      await store.create(ann);
      await store.update(ann.appID, { serverSecret: 'e'.repeat(32), previousSecret });
      expect(await store.find(ann.appID)).toEqual({ ...ann, serverSecret: 'e'.repeat(32), previousSecret });
      await store.update(ann.appID, { serverSecret: ann.serverSecret, previousSecret: null });
      expect(await store.find(ann.appID)).toEqual(ann);
    });

    it('[STORE-16] an app that is removed is not found, and others stay', async () => {
      await store.create(ann);
      await store.create(bob);
      expect(await store.remove(ann.appID)).toBe(true);
      expect(await store.remove(ann.appID)).toBe(false);
      expect(await store.list()).toEqual([bob]);
    });

    it('[STORE-17] a change that is worked out from the app as it is misses nothing that others change at that moment', async () => {
      await store.create(ann);
      const more = (streams: number) =>
        store.update(ann.appID, ({ name, options }) => {
          return { name: `${name}+`, options: { ...options, maxRooms: options.maxRooms + streams } };
        });
      const changed = await Promise.all([1, 2, 3].map(more));
      const last = { ...ann, name: `${ann.name}+++`, options: { ...ann.options, maxRooms: 6 } };
      expect(changed.at(-1)).toEqual(last);
      expect(await store.find(ann.appID)).toEqual(last);
      const refused = store.update(ann.appID, () => {
        throw new Error('no');
      });
      await expect(refused).rejects.toThrow('no');
      await expect(store.update(7, () => ({}))).rejects.toMatchObject({ failure: 'APP_ID_UNKNOWN' });
      expect(await store.find(ann.appID)).toEqual(last);
    });

    it('[STORE-8] a closed store refuses, and closing again is fine', async () => {
      await store.create(ann);
      await store.close();
      await store.close();
      await expect(store.find(ann.appID)).rejects.toThrow();
    });
  });
}
