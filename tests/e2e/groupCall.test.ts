import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectMovingPicture, expectSilence, expectSound } from '../kit/browser/media.ts';
import { newRoom, useStage } from './stage.ts';

const stage = useStage();
const TEST_MS = 120_000;

async function join(room: string, user: string): Promise<Page> {
  const { page } = await stage.browser.open(
    `${stage.cloud.origin}/samples/group-call/?room=${room}&user=${user}#start=${stage.cloud.startKey}`,
    { viewport: { width: 960, height: 640 } },
  );
  await page.click('#join');
  await page.locator('#call').waitFor({ timeout: 30_000 });
  return page;
}

const tileOf = (page: Page, name: string) =>
  page.locator('.tile', { has: page.locator('.name', { hasText: new RegExp(`^\\s*${name}`) }) });

test(
  '[SAMPLE-5] three people of the group call see and hear each other, and their tiles share the place without overlap',
  async () => {
    const room = newRoom();
    const names = ['ann', 'bob', 'cleo'];
    const pages: Page[] = [];
    for (const name of names) pages.push(await join(room, name));
    for (const [index, page] of pages.entries()) {
      for (const name of names) await expectMovingPicture(tileOf(page, name).locator('video'));
      await expectSound(page, 2);
      await expect.poll(() => page.locator('#people').textContent()).toBe('3 in the room');
      expect(await page.locator('.tile[data-me]').count(), names[index]).toBe(1);
    }
    // All at one moment: tiles move when somebody comes.
    const overlaps = () =>
      pages[0]?.locator('.tile').evaluateAll((tiles) => {
        const boxes = tiles.map((tile) => tile.getBoundingClientRect());
        const apart = (a: DOMRect, b: DOMRect) =>
          a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
        const pairs = boxes.flatMap((a, index) => boxes.slice(index + 1).map((b) => [a, b] as const));
        const empty = boxes.filter(({ width, height }) => width === 0 || height === 0);
        return [...pairs.filter(([a, b]) => !apart(a, b)), ...empty].map((found) => JSON.stringify(found));
      });
    await expect.poll(overlaps).toEqual([]);
    expect(await pages[0]?.locator('.tile').count()).toBe(3);
  },
  TEST_MS,
);

test(
  '[SAMPLE-6] muting microphone and camera silences and hides one at the others, and opening brings both back',
  async () => {
    const room = newRoom();
    const ann = await join(room, 'ann');
    const bob = await join(room, 'bob');
    const annAtBob = tileOf(bob, 'ann');
    await expectMovingPicture(annAtBob.locator('video'));
    await expectSound(bob);

    await ann.click('#microphone');
    await annAtBob.locator('.muted-icon:not([hidden])').waitFor({ timeout: 30_000 });
    await expectSilence(bob);
    await ann.keyboard.press('v');
    await expect.poll(() => annAtBob.getAttribute('data-no-video'), { timeout: 30_000 }).toBe('');

    await ann.click('#microphone');
    await ann.click('#camera');
    await expect.poll(() => annAtBob.getAttribute('data-no-video'), { timeout: 30_000 }).toBe(null);
    await expectMovingPicture(annAtBob.locator('video'));
    await expectSound(bob);
  },
  TEST_MS,
);

test(
  '[SAMPLE-7] who comes later learns that somebody is muted already',
  async () => {
    const room = newRoom();
    const ann = await join(room, 'ann');
    await expectMovingPicture(tileOf(ann, 'ann').locator('video'));
    await ann.click('#microphone');
    await ann.click('#camera');
    const bob = await join(room, 'bob');
    await tileOf(bob, 'ann').locator('.muted-icon:not([hidden])').waitFor({ timeout: 30_000 });
    await expect.poll(() => tileOf(bob, 'ann').getAttribute('data-no-video'), { timeout: 30_000 }).toBe('');
  },
  TEST_MS,
);

test(
  '[SAMPLE-8] speaking is shown: the ring follows the sound levels of remote people',
  async () => {
    const room = newRoom();
    await join(room, 'ann');
    const bob = await join(room, 'bob');
    await bob.locator('.tile:not([data-me])[data-speaking]').waitFor({ timeout: 30_000 });
    await bob.locator('.tile:not([data-me]):not([data-speaking])').waitFor({ timeout: 30_000 });
  },
  TEST_MS,
);

test(
  '[SAMPLE-9] a shared screen is a second, big tile for the others, and goes away when sharing ends',
  async () => {
    const room = newRoom();
    const ann = await join(room, 'ann');
    const bob = await join(room, 'bob');
    await expectMovingPicture(tileOf(bob, 'ann').locator('video'));
    await ann.click('#screen');
    const screen = bob.locator('.tile[data-screen]');
    await screen.locator('video').waitFor({ state: 'attached', timeout: 30_000 });
    await expect
      .poll(() => screen.locator('video').evaluate((video) => (video as HTMLVideoElement).videoWidth), { timeout: 30_000 })
      .toBeGreaterThan(0);
    await expect.poll(() => screen.getAttribute('data-big')).toBe('');
    await ann.click('#screen');
    await screen.waitFor({ state: 'detached', timeout: 30_000 });
    await expectMovingPicture(tileOf(bob, 'ann').locator('video'));
  },
  TEST_MS,
);

test(
  '[SAMPLE-10] microphone and camera can be changed during the call',
  async () => {
    const room = newRoom();
    const ann = await join(room, 'ann');
    const bob = await join(room, 'bob');
    await expectMovingPicture(tileOf(bob, 'ann').locator('video'));
    await ann.click('#devices');
    const cameras = ann.locator('#cameras option');
    await cameras.first().waitFor({ state: 'attached' });
    const values = await cameras.evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    await ann.selectOption('#cameras', values.at(-1) ?? '');
    await ann.locator('#cameras').dispatchEvent('change');
    await expect.poll(() => ann.locator('#device-message').textContent(), { timeout: 30_000 }).toBe('Changed.');
    await ann.click('#device-dialog .primary');
    await expectMovingPicture(tileOf(bob, 'ann').locator('video'));
  },
  TEST_MS,
);

test(
  '[SAMPLE-11] leaving and joining again brings everybody back',
  async () => {
    const room = newRoom();
    const ann = await join(room, 'ann');
    const bob = await join(room, 'bob');
    await expectMovingPicture(tileOf(ann, 'bob').locator('video'));
    await bob.click('#leave');
    await tileOf(ann, 'bob').waitFor({ state: 'detached', timeout: 30_000 });
    await expect.poll(() => ann.locator('#people').textContent()).toBe('1 in the room');
    await bob.click('#join');
    await expectMovingPicture(tileOf(ann, 'bob').locator('video'));
    await expectMovingPicture(tileOf(bob, 'ann').locator('video'));
  },
  TEST_MS,
);
