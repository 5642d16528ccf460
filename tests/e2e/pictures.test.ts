import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectMovingPicture } from '../kit/browser/media.ts';
import { User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
const stage = useStage();

/** Set it to a folder to look at the pictures. */
const KEEP = process.env.LIUYUN_PICTURES;

type Answer = { errorCode: number };
type PictureEngine = {
  setEffectsBeauty(stream: unknown, enable: boolean, options?: object): Promise<Answer>;
  setLowlightEnhancement(stream: unknown, mode: number): Promise<Answer>;
  createZegoStream(options: object): Promise<{ stream: MediaStream }>;
};

/** A canvas with something like a face: skin with pores, eyes, hair, a gray wall. `light` 1 is a bright room. */
async function openFace(page: Page, light = 1): Promise<void> {
  await page.evaluate(async (light) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    let seed = 7;
    const noise = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed / 2147483648 - 0.5;
    };
    const ellipse = (color: string, [x, y, w, h]: [number, number, number, number]) => {
      context.fillStyle = color;
      context.beginPath();
      context.ellipse(x, y, w, h, 0, 0, Math.PI * 2);
      context.fill();
    };
    context.fillStyle = '#8a8d90';
    context.fillRect(0, 0, 320, 240);
    ellipse('#2a1c14', [160, 95, 78, 85]);
    ellipse('#c68863', [160, 120, 62, 82]);
    ellipse('#e8e4e0', [136, 105, 13, 7]);
    ellipse('#e8e4e0', [184, 105, 13, 7]);
    ellipse('#1c120c', [136, 105, 6, 6]);
    ellipse('#1c120c', [184, 105, 6, 6]);
    ellipse('#a04848', [160, 165, 22, 7]);
    const still = context.getImageData(0, 0, 320, 240);
    for (let at = 0; at < still.data.length; at += 4) {
      const pore = noise() * 26;
      for (let part = 0; part < 3; part++) still.data[at + part] = ((still.data[at + part] ?? 0) + pore) * light;
    }
    let turn = 0;
    setInterval(() => {
      context.putImageData(still, 0, 0);
      context.fillStyle = ++turn % 2 === 0 ? '#404040' : '#505050';
      context.fillRect(0, 0, 12, 12);
    }, 66);
    window.local = await (window.engine as unknown as PictureEngine).createZegoStream({
      custom: { video: { source: canvas.captureStream(15) } },
      videoBitrate: 1500,
    });
  }, light);
}

const beauty = (page: Page, enable: boolean, options?: object) =>
  page.evaluate(
    ({ enable, options }) => (window.engine as unknown as PictureEngine).setEffectsBeauty(window.local, enable, options),
    { enable, options },
  );

type Seen = { light: number; red: number; rough: number; edge: number; wall: number; picture: string; black: number };

/** Looks at a cheek, an eye and the wall of what is in a stream or an element now. */
const look = (page: Page, what: 'sent' | string): Promise<Seen> =>
  page.evaluate(async (what) => {
    const video =
      what === 'sent'
        ? Object.assign(document.createElement('video'), { muted: true, srcObject: window.local?.stream })
        : (document.querySelector(what) as HTMLVideoElement);
    await video.play();
    for (let frames = 0; frames < 3; frames++) await new Promise((done) => video.requestVideoFrameCallback(done));
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
    const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    context.drawImage(video, 0, 0, 320, 240);
    const area = (x: number, y: number, w: number, h: number) => {
      const { data } = context.getImageData(x, y, w, h);
      const lights: number[] = [];
      let red = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3);
        lights.push(0.299 * r + 0.587 * g + 0.114 * b);
        red += r - g;
      }
      const mean = lights.reduce((sum, value) => sum + value, 0) / lights.length;
      const rough = Math.sqrt(lights.reduce((sum, value) => sum + (value - mean) ** 2, 0) / lights.length);
      return { mean, rough, red: red / lights.length, span: Math.max(...lights) - Math.min(...lights) };
    };
    const cheek = area(120, 130, 24, 20);
    const eye = area(120, 96, 34, 18);
    const wall = area(20, 60, 30, 60);
    return {
      light: cheek.mean,
      red: cheek.red,
      rough: cheek.rough,
      edge: eye.span,
      wall: wall.mean,
      black: area(0, 0, 320, 240).mean,
      picture: canvas.toDataURL('image/png'),
    };
  }, what);

function keep(name: string, { picture }: Seen): void {
  if (!KEEP) return;
  mkdirSync(KEEP, { recursive: true });
  writeFileSync(join(KEEP, `${name}.png`), Buffer.from(picture.split(',')[1] ?? '', 'base64'));
}

