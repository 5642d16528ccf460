import { expect, test } from 'vitest';
import { expectMovingPicture } from '../kit/browser/media.ts';
import { hear } from '../kit/browser/tone.ts';
import { isState, User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
/** Longer than the pauses of the voice. */
const VOICE_MS = 4000;
/** dB below full scale: voices are above, what is left of silence is far below. */
const AUDIBLE_DB = -60;
const stage = useStage();

type Composer = {
  setInputEndpoint(stream: unknown, option: object): Promise<void>;
  addImage(image: HTMLImageElement, option: object): void;
  setOutputConfig(config: object): void;
  startComposingStream(): Promise<MediaStream>;
};
/** The members of the engine that only these tests call. */
type ComposingEngine = {
  createStreamCompositor(): Composer;
  getMicrophones(): Promise<{ deviceID: string }[]>;
  useAudioDevice(stream: unknown, deviceID: string): Promise<{ errorCode: number }>;
  replaceTrack(stream: unknown, track: MediaStreamTrack): Promise<{ errorCode: number }>;
  startPublishingStream(streamID: string, stream: MediaStream): boolean;
};
type ComposingWindow = { engine: ComposingEngine; compositor: Composer; composed: MediaStream; local: MediaStream };

/** Composes what the user captures and publishes that as it is. */
async function publishComposed(user: User, streamID: string): Promise<void> {
  const accepted = await user.page.evaluate(async (streamID) => {
    const page = window as unknown as ComposingWindow;
    window.local = await (
      window.engine as unknown as { createStream(source: object): Promise<NonNullable<typeof window.local>> }
    ).createStream({ camera: { video: true, audio: true } });
    page.compositor = page.engine.createStreamCompositor();
    page.compositor.setOutputConfig({ width: 320, height: 240, frameRate: 15 });
    await page.compositor.setInputEndpoint(window.local, { layout: { x: 0, y: 0, width: 320, height: 240 } });
    page.composed = await page.compositor.startComposingStream();
    return page.engine.startPublishingStream(streamID, page.composed);
  }, streamID);
  expect(accepted).toBe(true);
  await user.waitFor('publisherStateUpdate', ([result]) => isState(result, streamID, 'PUBLISHING'));
}

test(
  '[VIDEO-17] a composed stream that is published as it is keeps picture and sound when the microphone of an input is another one',
  async () => {
    const room = newRoom();
    const [ann, bob] = [await User.open(stage, 'ann'), await User.open(stage, 'bob')];
    await Promise.all([ann.login(room), bob.login(room)]);
    await publishComposed(ann, 'composed');
    const video = bob.page.locator(await bob.play('composed'));
    const loudness = () => hear(bob.page, VOICE_MS).then(({ db }) => db);
    await expectMovingPicture(video);
    await expect.poll(loudness, { timeout: 30_000 }).toBeGreaterThan(AUDIBLE_DB);

    const switched = await ann.page.evaluate(async () => {
      const { engine, local } = window as unknown as ComposingWindow;
      const [former] = local.getAudioTracks();
      const microphones = await engine.getMicrophones();
      const { errorCode } = await engine.useAudioDevice(local, microphones.at(-1)?.deviceID ?? '');
      return { errorCode, former: former?.readyState, same: former === local.getAudioTracks()[0] };
    });
    expect(switched).toEqual({ errorCode: 0, former: 'ended', same: false });
    // What is still in the buffers is the former one.
    await hear(bob.page, 1000);
    await expect.poll(loudness, { timeout: 30_000 }).toBeGreaterThan(AUDIBLE_DB);
    await expectMovingPicture(video);

    await ann.page.evaluate(async () => {
      const { engine, local } = window as unknown as ComposingWindow;
      const sound = new AudioContext();
      const tone = new OscillatorNode(sound, { frequency: 1500 });
      const out = sound.createMediaStreamDestination();
      tone.connect(out);
      tone.start();
      await engine.replaceTrack(local, out.stream.getAudioTracks()[0] as MediaStreamTrack);
    });
    const isTone = expect.toSatisfy((hz: number) => Math.abs(hz - 1500) < 12);
    await expect.poll(() => hear(bob.page), { timeout: 30_000 }).toMatchObject({ hz: isTone });
    await expectMovingPicture(video);
  },
  TEST_MS,
);

test(
  '[VIDEO-18] an image of another origin that may not be read is refused, and the composed stream moves on without it; one that may be is shown',
  async () => {
    const ann = await User.open(stage, 'ann');
    await ann.login(newRoom());
    const lines: string[] = [];
    ann.page.on('console', (message) => lines.push(message.text()));
    const refusals = () => lines.filter((line) => line.includes('addImage') && line.includes('1100001'));
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="#00ff00"/></svg>';
    await ann.page.route('http://elsewhere.test/*', (route) =>
      route.fulfill({
        body: svg,
        contentType: 'image/svg+xml',
        headers: route.request().url().endsWith('open.svg') ? { 'Access-Control-Allow-Origin': '*' } : {},
      }),
    );
    const add = (name: string, { open = false, loaded = true } = {}) =>
      ann.page.evaluate(
        async ({ name, open, loaded }) => {
          const { compositor } = window as unknown as ComposingWindow;
          const image = Object.assign(new Image(), open ? { crossOrigin: 'anonymous' } : {}, {
            src: `http://elsewhere.test/${name}`,
          });
          if (loaded) await image.decode();
          compositor.addImage(image, { layout: { x: 0, y: 0, width: 40, height: 40, zOrder: 1 } });
        },
        { name, open, loaded },
      );
    await ann.page.evaluate(() => {
      const page = window as unknown as ComposingWindow;
      page.compositor = page.engine.createStreamCompositor();
    });
    await add('closed.svg');
    await expect.poll(refusals).toHaveLength(1);
    await publishComposed(ann, 'composed');
    const seen = () =>
      ann.page.evaluate(async () => {
        const { composed } = window as unknown as ComposingWindow;
        const video = document.createElement('video');
        Object.assign(video, { muted: true, srcObject: composed });
        await video.play();
        const { changes } = await window.probe.watch(video, 10_000);
        const context = new OffscreenCanvas(320, 240).getContext('2d') as OffscreenCanvasRenderingContext2D;
        context.drawImage(video, 0, 0);
        const [red = 0, green = 0, blue = 0] = context.getImageData(20, 20, 1, 1).data;
        video.srcObject = null;
        return { moves: changes >= 3, green: green > 200 && red < 60 && blue < 60 };
      });
    await add('closed.svg');
    await add('late.svg', { loaded: false });
    await expect.poll(refusals).toHaveLength(3);
    expect(await seen()).toEqual({ moves: true, green: false });
    await add('open.svg', { open: true });
    await expect.poll(seen, { timeout: 30_000 }).toEqual({ moves: true, green: true });
    expect(refusals()).toHaveLength(3);
  },
  TEST_MS,
);
