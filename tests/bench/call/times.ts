import { openBrowser, type Person, type TestBrowser } from '../../kit/browser/openBrowser.ts';
import { servePages } from '../../kit/browser/servePages.ts';
import type { Access, Cloud } from '../../kit/browser/startCloud.ts';
import '../../kit/browser/User.ts';
import { installTimeline, type Span } from './timeline.ts';

/**
 * Spans of each thing a user waits for. Cold: on a page that was just opened, at once after LOGINED. Settled: for the
 * first time, but a second after LOGINED, as when somebody joins those who wait. Warm: the same engine, once more.
 */
export type Times = { [step in Step]: { [how in How]: Span[] } };
export type Step = 'login' | 'publish' | 'play';
export type How = 'cold' | 'settled' | 'warm';

const ROOM = 'bench';
const SETTLED_MS = 1_000;

/** Measures in Chromium. One page sends all the time; others log in, publish and play, `runs` times cold and warm. */
export async function measureTimes(cloud: Cloud, runs: number, progress: (text: string) => void): Promise<Times> {
  const browser = await openBrowser();
  const site = await servePages();
  const none = () => ({ cold: [], settled: [], warm: [] });
  const times: Times = { login: none(), publish: none(), play: none() };
  try {
    const url = site.put(
      `<!doctype html><title>bench</title><script src="${cloud.origin}/sdk/ZegoExpressWebRTC.js"></script><body>`,
    );
    const sender = await openPage(browser, { url, cloud, userID: 'sender' });
    await sender.page.evaluate(capture);
    await sender.page.evaluate(login, { roomID: ROOM, ...sender.access });
    await sender.page.evaluate(publish, 'bench-stream');

    for (let run = 0; run < runs; run++) {
      for (const how of ['cold', 'settled'] as const) {
        progress(`${how} ${run + 1}/${runs}`);
        const player = await openPage(browser, { url, cloud, userID: `player-${how}-${run}` });
        times.login.cold.push(await player.page.evaluate(login, { roomID: ROOM, ...player.access }));
        if (how === 'settled') await player.page.waitForTimeout(SETTLED_MS);
        times.play[how].push(await player.page.evaluate(play, 'bench-stream'));
        await player.leave();

        const publisher = await openPage(browser, { url, cloud, userID: `publisher-${how}-${run}` });
        await publisher.page.evaluate(capture);
        times.login.cold.push(await publisher.page.evaluate(login, { roomID: ROOM, ...publisher.access }));
        if (how === 'settled') await publisher.page.waitForTimeout(SETTLED_MS);
        times.publish[how].push(await publisher.page.evaluate(publish, `${how}-stream-${run}`));
        await publisher.leave();
      }
    }

    const guest = await openPage(browser, { url, cloud, userID: 'warm' });
    await guest.page.evaluate(capture);
    await guest.page.evaluate(login, { roomID: ROOM, ...guest.access });
    await guest.page.evaluate(play, 'bench-stream');
    await guest.page.evaluate(publish, 'warm-stream');
    for (let run = 0; run < runs; run++) {
      progress(`warm ${run + 1}/${runs}`);
      await guest.page.evaluate(() => window.engine.stopPlayingStream('bench-stream'));
      times.play.warm.push(await guest.page.evaluate(play, 'bench-stream'));
      await guest.page.evaluate(() => window.engine.stopPublishingStream('warm-stream'));
      times.publish.warm.push(await guest.page.evaluate(publish, 'warm-stream'));
    }
    for (let run = 0; run < runs; run++) {
      await guest.page.evaluate(() => window.engine.logoutRoom());
      times.login.warm.push(await guest.page.evaluate(login, { roomID: ROOM, ...guest.access }));
    }
    return times;
  } finally {
    await browser.close();
    await site.close();
  }
}

type Guest = Person & { access: Access & { userID: string } };

async function openPage(
  browser: TestBrowser,
  { url, cloud, userID }: { url: string; cloud: Cloud; userID: string },
): Promise<Guest> {
  const access = { ...(await cloud.access({ userID, roomID: ROOM })), userID };
  const person = await browser.open(url, { before: { run: installTimeline } });
  await person.page.evaluate(({ appID, server }) => {
    window.engine = new window.ZegoExpressEngine(appID, server);
    window.engine.setDebugVerbose(false);
  }, access);
  return Object.assign(person, { access });
}

// --- These run in the page -------------------------------------------------------------------------------------------

async function login({ roomID, token, userID }: { roomID: string; token: string; userID: string }): Promise<Span> {
  const logined = new Promise<number>((resolve) => {
    window.engine.on('roomStateChanged', (_room, reason) => {
      if (reason === 'LOGINED') resolve(performance.now());
    });
  });
  const from = performance.now();
  await window.engine.loginRoom(roomID, token, { userID, userName: userID }, { userUpdate: true });
  return { from, to: await logined, marks: window.marks };
}

async function capture(): Promise<void> {
  window.local = await window.engine.createZegoStream();
}

async function publish(streamID: string): Promise<Span> {
  const { local } = window;
  if (!local) throw new Error('nothing is captured');
  const publishing = new Promise<number>((resolve, reject) => {
    window.engine.on('publisherStateUpdate', (result) => {
      const { streamID: id, state, errorCode } = result as { streamID: string; state: string; errorCode: number };
      if (id !== streamID) return;
      if (state === 'PUBLISHING') resolve(performance.now());
      if (state === 'NO_PUBLISH' && errorCode) reject(new Error(`publishing failed: ${errorCode}`));
    });
  });
  const from = performance.now();
  window.engine.startPublishingStream(streamID, local);
  return { from, to: await publishing, marks: window.marks };
}

async function play(streamID: string): Promise<Span> {
  const video = document.createElement('video');
  video.muted = video.autoplay = video.playsInline = true;
  document.body.replaceChildren(video);
  const from = performance.now();
  const stream = await window.engine.startPlayingStream(streamID);
  window.marks.push({ at: performance.now(), what: 'startPlayingStream: resolved' });
  video.srcObject = stream;
  const to = await new Promise<number>((resolve) => video.requestVideoFrameCallback(() => resolve(performance.now())));
  return { from, to, marks: window.marks };
}
