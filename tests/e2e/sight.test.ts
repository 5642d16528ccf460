import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectMovingPicture } from '../kit/browser/media.ts';
import { User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const stage = useStage();

/** Bytes received so far, by kind. */
const received = (page: Page): Promise<{ audio: number; video: number }> =>
  page.evaluate(async () => {
    const bytes = { audio: 0, video: 0 };
    for (const connection of window.probe.connections) {
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type === 'inbound-rtp' && entry.mid !== 'probator')
          bytes[entry.kind as 'audio' | 'video'] += entry.bytesReceived;
      }
    }
    return bytes;
  });

/** Which kinds arrive within half a second. */
async function arriving(page: Page): Promise<string> {
  const before = await received(page);
  await page.waitForTimeout(500);
  const after = await received(page);
  return (['audio', 'video'] as const).filter((kind) => after[kind] > before[kind]).join();
}

test('[ADAPT-20] scrolled out of sight, a picture costs nothing and is heard on; scrolled back, it moves within a second', async () => {
  const room = newRoom();
  const [ann, bob] = await Promise.all(['ann', 'bob'].map((name) => User.open(stage, name)));
  if (!ann || !bob) throw new Error('two users');
  await Promise.all([ann.login(room), bob.login(room)]);
  await ann.publish('seen', { capture: { camera: { video: { quality: 2 }, audio: true } } });
  const video = await bob.play('seen');
  await expectMovingPicture(bob.page.locator(video));
  await expect.poll(() => arriving(bob.page)).toBe('audio,video');

  await bob.page.evaluate(() => document.body.append(Object.assign(document.createElement('div'), { style: 'height:5000px' })));
  /** Away, until only the sound comes, and back: how long until the picture moves, ms. */
  const awayAndBack = async () => {
    await bob.page.evaluate(() => scrollTo(0, 4000));
    await expect.poll(() => arriving(bob.page)).toBe('audio');
    const shown = await bob.page.evaluate(async (video) => {
      const element = document.querySelector(video) as HTMLVideoElement;
      const still = { shows: element.videoWidth > 0, paused: element.paused };
      const began = performance.now();
      const frame = new Promise((resolve) => element.requestVideoFrameCallback(resolve));
      scrollTo(0, 0);
      await frame;
      return { still, ms: performance.now() - began };
    }, video);
    expect(shown.still).toEqual({ shows: true, paused: false });
    return shown.ms;
  };
  // As quick as it can be: a machine that stands still meanwhile says nothing of it.
  let quickest = await awayAndBack();
  for (let more = 4; quickest >= 1_000 && more > 0; more--) quickest = Math.min(quickest, await awayAndBack());
  expect(quickest).toBeLessThan(1_000);
  await expectMovingPicture(bob.page.locator(video));

  await bob.page.locator(video).evaluate((element) => {
    if (element.parentElement) element.parentElement.style.display = 'none';
  });
  await expect.poll(() => arriving(bob.page), { timeout: 10_000 }).toBe('audio');
  await bob.page.locator('#view-seen').evaluate((element) => {
    element.style.display = '';
  });
  await expectMovingPicture(bob.page.locator(video));
}, 240_000);
