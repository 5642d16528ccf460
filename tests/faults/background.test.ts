import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, type TestBrowser } from '../kit/browser/openBrowser.ts';
import { servePages } from '../kit/browser/servePages.ts';
import { type Cloud, startCloud } from '../kit/browser/startCloud.ts';
import { User } from '../kit/browser/User.ts';
import { openWindow, type WindowBrowser } from '../kit/browser/windowBrowser.ts';
import { run } from '../kit/netns/run.ts';
import { type Caller, departures, diary, pause, picturesOf, reasonsOf, samplesOf, soundMadeUp, whenPictures } from './call.ts';
import { installMeter } from './meter.ts';
import { record, recordFailure } from './results.ts';

const HIDDEN_MS = 75_000;
const EVERY_MS = 3_000;
const FROZEN_MS = 40_000;
/** Chromium slows hidden pages down further after five minutes; here after ten seconds. */
const SOONER = '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/10';

type Talking = {
  sendBroadcastMessage(roomID: string, text: string): Promise<unknown>;
  on(event: string, listener: (...args: never[]) => void): void;
};
type Watched = Window & { ticks: number; heard: number[]; qualities: number[] };

const lacking = await run('Xvfb', '-help').then(
  () => undefined,
  (error: Error) => (/ENOENT/.test(String(error)) ? 'tabs that are really hidden need Xvfb' : undefined),
);
if (lacking) console.warn(`tests with a window are skipped: ${lacking}`);

let rooms = 0;

