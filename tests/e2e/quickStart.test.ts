import { expect, test } from 'vitest';
import { expectMovingPicture, expectSound } from '../kit/browser/media.ts';
import { newRoom, useStage } from './stage.ts';

const stage = useStage();
const TEST_MS = 120_000;

const link = (room: string, user: string) =>
  `${stage.cloud.origin}/samples/quick-start/?room=${room}&user=${user}#start=${stage.cloud.startKey}`;

async function join(room: string, user: string) {
  const person = await stage.browser.open(link(room, user));
  await person.page.click('#join');
  await person.page.locator('#state[data-state=good]').waitFor();
  return person;
}

test(
  '[SAMPLE-1] the quick start opened twice shows and plays each person to the other',
  async () => {
    const room = newRoom();
    const [ann, bob] = [await join(room, 'ann'), await join(room, 'bob')];
    for (const [{ page }, other] of [
      [ann, 'bob'],
      [bob, 'ann'],
    ] as const) {
      await expectMovingPicture(page.locator('#local-video video'));
      await expectMovingPicture(page.locator('.remote video'));
      await expectSound(page);
      expect(await page.locator('.remote .name').allTextContents()).toEqual([other]);
    }
  },
  TEST_MS,
);

test(
  '[SAMPLE-2] after leaving, the camera is off, the other tile is gone, and joining again publishes again',
  async () => {
    const room = newRoom();
    const [ann, bob] = [await join(room, 'ann'), await join(room, 'bob')];
    for (let round = 1; round <= 2; round++) {
      await expectMovingPicture(ann.page.locator('.remote video'));
      await expectMovingPicture(bob.page.locator('.remote video'));
      await expectSound(bob.page);

      await ann.page.click('#leave');
      await bob.page.locator('.remote').waitFor({ state: 'detached' });
      expect(await ann.page.locator('.remote').count()).toBe(0);
      const capturing = await ann.page.evaluate(
        () => window.probe.capturedTracks.filter((track) => track.readyState === 'live').length,
      );
      expect(capturing).toBe(0);
      await ann.page.click('#join');
    }
    await expectMovingPicture(bob.page.locator('.remote video'));
  },
  TEST_MS,
);

test(
  '[CALL-1] a page that is closed leaves the room: the others hear it at once, not after a timeout',
  async () => {
    const room = newRoom();
    const [ann, bob] = [await join(room, 'ann'), await join(room, 'bob')];
    await expectMovingPicture(ann.page.locator('.remote video'));
    await ann.page.evaluate(() => {
      const gone = new Promise((resolve) => {
        new MutationObserver(() => !document.querySelector('.remote') && resolve(performance.now())).observe(document.body, {
          childList: true,
          subtree: true,
        });
      });
      Object.assign(window, { gone });
    });
    await bob.leave();
    // From here on there is no page any more; how long a browser takes to close one is not ours.
    const ms = await ann.page.evaluate(async () => {
      const closedAt = performance.now();
      return (await (window as unknown as { gone: Promise<number> }).gone) - closedAt;
    });
    // Of a page that is only silent they would hear after half a minute.
    expect(ms).toBeLessThan(10_000);
  },
  TEST_MS,
);

test(
  '[CALL-2] the same user on a second page displaces the first one, which is told 1002050 and stops',
  async () => {
    const room = newRoom();
    const bob = await join(room, 'bob');
    const first = await join(room, 'ann');
    await expectMovingPicture(bob.page.locator('.remote video'));
    const second = await join(room, 'ann');

    await expect.poll(() => first.page.locator('#state').textContent()).toBe('Removed from the room (1002050)');
    const capturing = await first.page.evaluate(
      () => window.probe.capturedTracks.filter((track) => track.readyState === 'live').length,
    );
    expect(capturing).toBe(0);
    expect(await first.page.locator('.remote').count()).toBe(0);
    await expectMovingPicture(second.page.locator('.remote video'));
    await expect.poll(() => bob.page.locator('.remote').count()).toBe(1);
    await expectMovingPicture(bob.page.locator('.remote video'));
  },
  TEST_MS,
);

test(
  '[SAMPLE-3] without a start key the page asks for AppID, server and token, and a call works with them',
  async () => {
    const room = newRoom();
    const { appID, server, token } = await stage.cloud.access({ userID: 'ann', roomID: room });
    const { page } = await stage.browser.open(`${stage.cloud.origin}/samples/quick-start/?room=${room}&user=ann`);
    await page.click('#join');
    await page.fill('dialog [name=appID]', String(appID));
    await page.fill('dialog [name=server]', server);
    await page.fill('dialog [name=token]', token);
    await page.keyboard.press('Tab');
    await page.click('dialog .primary');
    await page.locator('#state[data-state=good]').waitFor();
    await page.locator('#local[data-publishing=PUBLISHING]').waitFor();
  },
  TEST_MS,
);

test(
  '[SAMPLE-4] a wrong token is refused with its code on the page, and the form stays usable',
  async () => {
    const room = newRoom();
    const { appID, server } = await stage.cloud.access({ userID: 'ann', roomID: room });
    const person = await stage.browser.open(`${stage.cloud.origin}/samples/quick-start/?room=${room}&user=ann`);
    await person.page.click('#join');
    await person.page.fill('dialog [name=appID]', String(appID));
    await person.page.fill('dialog [name=server]', server);
    await person.page.fill('dialog [name=token]', '04nonsense');
    await person.page.click('dialog .primary');
    await person.page.locator('#message:not([hidden])').waitFor();
    expect(await person.page.locator('#message').textContent()).toMatch(/\(\d{7}\)/);
    await expect.poll(() => person.page.locator('#join').isEnabled()).toBe(true);
    person.faults.length = 0; // an SDK may log a refused login as an error
  },
  TEST_MS,
);
