import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectMovingPicture, expectSilence, expectSound } from '../kit/browser/media.ts';
import { PhoneUser } from '../kit/react-native/PhoneUser.ts';
import { newRoom, useStage } from './stage.ts';

const stage = useStage();
const TEST_MS = 120_000;

test(
  '[RN-35][RN-40] with real pictures: a snapshot of the own and of a played one, and ScaleToFill from edge to edge',
  async () => {
    const roomID = newRoom();
    const [ann, bob] = [await PhoneUser.open(stage, 'ann'), await PhoneUser.open(stage, 'bob')];
    for (const user of [ann, bob]) await user.login(roomID);
    const own = ann.page.locator(await ann.publish('of-ann'));
    const played = bob.page.locator(await bob.play('of-ann'));
    for (const video of [own, played]) await expectMovingPicture(video);
    await expectPicture(ann.page, await ann.call('takePublishStreamSnapshot'));
    await expectPicture(bob.page, await bob.call('takePlayStreamSnapshot', 'of-ann'));

    // The view is 320 × 240, the picture 16:9.
    const reactTag = await bob.page.evaluate(() => (window as unknown as PhoneWindow).phone.view('stretched'));
    await bob.call('startPlayingStream', 'of-ann', { reactTag, viewMode: 2, backgroundColor: 0 });
    const stretched = bob.page.locator('[data-testid=stretched] video');
    await expect.poll(async () => rounded(await stretched.boundingBox())).toEqual([320, 240]);
    await expect
      .poll(() => stretched.evaluate(({ clientWidth, clientHeight }) => [clientWidth, clientHeight]))
      .toEqual([320, 180]);
    await expectMovingPicture(stretched);
  },
  TEST_MS,
);

test(
  '[RN-36] the own microphone is heard in the own headphones while that is asked for, without a room',
  async () => {
    const ann = await PhoneUser.open(stage, 'ann');
    await ann.call('enableCamera', false);
    await ann.call('startPreview');
    await ann.call('enableHeadphoneMonitor', true);
    await expectSound(ann.page);
    await ann.call('enableHeadphoneMonitor', false);
    await expectSilence(ann.page);
    expect((await ann.events()).filter(({ name }) => name === 'debugError')).toEqual([]);
  },
  TEST_MS,
);

type PhoneWindow = { phone: { view(name: string): Promise<number> } };

const rounded = (box: { width: number; height: number } | null) => box && [Math.round(box.width), Math.round(box.height)];

/** The answer of a snapshot: a JPEG of the size of the view with more than one colour on it. */
async function expectPicture(page: Page, answer: unknown): Promise<void> {
  expect(answer).toEqual({ errorCode: 0, imageBase64: expect.stringMatching(/^\/9j\//) });
  const { imageBase64 } = answer as { imageBase64: string };
  const seen = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/jpeg;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? [];
    return { size: [image.width, image.height], colours: new Set(pixels).size };
  }, imageBase64);
  expect(seen.size).toEqual([320, 240]);
  expect(seen.colours).toBeGreaterThan(20);
}
