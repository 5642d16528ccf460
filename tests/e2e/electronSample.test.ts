import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildElectron } from '../../tools/build/electronPackage.ts';
import { expectMovingCanvas } from '../kit/browser/canvas.ts';
import { expectMovingPicture } from '../kit/browser/media.ts';
import { User } from '../kit/browser/User.ts';
import { Consumer } from '../kit/package/Consumer.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
const ROOT = join(import.meta.dirname, '../..');
const SAMPLE = join(ROOT, 'apps/samples/electron');
/** Electron's own program, where somebody has it. */
const BINARY = process.env.LIUYUN_ELECTRON;
const stage = useStage();

beforeAll(() => buildElectron('0.1.0'), TEST_MS);

/** The sample's page in one piece; its scripts are what they are. */
function samplePage(): string {
  const read = (file: string) => readFileSync(join(SAMPLE, file), 'utf8');
  const script = (text: string) => `<script>${text.replace(/<\/script/gi, '<\\/script')}</script>`;
  return read('index.html')
    .replace(/<meta\s+http-equiv[^>]*>/, '')
    .replace('<link rel="stylesheet" href="style.css" />', () => `<style>${read('style.css')}</style>`)
    .replace('<script src="node_modules/@liuyun/electron/ZegoExpressElectron.js"></script>', () =>
      script(readFileSync(join(ROOT, 'sdk/electron/dist/ZegoExpressElectron.js'), 'utf8')),
    )
    .replace('<script src="call.js"></script>', () => script(read('call.js')));
}

async function fillIn(page: Page, user: string, room: string): Promise<void> {
  const { appID, server, token } = await stage.cloud.access({ userID: user, roomID: room });
  for (const [name, value] of Object.entries({ server, appID: String(appID), token, room, user })) {
    await page.fill(`[name=${name}]`, value);
  }
  await page.click('#join button');
}

async function expectCall(page: Page): Promise<void> {
  const room = newRoom();
  const web = await User.open(stage, 'web');
  await web.login(room);
  await fillIn(page, 'ann', room);
  await expectMovingCanvas(page.locator('#local'));
  await web.waitFor('roomStreamUpdate', ([, change]) => change === 'ADD');
  await expectMovingPicture(web.page.locator(await web.play('ann-camera')));
  await web.publish('from-web');
  await expectMovingCanvas(page.locator('figure:nth-child(2) canvas'));
  await page.click('#leave');
  await web.waitFor('roomStreamUpdate', ([, change]) => change === 'DELETE');
  await expect.poll(() => page.textContent('#status')).toContain('You have left');
}

test(
  "[SAMPLE-40] the Electron sample's page calls a Web user, and leaves",
  async () => {
    const { page } = await stage.browser.open(stage.site.put(samplePage()));
    await expectCall(page);
  },
  TEST_MS,
);

let app: Consumer | undefined;
afterAll(() => app?.remove());

test.skipIf(!BINARY || !existsSync(BINARY))(
  '[SAMPLE-41] the real Electron app calls a Web user (where LIUYUN_ELECTRON names the program)',
  async () => {
    app = await Consumer.install({ '@liuyun/electron': 'sdk/electron/dist' });
    const folder = join(app.folder, 'sample');
    await mkdir(folder);
    await cp(SAMPLE, folder, { recursive: true });
    await symlink(join(app.folder, 'node_modules'), join(folder, 'node_modules'));
    const electron = await _electron.launch({
      executablePath: BINARY ?? '',
      args: ['--no-sandbox', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', folder],
    });
    try {
      await expectCall(await electron.firstWindow());
    } finally {
      await electron.close();
    }
  },
  TEST_MS,
);