describe.skipIf(lacking)('a tab in the background', () => {
  let cloud: Cloud;
  let site: Awaited<ReturnType<typeof servePages>>;
  let windowed: WindowBrowser;
  let other: TestBrowser;

  beforeAll(async () => {
    [cloud, site] = await Promise.all([startCloud(), servePages()]);
    windowed = await openWindow({ args: [SOONER], before: [installMeter] });
    other = await openBrowser('fake');
  });
  afterEach(async ({ task }) => {
    await recordFailure(task.name, task.result?.state === 'fail' ? task.result.errors : undefined);
  });
  afterAll(async () => {
    await windowed?.close();
    await other?.close();
    await site?.close();
    await cloud?.stop();
  });

  /** Ann in the window, bob elsewhere; what ann hears and how often her timers run is written down in her page. */
  async function startCall({ silent }: { silent: 'bob' | undefined }) {
    const roomID = `background-${process.pid}-${++rooms}`;
    const video = { quality: 4, width: 320, height: 240, frameRate: 15, bitrate: 300 };
    const ann = await User.open({ cloud, browser: windowed as unknown as TestBrowser, site }, `ann-${rooms}`);
    const meteredBrowser = { ...other, open: (url: string) => other.open(url, { before: { run: installMeter } }) };
    const bob = await User.open({ cloud, browser: meteredBrowser, site }, `bob-${rooms}`);
    for (const user of [ann, bob]) {
      await user.login(roomID);
      const audio = !(user === bob && silent === 'bob');
      await user.publish(`${roomID}-${user.userID}`, { capture: { camera: { video, audio } } });
    }
    const view = { ann: await ann.play(`${roomID}-${bob.userID}`), bob: await bob.play(`${roomID}-${ann.userID}`) };
    await ann.page.evaluate((view) => window.meter.follow(view), view.ann);
    await bob.page.evaluate((view) => window.meter.follow(view), view.bob);
    await expect.poll(async () => (await picturesOf(ann, view.ann)).length, { timeout: 20_000 }).toBeGreaterThan(5);
    await ann.page.evaluate(() => {
      const page = window as unknown as Watched;
      const engine = window.engine as unknown as Talking;
      Object.assign(page, { ticks: 0, heard: [], qualities: [] });
      setInterval(() => page.ticks++, 100);
      engine.on('IMRecvBroadcastMessage', (() => page.heard.push(Date.now())) as never);
      engine.on('publishQualityUpdate', (() => page.qualities.push(Date.now())) as never);
    });
    return { ann, bob, view, roomID };
  }

  test('[FAULT-34] a call in a hidden tab whose timers are slowed down goes on: sound, messages, quality; in front again it has pictures at once', async () => {
    // Bob is silent: Chromium slows nothing down where somebody is heard.
    const { ann, bob, view, roomID } = await startCall({ silent: 'bob' });
    const at = Date.now();
    const show = await windowed.cover(ann.page);
    await expect.poll(() => ann.page.evaluate(() => document.visibilityState), { timeout: 5_000 }).toBe('hidden');
    const sent: number[] = [];
    for (const end = at + HIDDEN_MS; Date.now() < end; await pause(EVERY_MS)) {
      sent.push(Date.now());
      await bob.page.evaluate(
        (roomID) => (window.engine as unknown as Talking).sendBroadcastMessage(roomID, 'are you there?'),
        roomID,
      );
    }
    const seen = await ann.page.evaluate(() => {
      const { ticks, heard, qualities } = window as unknown as Watched;
      return { ticks, heard, qualities };
    });
    const until = Date.now();
    const madeUp = await soundMadeUp({ user: bob } as never, at + 2_000, until);
    await show();
    const shownAt = Date.now();
    await expect
      .poll(async () => (await picturesOf(ann, view.ann)).filter((one) => one > shownAt).length, { timeout: 10_000 })
      .toBeGreaterThan(3);
    const first = (await picturesOf(ann, view.ann)).find((one) => one > shownAt) ?? Number.POSITIVE_INFINITY;
    const latest = Math.max(...sent.map((one, index) => (seen.heard[index] ?? Number.POSITIVE_INFINITY) - one));
    const figures = {
      'in the background for': until - at,
      'timers a second': (seen.ticks * 1_000) / (until - at),
      'messages heard': `${seen.heard.length} / ${sent.length}`,
      'the latest after': latest,
      'quality told': seen.qualities.length,
      'sound made up at bob (%)': madeUp * 100,
      'pictures after': first - shownAt,
      'states told': (await reasonsOf(ann, at)).join(' → ') || 'none',
    };
    const held =
      // Or nothing was slowed down, and nothing was tried.
      figures['timers a second'] < 3 &&
      seen.heard.length === sent.length &&
      latest < 2_000 &&
      seen.qualities.length >= 10 &&
      madeUp < 0.05 &&
      first - shownAt < 1_000 &&
      figures['states told'] === 'none' &&
      (await departures(bob, at)).length === 0;
    await record({
      id: 'FAULT-34',
      fault: 'the call in a hidden tab for 75 s, nobody speaking, its timers really slowed down',
      must: 'messages within 2 s, sound and quality go on, nobody leaves; in front again: pictures within 1 s',
      figures,
      held,
    });
    expect(held, `${JSON.stringify(figures)}\n${await diary(ann, at)}`).toBe(true);
  });

  test('[FAULT-21] a page that the browser freezes for 40 s is still there when it wakes up, and nobody saw it leave', async () => {
    const { ann, bob, view } = await startCall({ silent: undefined });
    // A page that is seen is never frozen.
    const show = await windowed.cover(ann.page);
    await expect.poll(() => ann.page.evaluate(() => document.visibilityState), { timeout: 5_000 }).toBe('hidden');
    const client = await ann.page.context().newCDPSession(ann.page);
    const at = Date.now();
    await client.send('Page.setWebLifecycleState', { state: 'frozen' });
    await pause(FROZEN_MS);
    const left = await departures(bob, at);
    const wokenAt = Date.now();
    await client.send('Page.setWebLifecycleState', { state: 'active' });
    await show();
    const [annSees, bobSees] = await Promise.all([
      whenPictures({ user: ann, view: view.ann } as Caller, wokenAt),
      whenPictures({ user: bob, view: view.bob } as Caller, wokenAt),
    ]);
    left.push(...(await departures(bob, wokenAt)));
    // The page's own timers are the evidence that it was.
    const looked = [at, ...(await samplesOf(ann)).map((sample) => sample.at).filter((one) => one > at)];
    const stood = Math.max(...looked.slice(1).map((one, index) => Math.min(one, wokenAt) - (looked[index] ?? at)));
    const figures = {
      'frozen for': stood,
      'ann sees bob after': annSees - wokenAt,
      'bob sees ann after': bobSees - wokenAt,
      'states told': (await reasonsOf(ann, at)).join(' → ') || 'none',
    };
    const held = stood > FROZEN_MS - 5_000 && Math.max(annSees, bobSees) - wokenAt <= 3_000 && left.length === 0;
    await record({
      id: 'FAULT-21',
      fault: 'page frozen by the browser for 40 s',
      must: 'still in the room; media within 3 s of waking up; peers see no DELETE',
      figures,
      held,
    });
    expect(held, `${JSON.stringify(figures)}\n${await diary(ann, at)}`).toBe(true);
  });
});
