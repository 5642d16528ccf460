import { describe, expect, test } from 'vitest';
import { User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
type Rejection = { errorCode: number; extendedData: string };

/** How a promise of the page ended, without leaving a rejection behind. */
const rejectionOf = (user: User) =>
  user.page.evaluate(() =>
    window.engine.createZegoStream().then(
      () => null,
      (error: Rejection) => ({ errorCode: error.errorCode, extendedData: error.extendedData }),
    ),
  );

describe('no camera', () => {
  const stage = useStage({ devices: 'none' });

  test(
    '[CALL-13] createZegoStream rejects with a documented device code where no camera is connected',
    async () => {
      const ann = await User.open(stage, 'ann');
      await ann.login(newRoom());
      const rejection = await rejectionOf(ann);
      expect([1103048, 1103061]).toContain(rejection?.errorCode);
    },
    TEST_MS,
  );

  test(
    '[SAMPLE-15] the group call lets somebody without a camera be heard',
    async () => {
      const { page } = await stage.browser.open(
        `${stage.cloud.origin}/samples/group-call/?room=${newRoom()}&user=ann#start=${stage.cloud.startKey}`,
      );
      await page.click('#join');
      await page.locator('#toast:not([hidden])', { hasText: 'others only hear you' }).waitFor({ timeout: 30_000 });
      await expect.poll(() => page.locator('#state').textContent()).toBe('Connected');
    },
    TEST_MS,
  );
});

describe('permission refused', () => {
  const stage = useStage({ devices: 'refused' });

  test(
    '[CALL-14] createZegoStream rejects with 1103064 where the permission is refused',
    async () => {
      const ann = await User.open(stage, 'ann');
      await ann.login(newRoom());
      expect((await rejectionOf(ann))?.errorCode).toBe(1103064);
    },
    TEST_MS,
  );

  test(
    '[SAMPLE-15] the group call lets somebody who allows no devices watch and listen',
    async () => {
      const { page } = await stage.browser.open(
        `${stage.cloud.origin}/samples/group-call/?room=${newRoom()}&user=ann#start=${stage.cloud.startKey}`,
      );
      await page.click('#join');
      await page.locator('#toast:not([hidden])', { hasText: 'you can watch and listen' }).waitFor({ timeout: 30_000 });
      await expect.poll(() => page.locator('#state').textContent()).toBe('Connected');
    },
    TEST_MS,
  );

  test(
    '[SAMPLE-16] the quick start says what to allow, and stays in the room',
    async () => {
      const { page } = await stage.browser.open(
        `${stage.cloud.origin}/samples/quick-start/?room=${newRoom()}&user=ann#start=${stage.cloud.startKey}`,
      );
      await page.click('#join');
      await expect.poll(() => page.locator('#message').textContent(), { timeout: 30_000 }).toContain('1103064');
      await expect.poll(() => page.locator('#state').textContent()).toBe('In the room');
      await page.click('#leave');
      await expect.poll(() => page.locator('#state').textContent()).toBe('Not logged in');
    },
    TEST_MS,
  );
});
