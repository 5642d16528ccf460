import { expect, test, vi } from 'vitest';
import type { MainElectron, SourceOptions } from './electron.ts';
import { install } from './main.ts';

function fakeElectron() {
  const asked: SourceOptions[] = [];
  const image = (text: string) => ({ isEmpty: () => text === '', toDataURL: () => text });
  const handlers = new Map<string, (event: unknown, options: unknown) => Promise<unknown>>();
  let choose: ((request: unknown, callback: (streams: object) => void) => void) | undefined;
  const electron: MainElectron = {
    ipcMain: { removeHandler: vi.fn(), handle: (channel, listener) => void handlers.set(channel, listener) },
    desktopCapturer: {
      getSources: async (options) => {
        asked.push(options);
        return [{ id: 'screen:1:0', name: 'Screen', thumbnail: image('data:image/png;base64,x'), appIcon: null }];
      },
    },
    session: { defaultSession: { setDisplayMediaRequestHandler: (handler) => void (choose = handler) } },
    app: { whenReady: async () => undefined },
  };
  return {
    electron,
    asked,
    ask: (options: unknown) => handlers.get('liuyun:desktop-sources')?.(undefined, options),
    choose: () => choose,
  };
}

test('[ELECTRON-31] of what a page asks only kinds and sizes are taken', async () => {
  const { electron, asked, ask, choose } = fakeElectron();
  install(electron);
  expect(await ask({ types: ['screen'], thumbnailSize: { width: 100, height: 50.4 }, fetchWindowIcons: true, evil: 1 })).toEqual([
    { id: 'screen:1:0', name: 'Screen', thumbnail: 'data:image/png;base64,x', appIcon: '' },
  ]);
  for (const options of [undefined, null, 5, { types: 'screen', thumbnailSize: { width: -1, height: 1e9 } }]) await ask(options);
  expect(asked).toEqual([
    { types: ['screen'], thumbnailSize: { width: 100, height: 50 }, fetchWindowIcons: true },
    ...[undefined, null, 5].map(() => ({
      types: ['screen', 'window'],
      thumbnailSize: { width: 150, height: 150 },
      fetchWindowIcons: false,
    })),
    { types: ['screen', 'window'], thumbnailSize: { width: 150, height: 4096 }, fetchWindowIcons: false },
  ]);
  await vi.waitFor(() => expect(choose()).toBeDefined());
  const shared = await new Promise((resolve) => choose()?.({}, resolve));
  expect(shared).toMatchObject({ video: { id: 'screen:1:0' } });
});
