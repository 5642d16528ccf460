import { describe, expect, it } from 'vitest';
import { MemoryAppStore } from '../stores/memory/MemoryAppStore.ts';
import { changeApp } from './changeApp.ts';
import { createApp } from './createApp.ts';

describe('changeApp', () => {
  it('[APP-5] changes what is named and leaves the rest', async () => {
    const store = new MemoryAppStore();
    const app = await createApp(store, { name: 'demo', appID: 7 });
    const changed = await changeApp(store, 7, { options: { tokenOnly: true, keepSessionMs: undefined } });
    expect(changed).toEqual({ ...app, options: { ...app.options, tokenOnly: true } });
    expect(await store.find(7)).toEqual(changed);
    expect((await changeApp(store, 7, { name: 'other' })).options.tokenOnly).toBe(true);
  });

  it('[APP-8] changes at the same moment keep what each of them names', async () => {
    const store = new MemoryAppStore();
    const app = await createApp(store, { name: 'demo', appID: 7 });
    const url = 'https://app.example/callbacks';
    await Promise.all([
      changeApp(store, 7, { options: { maxUsers: 5 } }),
      changeApp(store, 7, { options: { maxRooms: 6 }, callback: { url, secret: 'hush' } }),
      changeApp(store, 7, { name: 'other', callback: { url: `${url}/2` } }),
    ]);
    const options = { ...app.options, maxUsers: 5, maxRooms: 6 };
    expect(await store.find(7)).toEqual({ ...app, name: 'other', options, callback: { url: `${url}/2`, secret: 'hush' } });
  });

  it('[APP-6] what is out of range, or an unknown app, is refused and changes nothing', async () => {
    const store = new MemoryAppStore();
    const app = await createApp(store, { name: 'demo', appID: 7 });
    for (const keepSessionMs of [4_999, 100_001, 5_000.5, Number.NaN]) {
      await expect(changeApp(store, 7, { options: { keepSessionMs } })).rejects.toMatchObject({ failure: 'INPUT_PARAM' });
    }
    for (const most of [-1, 0.5, 10_000_001, Number.NaN]) {
      await expect(changeApp(store, 7, { options: { maxUsers: most } })).rejects.toMatchObject({ failure: 'INPUT_PARAM' });
      await expect(changeApp(store, 7, { options: { maxRooms: most } })).rejects.toMatchObject({ failure: 'INPUT_PARAM' });
    }
    await expect(changeApp(store, 7, { name: '' })).rejects.toMatchObject({ failure: 'INPUT_PARAM' });
    await expect(changeApp(store, 8, { name: 'x' })).rejects.toMatchObject({ failure: 'APP_ID_UNKNOWN' });
    expect(await store.find(7)).toEqual(app);
  });

  it('[APP-7] a callback URL is http or https without a user; its secret is made where none is given; it can be taken away', async () => {
    const store = new MemoryAppStore();
    const app = await createApp(store, { name: 'demo', appID: 7 });
    const url = 'https://app.example/callbacks?a=1';
    for (const wrong of [
      'ftp://app.example/',
      'app.example',
      'https://ann:x@app.example/',
      'https://app.example/ x',
      'javascript:1',
    ]) {
      await expect(changeApp(store, 7, { callback: { url: wrong } })).rejects.toMatchObject({ failure: 'INPUT_PARAM' });
    }
    await expect(changeApp(store, 7, { callback: { secret: 'only' } })).rejects.toMatchObject({ failure: 'INPUT_PARAM' });
    await expect(changeApp(store, 7, { callback: { url, secret: '' } })).rejects.toMatchObject({ failure: 'INPUT_PARAM' });
    expect(await store.find(7)).toEqual(app);
    const { callback } = await changeApp(store, 7, { callback: { url } });
    expect(callback).toEqual({ url, secret: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect((await changeApp(store, 7, { callback: { secret: 'own' } })).callback).toEqual({ url, secret: 'own' });
    expect((await changeApp(store, 7, { name: 'demo' })).callback).toEqual({ url, secret: 'own' });
    expect((await changeApp(store, 7, { callback: { url: '' } })).callback).toBeUndefined();
    expect(await store.find(7)).toEqual(app);
  });
});
