import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AdministratorRecord, AdministratorStore, ConsoleSession } from './AdministratorStore.ts';

const ann: AdministratorRecord = {
  username: `Ann'; DROP TABLE administrators; --`,
  passwordHash: 'hash',
  role: 'admin',
  disabled: false,
  createdAt: 1_700_000_000_000,
  lastLoginAt: null,
};
const bob: AdministratorRecord = { ...ann, username: 'Bob', role: 'viewer' };
const session: ConsoleSession = { hash: 'h1', username: ann.username, createdAt: 1_000, seenAt: 1_000 };

/** What every AdministratorStore promises. `open` gives an empty store each time. */
export function administratorStoreContract(name: string, open: () => Promise<AdministratorStore>): void {
  describe(`AdministratorStore: ${name}`, () => {
    let store: AdministratorStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    it('[STORE-60] an administrator is found as they were created, by their name in whatever case, and created once', async () => {
      expect(await store.count()).toBe(0);
      expect(await store.create(bob)).toBe(true);
      expect(await store.create(ann)).toBe(true);
      expect(await store.find(ann.username.toUpperCase())).toEqual(ann);
      expect(await store.create({ ...bob, username: 'BOB', role: 'admin' })).toBe(false);
      expect(await store.list()).toEqual([ann, bob]);
      expect(await store.find('carl')).toBeUndefined();
      expect(await store.count()).toBe(2);
    });

    it('[STORE-61] the first one is created only where there is nobody, also when several ask at once', async () => {
      const names = ['a', 'b', 'c', 'd'];
      const made = await Promise.all(names.map((username) => store.create({ ...ann, username }, { onlyFirst: true })));
      expect(made.filter(Boolean)).toHaveLength(1);
      expect(await store.count()).toBe(1);
    });

    it('[STORE-62] a change changes what it names; the last enabled admin cannot be removed, disabled or made a viewer', async () => {
      await store.create(ann);
      await store.create(bob);
      expect(await store.change('BOB', { passwordHash: 'other', role: undefined, lastLoginAt: 7 })).toBe('done');
      expect(await store.find('bob')).toEqual({ ...bob, passwordHash: 'other', lastLoginAt: 7 });
      expect(await store.change('carl', { disabled: true })).toBe('unknown');
      expect(await store.remove('carl')).toBe('unknown');
      for (const change of [{ disabled: true }, { role: 'viewer' as const }])
        expect(await store.change(ann.username, change)).toBe('lastAdmin');
      expect(await store.remove(ann.username)).toBe('lastAdmin');
      expect(await store.find(ann.username)).toEqual(ann);
      expect(await store.change(ann.username, { passwordHash: 'new' })).toBe('done');
      await store.change('bob', { role: 'admin', disabled: true });
      expect(await store.remove(ann.username)).toBe('lastAdmin');
      await store.change('bob', { disabled: false });
      expect(await store.remove(ann.username)).toBe('done');
      expect(await store.list()).toMatchObject([{ username: 'Bob' }]);
    });

    it('[STORE-63] a session is found with who has it, until it ends or they are gone', async () => {
      await store.create(ann);
      await store.create(bob);
      await store.addSession(session);
      await store.addSession({ ...session, hash: 'h2' });
      await store.addSession({ ...session, hash: 'h3', username: 'bob' });
      expect(await store.findSession('h1')).toEqual({ session, administrator: ann });
      expect(await store.findSession('h9')).toBeUndefined();
      await store.touchSession('h1', 2_000);
      expect((await store.findSession('h1'))?.session.seenAt).toBe(2_000);
      await store.endSessionsOf(ann.username, 'h1');
      expect([await store.findSession('h2'), (await store.findSession('h1'))?.session.hash]).toEqual([undefined, 'h1']);
      await store.endSession('h1');
      expect(await store.findSession('h1')).toBeUndefined();
      await store.remove('bob');
      expect(await store.findSession('h3')).toBeUndefined();
    });

    it('[STORE-64] purging forgets sessions that began, or were used last, too long ago', async () => {
      await store.create(ann);
      await store.addSession(session);
      await store.addSession({ ...session, hash: 'old', createdAt: 1, seenAt: 5_000 });
      await store.addSession({ ...session, hash: 'idle', createdAt: 900, seenAt: 900 });
      await store.purgeSessions({ createdAt: 500, seenAt: 1_000 });
      const left = await Promise.all(['h1', 'old', 'idle'].map((hash) => store.findSession(hash)));
      expect(left.map((found) => found?.session.hash)).toEqual(['h1', undefined, undefined]);
    });

    it('[STORE-65] a closed store refuses, and closing again is fine', async () => {
      await store.count();
      await store.close();
      await store.close();
      await expect(store.count()).rejects.toThrow();
    });
  });
}
