import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectSound } from '../kit/browser/media.ts';
import { newRoom, useStage } from './stage.ts';

const stage = useStage();
const TEST_MS = 120_000;

async function enter(room: string, user: string): Promise<Page> {
  const { page } = await stage.browser.open(
    `${stage.cloud.origin}/samples/voice-room/?room=${room}&user=${user}#start=${stage.cloud.startKey}`,
  );
  await page.click('#join');
  await page.locator('#inside').waitFor();
  return page;
}

declare global {
  interface Window {
    releaseMicrophone(): void;
  }
}

/** Runs in the page: microphones open only after `releaseMicrophone`. */
function holdMicrophone(): void {
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  const released = new Promise<void>((resolve) => {
    window.releaseMicrophone = resolve;
  });
  devices.getUserMedia = async (constraints) => {
    await released;
    return open(constraints);
  };
}

const seat = (page: Page, number: number) => page.locator(`.seat[data-seat="${number}"]`);

test(
  '[SAMPLE-12] speakers in seats are heard by each other and by listeners, and no camera is opened',
  async () => {
    const room = newRoom();
    const ann = await enter(room, 'ann');
    const bob = await enter(room, 'bob');
    const listener = await enter(room, 'lea');
    await seat(ann, 1).click();
    await seat(bob, 2).click();

    await expectSound(ann);
    await expectSound(bob);
    await expectSound(listener, 2);
    expect(await seat(listener, 1).locator('.who').textContent()).toBe('ann');
    expect(await seat(listener, 2).locator('.who').textContent()).toBe('bob');
    await listener.locator('.seat[data-speaking]').first().waitFor();
    for (const page of [ann, bob, listener]) {
      const kinds = await page.evaluate(() => window.probe.capturedTracks.map(({ kind }) => kind));
      expect(kinds).not.toContain('video');
    }
    expect(await listener.evaluate(() => window.probe.capturedTracks.length)).toBe(0);
  },
  TEST_MS,
);

test(
  '[SAMPLE-13] of two people who take the same seat one gets it, and the other is told 1003028',
  async () => {
    const room = newRoom();
    const [ann, bob] = [await enter(room, 'ann'), await enter(room, 'bob')];
    // Both have sat down before either is on the air: otherwise the slower one would find the seat taken already.
    for (const page of [ann, bob]) await page.evaluate(holdMicrophone);
    for (const page of [ann, bob]) await seat(page, 4).click();
    for (const page of [ann, bob]) await page.evaluate(() => window.releaseMicrophone());
    const messages = () => Promise.all([ann, bob].map((page) => page.locator('#message:not([hidden])').allTextContents()));
    await expect.poll(async () => (await messages()).flat().length, { timeout: 20_000 }).toBe(1);
    expect((await messages()).flat()[0]).toContain('1003028');
    for (const page of [ann, bob]) await expect.poll(() => seat(page, 4).getAttribute('data-taken')).toBe('');
  },
  TEST_MS,
);

test(
  '[SAMPLE-14] muting shows at the others, and standing up frees the seat and the microphone',
  async () => {
    const room = newRoom();
    const [ann, bob] = [await enter(room, 'ann'), await enter(room, 'bob')];
    await seat(ann, 1).click();
    await expectSound(bob);
    await ann.click('#mute');
    await seat(bob, 1).locator('.badge:not([hidden])').waitFor();
    await ann.click('#mute');
    await seat(bob, 1).locator('.badge').waitFor({ state: 'hidden' });
    await ann.click('#stand-up');
    await expect.poll(() => seat(bob, 1).getAttribute('data-taken')).toBe(null);
    await expect
      .poll(() => ann.evaluate(() => window.probe.capturedTracks.every((track) => track.readyState === 'ended')))
      .toBe(true);
    await seat(bob, 1).click();
    await expectSound(ann);
  },
  TEST_MS,
);
