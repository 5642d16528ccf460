import { expect, test } from 'vitest';
import { expectMovingPicture, expectSound } from '../kit/browser/media.ts';
import { User } from '../kit/browser/User.ts';
import { PhoneUser } from '../kit/react-native/PhoneUser.ts';
import { newRoom, useStage } from './stage.ts';

const stage = useStage();
const TEST_MS = 90_000;

type Experimental = { callExperimentalAPI(params: object): Promise<unknown> };

test(
  '[RN-14] a Web user and a React Native user see and hear each other; a lost connection and a kick-out come in each one’s words',
  async () => {
    const roomID = newRoom();
    const web = await User.open(stage, 'web');
    const phone = await PhoneUser.open(stage, 'phone');
    await web.login(roomID);
    await phone.login(roomID);
    await web.publish('of-web');
    const own = await phone.publish('of-phone');
    await expectMovingPicture(phone.page.locator(own));
    await expectMovingPicture(phone.page.locator(await phone.play('of-web')));
    await expectMovingPicture(web.page.locator(await web.play('of-phone')));
    await expectSound(phone.page);
    await expectSound(web.page);

    const drop = { method: 'simulateScenario', params: { scenario: 'socketDrop' } };
    await phone.call('callExperimentalAPI', JSON.stringify(drop));
    await web.page.evaluate((drop) => (window.engine as unknown as Experimental).callExperimentalAPI(drop), drop);
    await phone.waitFor('roomStateChanged', ([id, reason, code]) => id === roomID && reason === 3 && code === 1002051);
    await phone.waitFor('roomStateChanged', ([id, reason, code]) => id === roomID && reason === 4 && code === 0);
    await web.waitFor('roomStateChanged', ([id, reason, code]) => id === roomID && reason === 'RECONNECTING' && code === 1002051);
    await web.waitFor('roomStateChanged', ([id, reason, code]) => id === roomID && reason === 'RECONNECTED' && code === 0);
    await expectMovingPicture(phone.page.locator('[data-testid=of-web] video'));
    await expectSound(web.page);

    // The same user logs in elsewhere.
    for (const userID of ['phone', 'web']) await (await PhoneUser.open(stage, userID)).login(roomID);
    await web.waitFor('roomStateChanged', ([id, reason, code]) => id === roomID && reason === 'KICKOUT' && code === 1002050);
    await phone.waitFor('roomStateChanged', ([id, reason, code]) => id === roomID && reason === 6 && code === 1002050);
    await phone.waitFor('roomStateUpdate', ([id, state, code]) => id === roomID && state === 0 && code === 1002050);
    const errors = (await phone.events()).filter(({ name }) => name === 'debugError');
    expect(errors).toEqual([]);
  },
  TEST_MS,
);
