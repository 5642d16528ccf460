import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectMovingPicture } from '../kit/browser/media.ts';
import { User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
const stage = useStage();

type Answer = { errorCode: number };
type Local = {
  stream: MediaStream;
  startCaptureScreen(options: object): Promise<Answer>;
  startCaptureCamera(options: object): Promise<Answer>;
};
/** The members of the engine that only these tests call. */
type PictureEngine = {
  createZegoStream(options: object): Promise<Local>;
  enableDualStream(stream: Local): void;
  updatePublishingStream(stream: Local, module: number): Promise<Answer>;
  setVideoConfig(stream: Local, config: object): Promise<Answer>;
  callExperimentalAPI(call: object): void;
};
type PictureWindow = { engine: PictureEngine; local: Local; track: MediaStreamTrack };

async function pair() {
  const room = newRoom();
  const [ann, bob] = [await User.open(stage, 'ann'), await User.open(stage, 'bob')];
  await Promise.all([ann.login(room), bob.login(room)]);
  return { ann, bob };
}

/** How the browser is to send each picture now, biggest size, over the connections that are in use. */
const sent = (page: Page) =>
  page.evaluate(() => {
    const open = window.probe.connections.filter(({ connectionState }) => connectionState === 'connected');
    const senders = open.flatMap((connection) => connection.getSenders());
    return senders
      .filter(
        ({ track, transport }) => track?.kind === 'video' && track.readyState === 'live' && transport?.state === 'connected',
      )
      .map((sender) => {
        const { degradationPreference, encodings } = sender.getParameters() as RTCRtpSendParameters & {
          degradationPreference?: string;
        };
        const screen = sender.track?.getSettings().displaySurface !== undefined;
        return {
          screen,
          sizes: encodings.length,
          kbps: (encodings.at(-1)?.maxBitrate ?? 0) / 1000,
          keeps: degradationPreference,
        };
      });
  });

for (const [sizes, said] of [
  [1, 'one size'],
  [2, 'two sizes'],
] as const) {
  test(
    `[MEMBER-49][CLIENT-48] a screen in the place of the camera is sent as a screen in ${said}, over a new connection, too, and the camera after it as a camera`,
    async () => {
      const { ann, bob } = await pair();
      await ann.page.evaluate(async (dual) => {
        const page = window as unknown as PictureWindow;
        page.local = await page.engine.createZegoStream({ camera: { video: { quality: 2 }, audio: true } });
        if (dual) page.engine.enableDualStream(page.local);
      }, sizes === 2);
      await ann.publish('s');
      const video = bob.page.locator(await bob.play('s'));
      await expectMovingPicture(video);
      await expect.poll(() => sent(ann.page)).toEqual([{ screen: false, sizes, kbps: 800, keeps: 'balanced' }]);

      const update = (capture: 'startCaptureScreen' | 'startCaptureCamera', options: object) =>
        ann.page.evaluate(
          async ({ capture, options }) => {
            const { engine, local } = window as unknown as PictureWindow;
            await local[capture](options);
            return (await engine.updatePublishingStream(local, 0)).errorCode;
          },
          { capture, options },
        );
      expect(await update('startCaptureScreen', { quality: 2, optimizationMode: 'detail' })).toBe(0);
      const asScreen = [{ screen: true, sizes, kbps: 1500, keeps: 'maintain-resolution' }];
      await expect.poll(() => sent(ann.page)).toEqual(asScreen);
      await expectMovingPicture(video);

      const connections = await ann.page.evaluate(() => window.probe.connections.length);
      await ann.page.evaluate(() =>
        (window as unknown as PictureWindow).engine.callExperimentalAPI({
          method: 'simulateScenario',
          params: { scenario: 'workerDeath' },
        }),
      );
      await expect
        .poll(() => ann.page.evaluate(() => window.probe.connections.length), { timeout: 30_000 })
        .toBeGreaterThan(connections);
      await expect.poll(() => sent(ann.page), { timeout: 30_000 }).toEqual(asScreen);
      await expectMovingPicture(video);

      expect(await update('startCaptureCamera', { quality: 1, optimizationMode: 'motion' })).toBe(0);
      await expect.poll(() => sent(ann.page)).toEqual([{ screen: false, sizes, kbps: 300, keeps: 'maintain-framerate' }]);
    },
    TEST_MS,
  );
}

/** A picture of the app's own that has a frame rate from it, or a screen with figures of its own; published by one, played by the other. */
async function publishFigures(ann: User, from: 'canvas' | 'screen'): Promise<void> {
  await ann.page.evaluate(async (from) => {
    const page = window as unknown as PictureWindow;
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
    let turn = 0;
    setInterval(() => {
      pen.fillStyle = `hsl(${(turn += 40)} 90% 50%)`;
      pen.fillRect(0, 0, 640, 480);
    }, 40);
    const source = canvas.captureStream(25);
    await source.getVideoTracks()[0]?.applyConstraints({ frameRate: 10 });
    page.local = await page.engine.createZegoStream(
      from === 'canvas'
        ? { custom: { video: { source } } }
        : { screen: { video: { quality: 4, width: 640, height: 480, frameRate: 10, bitrate: 500 } } },
    );
  }, from);
  await ann.publish('s');
}

for (const from of ['canvas', 'screen'] as const) {
  test(
    `[WEB-28] setVideoConfig of a ${from} keeps what it does not name, in the browser's figures and on the wire`,
    async () => {
      const { ann, bob } = await pair();
      await publishFigures(ann, from);
      const video = bob.page.locator(await bob.play('s'));
      await expectMovingPicture(video);
      const after = (config: object) =>
        ann.page.evaluate(async (config) => {
          const { engine, local } = window as unknown as PictureWindow;
          const { errorCode } = await engine.setVideoConfig(local, config);
          const { width, height, frameRate } = local.stream.getVideoTracks()[0]?.getSettings() ?? {};
          return { errorCode, picture: [width, height, frameRate] };
        }, config);
      expect(await after({ width: 320 })).toEqual({ errorCode: 0, picture: [320, from === 'canvas' ? 240 : 480, 10] });
      expect(await after({ height: 180 })).toEqual({ errorCode: 0, picture: [320, 180, 10] });
      expect(await after({ frameRate: 5 })).toEqual({ errorCode: 0, picture: [320, 180, 5] });
      expect(await after({ maxBitrate: 300 })).toEqual({ errorCode: 0, picture: [320, 180, 5] });
      // Chromium sends a screen in its own proportions, whatever it says of it.
      const onWire = from === 'canvas' ? { width: 320, height: 180 } : { width: 320 };
      await expect.poll(() => expectMovingPicture(video), { timeout: 30_000 }).toMatchObject(onWire);
      await expect.poll(() => sent(ann.page)).toMatchObject([{ kbps: 300 }]);
    },
    TEST_MS,
  );
}
