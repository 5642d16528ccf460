import { seededRandom } from '@liuyun/kit';
import { describe, expect, it } from 'vitest';
import { MemoryAppStore } from '../stores/memory/MemoryAppStore.ts';
import { createApp } from './createApp.ts';

describe('createApp', () => {
  it('[APP-1] a new app gets a 32-bit AppID, a 64-digit AppSign and a 32-character ServerSecret, and is stored', async () => {
    const store = new MemoryAppStore();
    const app = await createApp(store, { name: 'demo' }, { now: 5 });
    expect(app).toMatchObject({ name: 'demo', createdAt: 5 });
    expect(app.appID).toBeGreaterThan(0);
    expect(app.appID).toBeLessThanOrEqual(0xffffffff);
    expect(app.appSign).toMatch(/^[0-9a-f]{64}$/);
    expect(app.serverSecret).toMatch(/^[0-9a-f]{32}$/);
    expect(await store.list()).toEqual([app]);
  });

  it('[APP-2] no two apps share a secret', async () => {
    const store = new MemoryAppStore();
    const random = seededRandom(1);
    const apps = [];
    for (let count = 0; count < 50; count++) apps.push(await createApp(store, { name: 'x' }, { random }));
    for (const field of ['appID', 'appSign', 'serverSecret'] as const) {
      expect(new Set(apps.map((app) => app[field])).size).toBe(50);
    }
  });

  it('[APP-3] an app moves here with the AppID, AppSign and ServerSecret it has', async () => {
    const known = { appID: 4_294_967_295, appSign: 'AB'.repeat(32), serverSecret: 'fa94dd0f974cf2e293728a526b028271' };
    expect(await createApp(new MemoryAppStore(), { name: 'moved', ...known })).toMatchObject(known);
  });

  it('[APP-4] what is not of the documented form, or taken, is refused as INPUT_PARAM', async () => {
    const store = new MemoryAppStore();
    await createApp(store, { name: 'first', appID: 7 });
    const wrong = [
      { name: '' },
      { name: 'x'.repeat(101) },
      { name: 'red \u001b[31m' },
      { name: 'right-to-left \u202e' },
      { name: 'x', appID: 0 },
      { name: 'x', appID: 2 ** 32 },
      { name: 'x', appID: 1.5 },
      { name: 'x', appSign: 'a'.repeat(63) },
      { name: 'x', serverSecret: 'ü'.repeat(32) },
      { name: 'x', serverSecret: 'short' },
      { name: 'x', appID: 7 },
    ];
    for (const chosen of wrong)
      await expect(createApp(store, chosen), JSON.stringify(chosen)).rejects.toMatchObject({ failure: 'INPUT_PARAM' });
    expect(await store.list()).toHaveLength(1);
  });
});
