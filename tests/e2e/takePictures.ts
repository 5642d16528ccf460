/** Takes the pictures of the README from real calls: `node tests/e2e/takePictures.ts [FOLDER]`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { drawnCamera, type Look } from '../kit/browser/drawnCamera.ts';
import { openBrowser } from '../kit/browser/openBrowser.ts';
import { servePages } from '../kit/browser/servePages.ts';
import { startCloud } from '../kit/browser/startCloud.ts';
import '../kit/browser/User.ts';

const PEOPLE: [string, Look][] = [
  ['Ann', { wall: '#5b7f95', light: '#a9c6d4', shirt: '#f2efe9', skin: '#f0c9a8', hair: '#6b3f24', style: 'long' }],
  ['小云', { wall: '#b98a6a', light: '#ecd3b8', shirt: '#3f6d63', skin: '#f2d0b0', hair: '#231f20', style: 'bun' }],
  [
    'Bob',
    { wall: '#6d7a5c', light: '#c3cda9', shirt: '#2f4b73', skin: '#a8714e', hair: '#2b1d16', style: 'beard', silent: true },
  ],
  ['王小明', { wall: '#7c6a92', light: '#cfc3df', shirt: '#d9a441', skin: '#efc39c', hair: '#1f1b1c', style: 'short' }],
  [
    'Fatima',
    { wall: '#8f5d5d', light: '#e0bdb4', shirt: '#6c4a7e', skin: '#c98f68', hair: '#3a2620', style: 'long', silent: true },
  ],
  [
    'Emil',
    { wall: '#4f6d7a', light: '#b6ccd2', shirt: '#b5533c', skin: '#f3d3ba', hair: '#c08a3e', style: 'short', silent: true },
  ],
];
const folder = process.argv[2] ?? join(import.meta.dirname, '../../docs/pictures');
const SETTLE_MS = 4_000;

const cloud = await startCloud(['--log-level', 'warn']);
const browser = await openBrowser();
const site = await servePages();

async function open(path: string, { person = 0, width = 1280, height = 800, locale = 'en-US' } = {}): Promise<Page> {
  const [, look] = PEOPLE[person] ?? [];
  const { page } = await browser.open(`${cloud.origin}${path}#start=${cloud.startKey}`, {
    viewport: { width, height },
    locale,
    before: look ? { run: drawnCamera, argument: look } : undefined,
  });
  return page;
}

/** Somebody who sends and plays nothing: six people who all watch each other are too much for a small machine. */
async function sendOnly(roomID: string, name: string, look: Look): Promise<void> {
  const userID = `user-${PEOPLE.findIndex(([known]) => known === name)}`;
  const access = await cloud.access({ userID, roomID });
  const url = site.put(`<!doctype html><script src="${cloud.origin}/sdk/ZegoExpressWebRTC.js"></script>`);
  const { page } = await browser.open(url, { before: { run: drawnCamera, argument: look } });
  await page.evaluate(
    async ({ appID, server, token, roomID, userID, name }) => {
      const engine = new window.ZegoExpressEngine(appID, server);
      await engine.loginRoom(roomID, token, { userID, userName: name }, { userUpdate: false });
      const local = await engine.createZegoStream();
      engine.startPublishingStream(`${userID}_camera`, local);
      if (name === '王小明') engine.mutePublishStreamAudio(local, true);
      if (name === 'Emil') engine.mutePublishStreamVideo(local, true);
    },
    { ...access, roomID, userID, name },
  );
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

try {
  await mkdir(folder, { recursive: true });
  const me = await open('/samples/group-call/?room=monday-meeting', { person: 0 });
  await me.fill('#name', 'Ann');
  await me.click('#join');
  await me.locator('#call').waitFor();
  for (const [name, look] of PEOPLE.slice(1)) await sendOnly('monday-meeting', name, look);
  await me.locator('.tile video').nth(5).waitFor({ state: 'attached' });
  await me.waitForTimeout(SETTLE_MS);
  await take(me, 'group-call');
  await browser.clear();

  const ann = await open('/samples/quick-start/?room=lobby', { person: 0, height: 720 });
  const bob = await open('/samples/quick-start/?room=lobby', { person: 1, width: 480, height: 360 });
  for (const [page, name] of [
    [ann, 'Ann'],
    [bob, '小云'],
  ] as const) {
    await page.fill('#name', name);
    await page.click('#join');
  }
  await ann.locator('.remote video').waitFor();
  await take(ann, 'quick-start');
  await browser.clear();

  const debug = await open('/debug/?room=lobby&user=ann', { person: 2, height: 1000 });
  const other = await open('/samples/quick-start/?room=lobby&user=fatima', { person: 4, width: 480, height: 360 });
  await other.click('#join');
  await debug.click('#login');
  await debug.locator('#publish:not(:disabled)').waitFor();
  await debug.click('#publish');
  await debug.locator('#streams button').click();
  await debug.locator('#pictures video').nth(1).waitFor();
  await take(debug, 'debug');
  await browser.clear();

  const pages: Page[] = [];
  for (const [person, [name]] of PEOPLE.slice(0, 4).entries()) {
    const page = await open('/samples/voice-room/?room=evening-talk', { person, height: 700 });
    await page.fill('#name', name);
    await page.click('#join');
    await page.locator('#inside').waitFor();
    if (person < 3) await page.locator(`.seat[data-seat="${[1, 2, 5][person]}"]`).click();
    pages.push(page);
  }
  await pages[1]?.click('#mute');
  if (pages[3]) await take(pages[3], 'voice-room');
} finally {
  await browser.close();
  await site.close();
  await cloud.stop();
}
