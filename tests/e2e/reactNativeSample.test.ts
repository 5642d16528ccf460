import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { expectMovingPicture, expectSilence, expectSound } from '../kit/browser/media.ts';
import { bundleForWeb, pageOf } from '../kit/react-native/bundleForWeb.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
const SAMPLE = join(import.meta.dirname, '../../apps/samples/react-native');
const PHONE = { width: 390, height: 844 };

/** What `index.js` does on a phone; the fields of its first screen are filled in from the page's address. */
const ENTRY = `
  import { createRoot } from 'react-dom/client';
  import { App } from './App';
  const first = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  createRoot(document.getElementById('root')).render(<App first={first} />);
`;

const stage = useStage();
let script = '';

beforeAll(async () => {
  script = await bundleForWeb(ENTRY, { resolveDir: SAMPLE });
}, 300_000);

async function phone(roomID: string, userID: string): Promise<Page> {
  const { appID, server } = await stage.cloud.access({ userID });
  const [, appSign = ''] = /AppSign\s+([0-9a-f]{64})/.exec(stage.cloud.output()) ?? [];
  const first = new URLSearchParams({ server, appID: String(appID), appSign, roomID, userID });
  const { page } = await stage.browser.open(`${stage.site.put(pageOf('Liuyun', script))}#${first}`, { viewport: PHONE });
  return page;
}

const press = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true }).click();
/** For whoever wants to look at it: LIUYUN_PICTURES names a folder. */
const picture = async (page: Page, name: string) => {
  const folder = process.env.LIUYUN_PICTURES;
  if (folder) await page.screenshot({ path: join(folder, `react-native-${name}.png`) });
};

test(
  '[RN-15] two phones with the sample’s app see and hear each other in a video call, mute, and leave',
  async () => {
    const roomID = newRoom();
    const [ann, bob] = [await phone(roomID, 'ann'), await phone(roomID, 'bob')];
    await picture(ann, 'entrance');
    for (const page of [ann, bob]) await press(page, 'Video call');
    for (const page of [ann, bob]) {
      await expect.poll(() => page.locator('video').count(), { timeout: 20_000 }).toBe(2);
      for (const index of [0, 1]) await expectMovingPicture(page.locator('video').nth(index));
      await expectSound(page);
    }
    await expect.poll(() => ann.getByText('Connected').count()).toBe(1);
    await picture(ann, 'video');

    await press(bob, 'Mute');
    await expect.poll(() => bob.getByText('muted').count()).toBe(1);
    await expectSilence(ann);
    await press(bob, 'Camera off');
    await expect.poll(() => ann.getByText('B', { exact: true }).count()).toBe(1);
    await picture(ann, 'muted');
    await press(bob, 'Leave');
    await expect.poll(() => ann.getByText('Nobody else is here yet.').count()).toBe(1);
    await expect
      .poll(() => bob.evaluate(() => window.probe.capturedTracks.every(({ readyState }) => readyState === 'ended')))
      .toBe(true);
  },
  TEST_MS,
);

test(
  '[RN-15] in a voice room people hear each other, and no camera is opened',
  async () => {
    const roomID = newRoom();
    const [ann, bob] = [await phone(roomID, 'ann'), await phone(roomID, 'bob')];
    for (const page of [ann, bob]) await press(page, 'Voice room');
    for (const page of [ann, bob]) {
      await expectSound(page);
      expect(await page.evaluate(() => window.probe.capturedTracks.map(({ kind }) => kind))).toEqual(['audio']);
    }
    await picture(ann, 'voice');
  },
  TEST_MS,
);
