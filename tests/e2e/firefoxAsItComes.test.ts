import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { mediaAddresses } from '../../server/config/mediaAddresses.ts';
import { expectMovingPicture, expectSound } from '../kit/browser/media.ts';
import { AS_IT_COMES, openFirefox } from '../kit/browser/openFirefox.ts';
import { type Cloud, startCloud } from '../kit/browser/startCloud.ts';
import type { TestBrowser } from '../kit/browser/TestBrowser.ts';
import { User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
const stage = useStage();
let stock: TestBrowser;
beforeAll(async () => {
  stock = await openFirefox(AS_IT_COMES);
});
afterEach(async ({ task }) => {
  await stock?.clear();
  if (task.result?.state !== 'fail') stock?.expectNoFaults();
});
afterAll(() => stock?.close());

const ownAddress = mediaAddresses(
  { host: '127.0.0.1', mediaHost: undefined, announcedAddress: undefined },
  networkInterfaces,
).beside();

// Where the machine has no address besides loopback there is nothing to connect to: SAMPLE-29.
test.skipIf(ownAddress === undefined)(
  '[FOX-8] a Firefox as it comes opens the printed link twice: each tab sees and hears the other; Chromium stays on loopback',
  async () => {
    expect(stage.cloud.output()).toContain(`${ownAddress} (UDP only`);
    const link = `${stage.cloud.origin}/samples/quick-start/?room=${newRoom()}#start=${stage.cloud.startKey}`;
    const tabs = [await stock.open(link), await stock.open(link)];
    const publishing = '#local[data-publishing=PUBLISHING]';
    for (const { page } of tabs) await page.click('#join');
    for (const { page } of tabs) await page.locator(publishing).waitFor({ state: 'attached', timeout: 30_000 });
    for (const { page } of tabs) {
      await expectMovingPicture(page.locator('.remote video'));
      await expectSound(page);
      expect(await page.locator(NOTE).count()).toBe(0);
      await expect.poll(() => servers(page)).toEqual([ownAddress]);
    }

    const { page } = await stage.browser.open(link);
    await page.click('#join');
    await page.locator(publishing).waitFor({ state: 'attached', timeout: 30_000 });
    for (const index of [0, 1]) await expectMovingPicture(page.locator('.remote video').nth(index));
    await expect.poll(() => servers(page)).toEqual(['127.0.0.1']);
  },
  TEST_MS,
);

/** As much of the engine as these tests call. */
type FoxWindow = { engine: { [member: string]: (...args: unknown[]) => unknown } };

/** Somebody in Chromium and somebody in a Firefox as it comes, in one room. */
async function couple(cloud: Cloud, { prepare, config }: { prepare?: (fox: User) => Promise<void>; config?: object } = {}) {
  const room = newRoom();
  const [ann, fox] = await Promise.all([
    User.open({ ...stage, cloud }, 'ann'),
    User.open({ ...stage, cloud, browser: stock }, 'fox', { ...config }),
  ]);
  await prepare?.(fox);
  await Promise.all([ann.login(room), fox.login(room)]);
  return { ann, fox };
}

/** They see each other. */
async function callOn(cloud: Cloud, given: Parameters<typeof couple>[1]): Promise<User> {
  const { ann, fox } = await couple(cloud, given);
  await Promise.all([ann.publish('ann', { options: { videoCodec: 'VP8' } }), fox.publish('fox')]);
  await expectMovingPicture(ann.page.locator(await ann.play('fox')));
  await expectMovingPicture(fox.page.locator(await fox.play('ann')));
  return fox;
}

const turn = spawnSync('turnserver', ['--version']).error === undefined;
if (!turn) console.warn('Firefox is not tried over TURN: there is no turnserver (apt install coturn)');

test.skipIf(ownAddress === undefined)(
  '[FOX-10] where only TCP gets through, and where only TURN does, Firefox calls all the same',
  async () => {
    const cloud = await startCloud(['--media-host', ownAddress ?? '']);
    try {
      const overTcp = await callOn(cloud, { config: { tcpOnly: true } });
      await expect.poll(() => pairs(overTcp.page, 'localCandidateId', 'protocol')).toEqual(['tcp']);
      if (!turn) return;
      const { url, close } = await startTurn(ownAddress ?? '');
      try {
        const relayed = await callOn(cloud, {
          prepare: async ({ page }) => {
            await page.evaluate((url) => {
              const Native = window.RTCPeerConnection;
              window.RTCPeerConnection = class extends Native {
                constructor(configuration?: RTCConfiguration) {
                  super({ ...configuration, iceTransportPolicy: 'relay' });
                }
              };
              const { engine } = window as unknown as { engine: { setTurnServer(list: object[]): void } };
              engine.setTurnServer([{ url, username: 'fox', credential: 'den' }]);
            }, url);
          },
        });
        await expect.poll(() => pairs(relayed.page, 'localCandidateId', 'candidateType')).toEqual(['relay']);
      } finally {
        await close();
      }
    } finally {
      await cloud.stop();
    }
  },
  TEST_MS,
);

/** A coturn at this address, over TCP, for `fox` with the password `den`. */
async function startTurn(address: string): Promise<{ url: string; close(): Promise<void> }> {
  const free = createServer().listen(0, address);
  await once(free, 'listening');
  const { port } = free.address() as { port: number };
  free.close();
  // biome-ignore format: one option per line
  const coturn: ChildProcess = spawn('turnserver', [
    '-n', '-v', '--listening-ip', address, '--relay-ip', address, '--listening-port', String(port),
    '--lt-cred-mech', '--user', 'fox:den', '--realm', 'liuyun.test',
    '--no-tls', '--no-dtls', '--no-cli', '--log-file', 'stdout', '--pidfile', '/dev/null',
  ], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(coturn, 'exit');
  let said = '';
  await new Promise<void>((resolve, reject) => {
    exited.then(() => reject(new Error(`coturn ended:\n${said}`)), reject);
    for (const pipe of [coturn.stdout, coturn.stderr]) {
      pipe?.on('data', (chunk) => {
        said += chunk;
        if (/TCP listener opened/i.test(said)) resolve();
      });
    }
  });
  const close = async () => {
    coturn.kill('SIGKILL');
    await exited;
  };
  return { url: `turn:${address}:${port}?transport=tcp`, close };
}

/** Addresses of the cloud that the connections of a page send to and receive from. */
const servers = (page: Page): Promise<string[]> => pairs(page, 'remoteCandidateId', 'address');

/** One property of an end of every pair of candidates that is in use. */
function pairs(page: Page, end: 'localCandidateId' | 'remoteCandidateId', property: string): Promise<string[]> {
  return page.evaluate(
    async ({ end, property }) => {
      const found = new Set<string>();
      for (const connection of window.probe.connections) {
        const report = new Map<string, Record<string, unknown>>();
        for (const [id, entry] of (await connection.getStats()).entries()) report.set(id, entry);
        for (const pair of report.values()) {
          if (pair.type !== 'candidate-pair' || pair.state !== 'succeeded' || !pair.nominated) continue;
          found.add(String(report.get(String(pair[end]))?.[property]));
        }
      }
      return [...found];
    },
    { end, property },
  );
}

test.skipIf(ownAddress === undefined)(
  '[FOX-9] Firefox composes a stream, and takes pictures of what it plays',
  async () => {
    const { ann, fox } = await couple(stage.cloud);
    await fox.page.evaluate(async () => {
      const { engine } = window as unknown as FoxWindow;
      const painted = (color: string) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
        const pen = canvas.getContext('2d');
        setInterval(() => {
          if (!pen) return;
          pen.fillStyle = color;
          pen.fillRect(0, 0, 64, 64);
        }, 50);
        return canvas.captureStream(20);
      };
      const compositor = engine.createStreamCompositor?.() as { [member: string]: (...args: unknown[]) => Promise<unknown> };
      compositor.setOutputConfig?.({ width: 320, height: 160, frameRate: 15 });
      const half = (x: number) => ({ layout: { x, y: 0, width: 160, height: 160, zOrder: 0 } });
      await compositor.setInputEndpoint?.(painted('#ff0000'), half(0));
      await compositor.setInputEndpoint?.(painted('#0000ff'), half(160));
      const sound = new AudioContext();
      const [tone, voice] = [sound.createOscillator(), sound.createMediaStreamDestination()];
      tone.connect(voice);
      tone.start();
      await compositor.setInputEndpoint?.(voice.stream, { contentType: 'AUDIO', volume: 100 });
      const composed = (await compositor.startComposingStream?.()) as MediaStream;
      const custom = { video: { source: composed }, audio: { source: composed } };
      engine.startPublishingStream?.('composed', await engine.createZegoStream?.({ custom }));
    });
    await ann.waitFor('roomStreamUpdate', ([, change, list]) => change === 'ADD' && JSON.stringify(list).includes('composed'));
    const halves = ann.page.locator(await ann.play('composed'));
    await expect.poll(() => halves.evaluate(colours, [0.25, 0.75]), { timeout: 30_000 }).toEqual(['100', '001']);
    await expectSound(ann.page);

    await ann.page.evaluate(async () => {
      const { engine } = window as unknown as FoxWindow;
      const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 120 });
      const pen = canvas.getContext('2d');
      setInterval(() => {
        if (!pen) return;
        pen.fillStyle = '#00ff00';
        pen.fillRect(0, 0, 160, 120);
      }, 50);
      const green = await engine.createZegoStream?.({ custom: { video: { source: canvas.captureStream(20) } } });
      engine.startPublishingStream?.('green', green, { videoCodec: 'VP8' });
    });
    await fox.waitFor('roomStreamUpdate', ([, change, list]) => change === 'ADD' && JSON.stringify(list).includes('green'));
    const snapshot = () =>
      fox.page.evaluate(async () => {
        const { engine } = window as unknown as FoxWindow;
        type View = { play(place: Element): void; takeStreamSnapshot(option: object): string };
        const page = window as unknown as { view: View | undefined };
        if (!page.view) {
          const view = engine.createRemoteStreamView?.(await engine.startPlayingStream?.('green')) as View;
          view.play(document.body.appendChild(document.createElement('div')));
          page.view = view;
        }
        const image = Object.assign(new Image(), { src: page.view?.takeStreamSnapshot({ imageType: 'image/jpeg' }) ?? '' });
        const there = await image.decode().then(
          () => true,
          () => false,
        );
        const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
        if (there) pen?.drawImage(image, 0, 0, 1, 1);
        const [red = 0, green = 0, blue = 0] = pen?.getImageData(0, 0, 1, 1).data ?? [];
        return [image.naturalWidth > 0, red > 128, green > 128, blue > 128];
      });
    await expect.poll(snapshot, { timeout: 30_000 }).toEqual([true, false, true, false]);
  },
  TEST_MS,
);

