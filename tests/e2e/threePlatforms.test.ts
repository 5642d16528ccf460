import { beforeAll, expect, test } from 'vitest';
import { buildElectron } from '../../tools/build/electronPackage.ts';
import { expectMovingCanvas } from '../kit/browser/canvas.ts';
import { ElectronUser } from '../kit/browser/ElectronUser.ts';
import { expectMovingPicture, expectSound } from '../kit/browser/media.ts';
import { User } from '../kit/browser/User.ts';
import { PhoneUser } from '../kit/react-native/PhoneUser.ts';
import { newRoom, useStage } from './stage.ts';

// A busy machine takes minutes to build it.
beforeAll(() => buildElectron('0.1.0'), 300_000);
const stage = useStage();
const TEST_MS = 120_000;

type Experimental = { callExperimentalAPI(params: object): Promise<unknown> };

test(
  '[RN-14] a Web, a React Native and an Electron user see and hear each other; a lost connection and a kick-out come in each one’s words',
  async () => {
    const roomID = newRoom();
    const [web, phone, desk] = await Promise.all([
      User.open(stage, 'web'),
      PhoneUser.open(stage, 'phone'),
      ElectronUser.open(stage, 'desk'),
    ]);
    for (const user of [web, phone, desk]) await user.login(roomID);
    await web.publish('of-web');
    await expectMovingPicture(phone.page.locator(await phone.publish('of-phone')));
    await desk.call('startPreview', { canvas: '#local' });
    await desk.call('startPublishingStream', 'of-desk');
    await desk.waitFor('onPublisherStateUpdate', ({ streamID, state }) => streamID === 'of-desk' && state === 2);

    // Everybody sees both others, and hears them.
    await desk.call('startPlayingStream', 'of-web', { canvas: '#remote1' });
    await desk.call('startPlayingStream', 'of-phone', { canvas: '#remote2' });
    const onPhone = await Promise.all(['of-web', 'of-desk'].map((streamID) => phone.play(streamID)));
    const onWeb = await Promise.all(['of-phone', 'of-desk'].map((streamID) => web.play(streamID)));
    /** Six pictures and six voices, each of the other two on each platform. */
    const allSeeAndHear = () =>
      Promise.all([
        ...['#local', '#remote1', '#remote2'].map((canvas) => expectMovingCanvas(desk.page.locator(canvas))),
        ...onPhone.map((view) => expectMovingPicture(phone.page.locator(view))),
        ...onWeb.map((view) => expectMovingPicture(web.page.locator(view))),
        ...[web, phone, desk].map(({ page }) => expectSound(page, 2)),
      ]);
    await allSeeAndHear();

    // A socket that breaks: 1002051, under three names.
    const drop = { method: 'simulateScenario', params: { scenario: 'socketDrop' } };
    await phone.call('callExperimentalAPI', JSON.stringify(drop));
    await desk.call('callExperimentalAPI', JSON.stringify(drop));
    await web.page.evaluate((drop) => (window.engine as unknown as Experimental).callExperimentalAPI(drop), drop);
    const inRoom = (id: unknown) => id === roomID;
    for (const [reason, number, failure] of [
      ['RECONNECTING', 3, 1002051],
      ['RECONNECTED', 4, 0],
    ] as const) {
      await web.waitFor('roomStateChanged', ([id, why, code]) => inRoom(id) && why === reason && code === failure);
      await phone.waitFor('roomStateChanged', ([id, why, code]) => inRoom(id) && why === number && code === failure);
      await desk.waitFor(
        'onRoomStateChanged',
        (told) => inRoom(told.roomID) && told.reason === number && told.errorCode === failure,
      );
    }
    await allSeeAndHear();
    // The older, three-state view of the same.
    for (const state of [1, 2]) {
      await phone.waitFor('roomStateUpdate', ([id, now]) => inRoom(id) && now === state);
      await desk.waitFor('onRoomStateUpdate', (told) => inRoom(told.roomID) && told.state === state);
    }

    // The same users log in elsewhere, on phones: 1002050, under three names.
    for (const userID of ['phone', 'web', 'desk']) await (await PhoneUser.open(stage, userID)).login(roomID);
    await web.waitFor('roomStateChanged', ([id, why, code]) => inRoom(id) && why === 'KICKOUT' && code === 1002050);
    await phone.waitFor('roomStateChanged', ([id, why, code]) => inRoom(id) && why === 6 && code === 1002050);
    await phone.waitFor('roomStateUpdate', ([id, state, code]) => inRoom(id) && state === 0 && code === 1002050);
    await desk.waitFor('onRoomStateChanged', (told) => inRoom(told.roomID) && told.reason === 6 && told.errorCode === 1002050);
    await desk.waitFor('onRoomStateUpdate', (told) => inRoom(told.roomID) && told.state === 0 && told.errorCode === 1002050);
    // With the room go its streams, in each one's words.
    await web.waitFor('publisherStateUpdate', ([told]) => (told as { state?: unknown }).state === 'NO_PUBLISH');
    await phone.waitFor('publisherStateUpdate', ([streamID, state]) => streamID === 'of-phone' && state === 0);
    await desk.waitFor('onPublisherStateUpdate', (told) => told.streamID === 'of-desk' && told.state === 0);
    await phone.waitFor('playerStateUpdate', ([streamID, state]) => streamID === 'of-desk' && state === 0);
    await desk.waitFor('onPlayerStateUpdate', (told) => told.streamID === 'of-phone' && told.state === 0);
    expect((await phone.events()).filter(({ name }) => name === 'debugError')).toEqual([]);
    expect((await desk.heard()).filter(({ event }) => event === 'onDebugError')).toEqual([]);
  },
  TEST_MS,
);