test(
  '[VIDEO-12] every strength does what its name says, and nothing changes at 0',
  async () => {
    const { page } = await User.open(stage, 'ann');
    await openFace(page);
    const plain = await look(page, 'sent');
    keep('plain', plain);
    const none = { whitenIntensity: 0, rosyIntensity: 0, smoothIntensity: 0, sharpenIntensity: 0 };
    /** Frames that were on their way still look as before. */
    const shown = async (options: object, name: string, fits: (seen: Seen) => boolean = () => true) => {
      expect(await beauty(page, true, { ...none, ...options })).toMatchObject({ errorCode: 0 });
      let seen = await look(page, 'sent');
      const figures = async () => {
        seen = await look(page, 'sent');
        return fits(seen) ? 'fits' : { ...seen, picture: '' };
      };
      if (!fits(seen)) await expect.poll(figures, { message: name }).toBe('fits');
      keep(name, seen);
      return seen;
    };
    const zero = await shown({}, 'zero');
    // Two sizes are made from it as from a camera.
    const settings = await page.evaluate(() => window.local?.stream?.getVideoTracks()[0]?.getSettings());
    expect(settings).toMatchObject({ width: 320, height: 240 });
    for (const figure of ['light', 'red', 'rough', 'edge', 'wall'] as const) {
      expect(Math.abs(zero[figure] - plain[figure]), figure).toBeLessThan(figure === 'edge' ? 25 : 4);
    }
    await shown({ smoothIntensity: 100 }, 'smooth', ({ rough, edge }) => rough < zero.rough * 0.5 && edge > zero.edge * 0.8);
    await shown({ whitenIntensity: 100 }, 'whiten', ({ light }) => light > zero.light + 15);
    await shown({ rosyIntensity: 100 }, 'rosy', ({ red, wall }) => red > zero.red + 12 && Math.abs(wall - zero.wall) < 4);
    await shown({ sharpenIntensity: 100 }, 'sharpen', ({ rough }) => rough > zero.rough * 1.1);
    await shown({ whitenIntensity: 50, rosyIntensity: 50, smoothIntensity: 50, sharpenIntensity: 50 }, 'fifty');
    expect(await beauty(page, false)).toMatchObject({ errorCode: 0 });
    await expect.poll(async () => Math.abs((await look(page, 'sent')).rough - plain.rough)).toBeLessThan(2);
  },
  TEST_MS,
);

test(
  '[VIDEO-13] players see it begin, change and end without a negotiation, and a dark room is brightened',
  async () => {
    const [ann, bob] = [await User.open(stage, 'ann'), await User.open(stage, 'bob')];
    const room = newRoom();
    await Promise.all([ann.login(room), bob.login(room)]);
    await openFace(ann.page, 0.22);
    await ann.publish('face', { options: { videoCodec: 'VP8' } });
    const video = await bob.play('face');
    await expectMovingPicture(bob.page.locator(video));
    const described = () =>
      ann.page.evaluate(() => window.probe.connections.map((connection) => connection.localDescription?.sdp ?? ''));
    const before = await described();
    const dark = await look(bob.page, video);
    keep('dark', dark);
    const lowlight = (mode: number) =>
      ann.page.evaluate((mode) => (window.engine as unknown as PictureEngine).setLowlightEnhancement(window.local, mode), mode);
    expect(await lowlight(1)).toMatchObject({ errorCode: 0 });
    await expect.poll(async () => (await look(bob.page, video)).black, { timeout: 20_000 }).toBeGreaterThan(dark.black * 2);
    if (KEEP) await ann.page.waitForTimeout(3_000);
    keep('lifted', await look(bob.page, video));
    await lowlight(0);
    await expect.poll(async () => (await look(bob.page, video)).black).toBeLessThan(dark.black * 1.3);
    expect(await described()).toEqual(before);
  },
  TEST_MS,
);

test(
  '[VIDEO-14] without WebGL 2 the answer is 1103072 and the picture goes on as it was; a GPU that is lost later gives way',
  async () => {
    const { page } = await User.open(stage, 'ann');
    await openFace(page);
    const plain = await look(page, 'sent');
    const refused = await page.evaluate(async () => {
      const original = OffscreenCanvas.prototype.getContext;
      OffscreenCanvas.prototype.getContext = (() => null) as never;
      try {
        return await (window.engine as unknown as PictureEngine)
          .setEffectsBeauty(window.local, true)
          .catch((error) => error.errorCode);
      } finally {
        OffscreenCanvas.prototype.getContext = original;
      }
    });
    expect(refused).toBe(1103072);
    expect(Math.abs((await look(page, 'sent')).black - plain.black)).toBeLessThan(3);
    const told = await page.evaluate(async () => {
      const original = OffscreenCanvas.prototype.getContext as (...args: unknown[]) => unknown;
      let gl: WebGL2RenderingContext | undefined;
      OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...args: unknown[]) {
        gl = original.apply(this, args) as WebGL2RenderingContext;
        return gl;
      } as never;
      const heard = new Promise((resolve) => window.engine.on('beautyEffectError', (_stream, code) => resolve(code)));
      await (window.engine as unknown as PictureEngine).setEffectsBeauty(window.local, true);
      gl?.getExtension('WEBGL_lose_context')?.loseContext();
      return heard;
    });
    expect(told).toBe(1103074);
    await expect.poll(async () => Math.abs((await look(page, 'sent')).rough - plain.rough)).toBeLessThan(2);
  },
  TEST_MS,
);

test(
  '[VIDEO-12] browsers that do not hand out frames draw from a video element',
  async () => {
    const { page } = await User.open(stage, 'ann');
    await page.evaluate(() => Reflect.deleteProperty(window, 'MediaStreamTrackProcessor'));
    await openFace(page);
    const plain = await look(page, 'sent');
    expect(await beauty(page, true, { smoothIntensity: 100, sharpenIntensity: 0 })).toMatchObject({ errorCode: 0 });
    await expect.poll(async () => (await look(page, 'sent')).rough).toBeLessThan(plain.rough * 0.6);
    const smooth = await look(page, 'sent');
    expect(smooth.light).toBeGreaterThan(plain.light);
  },
  TEST_MS,
);
