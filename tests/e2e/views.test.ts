import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectMovingPicture } from '../kit/browser/media.ts';
import { User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
const stage = useStage();

type View = { play(container: string, options: object): void; stop(): void };
type Local = { stream: MediaStream; playVideo(container: HTMLElement, options: object): void };
/** `looks`: what was seen in the container, once for each picture that the page painted, until nobody looks any more. */
type ViewWindow = {
  engine: { createRemoteStreamView(stream: MediaStream): View };
  view: View;
  played: MediaStream;
  local: Local;
  looks: string[];
  looking: boolean;
};

/** A black container; in a `flex` one children stand side by side, a `scrolled` one is in a list that is not positioned. */
const putContainer = (page: Page, kind: 'block' | 'flex' | 'scrolled'): Promise<void> =>
  page.evaluate((kind) => {
    const box = Object.assign(document.createElement('div'), { id: 'box' });
    box.style.cssText = `display: ${kind === 'flex' ? kind : 'block'}; width: 320px; height: 240px; margin: 30px; background: black`;
    document.body.append(box);
    if (kind !== 'scrolled') return;
    const list = document.createElement('div');
    list.style.cssText = 'overflow: auto; height: 300px';
    const frame = document.createElement('div');
    frame.style.cssText = 'padding: 200px 0 400px';
    frame.append(box);
    list.append(frame);
    document.body.append(list);
    list.scrollTop = 200;
  }, kind);

/** What stands where the container is: the children, and whether the one in front is it, fills the container, and plays. */
const placed = (page: Page) =>
  page.evaluate(() => {
    const box = document.getElementById('box') as HTMLElement;
    const { left, top, width, height } = box.getBoundingClientRect();
    const front = document.elementFromPoint(left + width / 2, top + height / 2);
    const own = front?.getBoundingClientRect();
    const fills = [own?.left, own?.top, own?.width, own?.height].join() === [left, top, width, height].join();
    return { children: box.children.length, fills, plays: front instanceof HTMLVideoElement && !front.paused };
  });
const ALONE = { children: 1, fills: true, plays: true };

/** Whether a picture, moving or not, is where the container is: something else than its black. */
const look = (page: Page, begin: boolean): Promise<string[]> =>
  page.evaluate(async (begin) => {
    const page = window as unknown as ViewWindow;
    const box = document.getElementById('box') as HTMLElement;
    const pen = new OffscreenCanvas(8, 6).getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
    const isLit = (video: HTMLVideoElement) => {
      pen.clearRect(0, 0, 8, 6);
      pen.drawImage(video, 0, 0, 8, 6);
      return pen.getImageData(0, 0, 8, 6).data.some((value, at) => at % 4 < 3 && value > 24);
    };
    const once = () => {
      const place = box.getBoundingClientRect();
      const there = [...box.querySelectorAll('video')].filter((video) => {
        const { left, top, width } = video.getBoundingClientRect();
        return left === place.left && top === place.top && width === place.width;
      });
      return there.some(isLit) ? 'picture' : `${box.children.length} children, ${there.length} in place, all black`;
    };
    const next = () => {
      page.looks.push(once());
      if (page.looking) requestAnimationFrame(next);
    };
    page.looking = begin;
    if (!begin) return page.looks;
    page.looks = [];
    next();
    return page.looks;
  }, begin);

for (const kind of ['block', 'flex', 'scrolled'] as const) {
  test(
    `[WEB-31][WEB-35] with clearLastFrame: false every further picture is in the container's place (${kind}), and nothing black before it`,
    async () => {
      const room = newRoom();
      const [ann, bob] = [await User.open(stage, 'ann'), await User.open(stage, 'bob')];
      await Promise.all([ann.login(room), bob.login(room)]);
      await ann.publish('one');
      await ann.publish('two');
      await putContainer(bob.page, kind);
      const video = bob.page.locator('#box video').last();
      const play = (streamID: string, options: object = {}) =>
        bob.page.evaluate(
          async ({ streamID, options }) => {
            const page = window as unknown as ViewWindow;
            const stream = await window.engine.startPlayingStream(streamID);
            if (page.played !== stream) page.view = page.engine.createRemoteStreamView(stream);
            page.played = stream;
            page.view.play('box', { clearLastFrame: false, ...options });
          },
          { streamID, options },
        );
      const again = (options: object, stopped: boolean) =>
        bob.page.evaluate(
          ({ options, stopped }) => {
            const { view } = window as unknown as ViewWindow;
            if (stopped) view.stop();
            view.play('box', { clearLastFrame: false, ...options });
          },
          { options, stopped },
        );
      const expectAlone = async () => {
        await expect.poll(() => placed(bob.page), { timeout: 30_000 }).toEqual(ALONE);
        await expectMovingPicture(video);
      };
      await play('one');
      await expectAlone();
      await look(bob.page, true);
      await again({ mirror: true }, false);
      await expectAlone();
      await again({}, true);
      await expectAlone();
      // Another stream in the place of the one whose last picture stands.
      await bob.page.evaluate(() => window.engine.stopPlayingStream('one'));
      expect(await placed(bob.page)).toEqual({ ...ALONE, plays: false });
      await play('two');
      await expectAlone();
      expect(new Set(await look(bob.page, false))).toEqual(new Set(['picture']));
    },
    TEST_MS,
  );
}

test(
  '[WEB-38] a preview that plays again with clearLastFrame: false is in the place of its last picture',
  async () => {
    const ann = await User.open(stage, 'ann');
    await ann.login(newRoom());
    await ann.publish('one');
    await putContainer(ann.page, 'block');
    const play = () =>
      ann.page.evaluate(() => {
        const { local } = window as unknown as ViewWindow;
        local.playVideo(document.getElementById('box') as HTMLElement, { clearLastFrame: false });
      });
    for (let plays = 0; plays < 3; plays++) {
      await play();
      await expect.poll(() => placed(ann.page), { timeout: 30_000 }).toEqual(ALONE);
      await expectMovingPicture(ann.page.locator('#box video').last());
    }
  },
  TEST_MS,
);
