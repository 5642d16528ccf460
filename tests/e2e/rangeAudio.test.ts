import { expect, test } from 'vitest';
import { User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
const stage = useStage();

/** The members of the public API that these tests call. */
type Range = {
  on(event: string, listener: (...args: number[]) => void): boolean;
  enableMicrophone(enable: boolean): void;
  selectMicrophone(deviceID: string): Promise<boolean>;
  updateSelfPosition(...vectors: number[][]): void;
  setCustomSourceVocalRange(media: HTMLMediaElement, range: number): void;
  isAudioContextRunning(): boolean;
};
type RangeWindow = {
  engine: { createRangeAudioInstance(): Range; destroyEngine(): void };
  range: Range;
  states: (number | undefined)[][];
  opened: MediaStreamTrack[];
};

async function open() {
  const ann = await User.open(stage, 'ann');
  await ann.page.evaluate(() => {
    const page = window as unknown as RangeWindow;
    Object.assign(page, { range: page.engine.createRangeAudioInstance(), states: [], opened: [] });
    page.range.on('microphoneStateUpdate', (state, code) => page.states.push([state, code]));
    const { mediaDevices } = navigator;
    const capture = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await capture(constraints);
      page.opened.push(...stream.getTracks());
      return stream;
    };
  });
  await ann.login(newRoom());
  return ann;
}

test(
  '[RANGE-10] [RANGE-11] a microphone that is switched and chosen faster than it opens is on once, and off afterwards',
  async () => {
    const ann = await open();
    await ann.page.evaluate(() => {
      const { range } = window as unknown as RangeWindow;
      for (const on of [true, false, true]) range.enableMicrophone(on);
    });
    const states = () => ann.page.evaluate(() => (window as unknown as RangeWindow).states);
    const told = [
      [1, 0],
      [0, 0],
      [1, 0],
      [2, 0],
    ];
    await expect.poll(states, { timeout: 30_000 }).toEqual(told);
    const live = () =>
      ann.page.evaluate(() => {
        const { opened } = window as unknown as RangeWindow;
        return opened.filter(({ readyState }) => readyState === 'live').length;
      });
    expect([await live(), await ann.page.evaluate(() => (window as unknown as RangeWindow).opened.length)]).toEqual([1, 2]);
    await ann.page.evaluate(() => (window as unknown as RangeWindow).range.enableMicrophone(false));
    expect([await live(), await states()]).toEqual([0, [...told, [0, 0]]]);

    const chosen = await ann.page.evaluate(async () => {
      const { range, opened } = window as unknown as RangeWindow;
      const devices = await navigator.mediaDevices.enumerateDevices();
      const another = devices.findLast(({ kind }) => kind === 'audioinput')?.deviceId ?? '';
      range.enableMicrophone(true);
      const answer = await range.selectMicrophone(another);
      const heard = opened.filter(({ readyState }) => readyState === 'live').map((track) => track.getSettings().deviceId);
      return { answer, right: heard.join() === another, gone: await range.selectMicrophone('gone') };
    });
    expect(chosen).toEqual({ answer: true, right: true, gone: false });
  },
  TEST_MS,
);

test(
  '[RANGE-12] an element that plays a stream is silent itself while it is placed, and not afterwards',
  async () => {
    const ann = await open();
    const muted = await ann.page.evaluate(async () => {
      const { range, engine } = window as unknown as RangeWindow;
      const context = new AudioContext();
      const out = context.createMediaStreamDestination();
      const element = Object.assign(new Audio(), { srcObject: out.stream });
      void element.play();
      range.setCustomSourceVocalRange(element, 10);
      const placed = element.muted;
      for (const end = performance.now() + 30_000; !range.isAudioContextRunning() && performance.now() < end; )
        await new Promise((resolve) => setTimeout(resolve, 50));
      const running = range.isAudioContextRunning();
      engine.destroyEngine();
      return { placed, running, afterwards: element.muted };
    });
    expect(muted).toEqual({ placed: true, running: true, afterwards: false });
  },
  TEST_MS,
);
