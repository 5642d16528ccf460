import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { expectMovingPicture, expectSound } from '../kit/browser/media.ts';
import { User } from '../kit/browser/User.ts';
import { PhoneUser } from '../kit/react-native/PhoneUser.ts';
import { newRoom, useStage } from './stage.ts';

/** What this test asks of the Electron SDK's kit. Where that SDK is not in the tree, the room is one of two platforms. */
type Desk = {
  page: Page;
  login(roomID: string): Promise<void>;
  call(member: string, ...args: unknown[]): Promise<unknown>;
  waitFor(event: string, fits: (told: Record<string, unknown>) => boolean): Promise<unknown>;
  heard(): Promise<{ event: string }[]>;
};
type Electron = {
  open(stage: object, userID: string): Promise<Desk>;
  build(version: string): Promise<unknown>;
  expectMovingCanvas(canvas: Locator): Promise<unknown>;
};

async function electronKit(): Promise<Electron | undefined> {
  const root = join(import.meta.dirname, '../..');
  const [user, canvas, build] = [
    'tests/kit/browser/ElectronUser.ts',
    'tests/kit/browser/canvas.ts',
    'tools/build/electronPackage.ts',
  ].map((file) => join(root, file));
  if (!user || !canvas || !build || ![user, canvas, build].every((file) => existsSync(file))) return undefined;
  const [{ ElectronUser }, { expectMovingCanvas }, { buildElectron }] = await Promise.all([
    import(user),
    import(canvas),
    import(build),
  ]);
  return { open: (stage, userID) => ElectronUser.open(stage, userID), build: buildElectron, expectMovingCanvas };
}

const electron = await electronKit();
beforeAll(() => electron?.build('0.1.0'), 60_000);
const stage = useStage();
const TEST_MS = 90_000;

type Experimental = { callExperimentalAPI(params: object): Promise<unknown> };

test(
  '[RN-14] a Web, a React Native and an Electron user see and hear each other; a lost connection and a kick-out come in each one’s words',
  async () => {
    const roomID = newRoom();
    const [web, phone, desk] = await Promise.all([
      User.open(stage, 'web'),
      PhoneUser.open(stage, 'phone'),
      electron?.open(stage, 'desk'),
    ]);
    const others = desk ? 2 : 1;
    for (const user of [web, phone, desk]) await user?.login(roomID);
    await web.publish('of-web');
    await expectMovingPicture(phone.page.locator(await phone.publish('of-phone')));
    await desk?.call('startPreview', { canvas: '#local' });
    await desk?.call('startPublishingStream', 'of-desk');
    await desk?.waitFor('onPublisherStateUpdate', ({ streamID, state }) => streamID === 'of-desk' && state === 2);

    // Everybody sees both others, and hears them.
    await desk?.call('startPlayingStream', 'of-web', { canvas: '#remote1' });
    await desk?.call('startPlayingStream', 'of-phone', { canvas: '#remote2' });
    for (const canvas of ['#local', '#remote1', '#remote2'])
      if (desk) await electron?.expectMovingCanvas(desk.page.locator(canvas));
    for (const streamID of desk ? ['of-web', 'of-desk'] : ['of-web'])
      await expectMovingPicture(phone.page.locator(await phone.play(streamID)));
    for (const streamID of desk ? ['of-phone', 'of-desk'] : ['of-phone'])
      await expectMovingPicture(web.page.locator(await web.play(streamID)));
    for (const user of [web, phone, desk]) if (user) await expectSound(user.page, others);

    // A socket that breaks: 1002051, under three names.
    const drop = { method: 'simulateScenario', params: { scenario: 'socketDrop' } };
    await phone.call('callExperimentalAPI', JSON.stringify(drop));
    await desk?.call('callExperimentalAPI', JSON.stringify(drop));
    await web.page.evaluate((drop) => (window.engine as unknown as Experimental).callExperimentalAPI(drop), drop);
    const inRoom = (id: unknown) => id === roomID;
    for (const [reason, number, failure] of [
      ['RECONNECTING', 3, 1002051],
      ['RECONNECTED', 4, 0],
    ] as const) {
      await web.waitFor('roomStateChanged', ([id, why, code]) => inRoom(id) && why === reason && code === failure);
      await phone.waitFor('roomStateChanged', ([id, why, code]) => inRoom(id) && why === number && code === failure);
      await desk?.waitFor(
        'onRoomStateChanged',
        (told) => inRoom(told.roomID) && told.reason === number && told.errorCode === failure,
      );
    }
    await expectMovingPicture(phone.page.locator('[data-testid=of-web] video'));
    if (desk) await electron?.expectMovingCanvas(desk.page.locator('#remote2'));
    await expectSound(web.page, others);

    // The same users log in elsewhere, on phones: 1002050, under three names.
    for (const userID of ['phone', 'web', 'desk']) await (await PhoneUser.open(stage, userID)).login(roomID);
    await web.waitFor('roomStateChanged', ([id, why, code]) => inRoom(id) && why === 'KICKOUT' && code === 1002050);
    await phone.waitFor('roomStateChanged', ([id, why, code]) => inRoom(id) && why === 6 && code === 1002050);
    await phone.waitFor('roomStateUpdate', ([id, state, code]) => inRoom(id) && state === 0 && code === 1002050);
    await desk?.waitFor('onRoomStateChanged', (told) => inRoom(told.roomID) && told.reason === 6 && told.errorCode === 1002050);
    await desk?.waitFor('onRoomStateUpdate', (told) => inRoom(told.roomID) && told.state === 0 && told.errorCode === 1002050);
    expect((await phone.events()).filter(({ name }) => name === 'debugError')).toEqual([]);
    expect(((await desk?.heard()) ?? []).filter(({ event }) => event === 'onDebugError')).toEqual([]);
  },
  TEST_MS,
);