/** Which of red, green and blue are bright in the middle of a picture's height, at these parts of its width. */
function colours(element: SVGElement | HTMLElement, parts: number[]): string[] {
  const video = element as HTMLVideoElement;
  const pen = Object.assign(document.createElement('canvas'), { width: 100, height: 2 }).getContext('2d');
  pen?.drawImage(video, 0, 0, 100, 2);
  return parts.map((part) => {
    const data = pen?.getImageData(part * 100, 1, 1, 1).data ?? [];
    return [...data]
      .slice(0, 3)
      .map((value) => (value > 128 ? 1 : 0))
      .join('');
  });
}

test.skipIf(ownAddress === undefined)(
  '[FOX-11] Firefox lists loudspeakers once a microphone is allowed, and plays through the chosen one; one that is not there is refused',
  async () => {
    const { fox } = await couple(stage.cloud);
    await fox.publish('fox');
    const { speakers } = (await fox.page.evaluate(() => (window as unknown as FoxWindow).engine.enumDevices?.())) as {
      speakers: { deviceID: string; deviceName: string }[];
    };
    const speaker = speakers[0]?.deviceID ?? '';
    expect(speaker).not.toBe('');
    const chosen = await fox.page.evaluate(async (speaker) => {
      const { engine } = window as unknown as FoxWindow;
      const element = document.body.appendChild(document.createElement('audio'));
      const answers = [await engine.useAudioOutputDevice?.(element, speaker), element.sinkId === speaker];
      return [...answers, await engine.useAudioOutputDevice?.(element, 'not there'), element.sinkId === speaker];
    }, speaker);
    expect(chosen).toEqual([true, true, false, true]);
  },
  TEST_MS,
);

const NOTE = '[data-note="same-machine"]';

test(
  '[SAMPLE-29] in a Firefox at a cloud that announces loopback only a page says that no media can pass; Chromium is told nothing',
  async () => {
    const cloud = await startCloud(['--media-host', '127.0.0.1']);
    try {
      expect(cloud.output()).toContain('Firefox connects there only if it is told to');
      const { page } = await stock.open(`${cloud.origin}/samples/quick-start/`);
      await page.locator(NOTE).waitFor();
      expect(await page.locator(NOTE).textContent()).toContain('media.peerconnection.ice.loopback');
      const { page: other } = await stage.browser.open(`${cloud.origin}/samples/quick-start/`);
      await other.evaluate("import('/samples/shared/same-machine.js')");
      expect(await other.locator(NOTE).count()).toBe(0);
    } finally {
      await cloud.stop();
    }
  },
  TEST_MS,
);
