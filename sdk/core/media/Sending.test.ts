import { FakeClock } from '@liuyun/kit';
import { expect, test, vi } from 'vitest';
import { Sending } from './Sending.ts';

/** A sender as strict as a browser's: parameters must be the ones that were read last. */
function sendingOf(encodings: { active: boolean; maxBitrate: number }[], targets = {}) {
  let transaction = 0;
  let degradation: string | undefined;
  let refuses = false;
  const rtpSender = {
    getParameters: () => ({
      transactionId: String(++transaction),
      encodings: encodings.map((encoding) => ({ ...encoding })),
      ...(degradation && { degradationPreference: degradation }),
    }),
    async setParameters(parameters: { transactionId: string; encodings: typeof encodings; degradationPreference?: string }) {
      if (refuses) {
        refuses = false;
        throw new DOMException('not now', 'OperationError');
      }
      if (parameters.transactionId !== String(transaction)) throw new DOMException('stale', 'InvalidStateError');
      encodings = parameters.encodings;
      degradation = parameters.degradationPreference;
    },
  };
  const producer = { kind: 'video', rtpSender, close() {} };
  const tracks = new Map([['video', { producer, toldMuted: false }]]);
  const sending = new Sending({
    streamID: 's',
    wire: { ask: async () => ({}) },
    tracks,
    produce: async () => producer,
    targets,
  } as never);
  const refuseOnce = () => {
    refuses = true;
  };
  return { sending, encodings: () => encodings, degradation: () => degradation, refuseOnce };
}

test.each([undefined, 'maintain-framerate'])(
  '[LAYER-10] a small picture that is sent alone keeps its size and frames; with the big one holds what the app prefers (%s)',
  async (degradation) => {
    const two = [
      { active: true, maxBitrate: 150_000 },
      { active: true, maxBitrate: 800_000 },
    ];
    const sent = sendingOf(two, { degradation });
    await sent.sending.setLayers({ low: true, high: false });
    expect(sent.degradation()).toBe('maintain-resolution');
    await sent.sending.setLayers({ low: true, high: true });
    expect(sent.degradation()).toBe(degradation);
  },
);

test("[LAYER-6] an unwanted picture is not encoded, the bitrate is the big one's, and changes that meet do not spoil each other", async () => {
  const { sending, encodings } = sendingOf([
    { active: true, maxBitrate: 150_000 },
    { active: true, maxBitrate: 800_000 },
  ]);
  await Promise.all([sending.setLayers({ low: true, high: false }), sending.setVideoBitrate(500)]);
  expect(encodings()).toEqual([
    { active: true, maxBitrate: 150_000 },
    { active: false, maxBitrate: 500_000 },
  ]);
  await sending.setLayers({ low: false, high: true });
  expect(encodings().map(({ active }) => active)).toEqual([false, true]);
});

test('[LAYER-9] a picture that nobody plays is not sent, in one size or two, and is again once somebody does', async () => {
  for (const sizes of [1, 2]) {
    const { sending, encodings } = sendingOf(Array.from({ length: sizes }, () => ({ active: true, maxBitrate: 800_000 })));
    await sending.setLayers({ low: false, high: false });
    expect(encodings().some(({ active }) => active)).toBe(false);
    await sending.setLayers({ low: true, high: true });
    expect(encodings().every(({ active }) => active)).toBe(true);
  }
});

test('[LAYER-9] of a picture in one size that somebody plays it does not matter which they want', async () => {
  const { sending, encodings } = sendingOf([{ active: true, maxBitrate: 800_000 }]);
  await sending.setLayers({ low: true, high: false });
  expect(encodings().map(({ active }) => active)).toEqual([true]);
  await sending.setBearable(20);
  await sending.setLayers({ low: true, high: true });
  expect(encodings().map(({ active }) => active)).toEqual([true]);
});

test('[ADAPT-6] a picture is sent as big as players bear, up to the target, and not at all below what is worth sending', async () => {
  const { sending, encodings } = sendingOf([{ active: true, maxBitrate: 800_000 }], { videoBitrate: 800, leastVideoBitrate: 50 });
  const bearable = async (kbps: number | undefined) => {
    await sending.setBearable(kbps);
    return encodings()[0];
  };
  expect(await bearable(200)).toEqual({ active: true, maxBitrate: 200_000 });
  await sending.setVideoBitrate(600);
  expect(encodings()).toEqual([{ active: true, maxBitrate: 200_000 }]);
  expect(await bearable(49)).toEqual({ active: false, maxBitrate: 50_000 });
  expect(await bearable(900)).toEqual({ active: true, maxBitrate: 600_000 });
  expect(await bearable(undefined)).toEqual({ active: true, maxBitrate: 600_000 });
});

test('[ADAPT-6] what is said while there is no picture counts for the one that comes', async () => {
  const track = { kind: 'video', readyState: 'live', getSettings: () => ({}) } as unknown as MediaStreamTrack;
  const { sending, encodings } = sendingOf([{ active: true, maxBitrate: 800_000 }], { videoBitrate: 800 });
  await sending.setBearable(300);
  await sending.sync({ tracks: {}, muted: { audio: false, video: false } });
  await sending.setBearable(undefined);
  await sending.setVideoBitrate(700);
  await sending.setLayers({ low: false, high: false });
  await sending.sync({ tracks: { video: track }, muted: { audio: false, video: false } });
  await vi.waitFor(() => expect(encodings()).toEqual([{ active: false, maxBitrate: 700_000 }]));
});

test('[ADAPT-6] where only the own network counts, nothing is changed', async () => {
  const { sending, encodings } = sendingOf([{ active: true, maxBitrate: 800_000 }], { videoBitrate: 800, focus: 'local' });
  await sending.setBearable(20);
  expect(encodings()).toEqual([{ active: true, maxBitrate: 800_000 }]);
});

test('[ADAPT-6] of a picture in two sizes the small one goes on', async () => {
  const low = { active: true, maxBitrate: 150_000 };
  const { sending, encodings } = sendingOf([low, { active: true, maxBitrate: 800_000 }], {
    videoBitrate: 800,
    leastVideoBitrate: 50,
  });
  await sending.setBearable(20);
  expect(encodings()).toEqual([low, { active: true, maxBitrate: 50_000 }]);
});

test('[ADAPT-6] without a target the limit goes as it came', async () => {
  const { sending, encodings } = sendingOf([{ active: true, maxBitrate: 1 }]);
  await sending.setBearable(200);
  expect(encodings()).toEqual([{ active: true, maxBitrate: 200_000 }]);
  await sending.setBearable(undefined);
  expect(encodings()).toEqual([{ active: true }]);
});

test('[VIDEO-15] a stream that wants key frames asks its encoder for one every so often, until it ends', async () => {
  const clock = new FakeClock();
  let asked = 0;
  const rtpSender = {
    getParameters: () => ({ encodings: [{}, {}] }),
    async setParameters(_parameters: unknown, options?: { encodingOptions: unknown[] }) {
      expect(options).toEqual({ encodingOptions: [{ keyFrame: true }, { keyFrame: true }] });
      asked++;
    },
  };
  const producer = { kind: 'video', rtpSender, close() {} };
  const tracks = new Map([['video', { producer, toldMuted: false }]]);
  const sending = new Sending({
    streamID: 's',
    wire: { ask: async () => ({}) },
    tracks,
    clock,
    targets: { keyFrameMs: 2000 },
  } as never);
  clock.advance(6_500);
  await vi.waitFor(() => expect(asked).toBe(3));
  sending.drop(false);
  expect(clock.pending).toBe(0);
});

test('[MEMBER-49] another picture in the place of one keeps what is to be kept of it, from when it is sent, in one size or two', async () => {
  for (const sizes of [1, 2]) {
    const encodings = Array.from({ length: sizes }, () => ({ active: true, maxBitrate: 800_000 }));
    const sent = sendingOf(encodings, { videoBitrate: 800, leastVideoBitrate: 50, degradation: 'balanced' });
    await sent.sending.changePicture({ videoBitrate: 1500, leastVideoBitrate: 50, degradation: 'maintain-resolution' });
    expect([sent.degradation(), sent.encodings().at(-1)?.maxBitrate]).toEqual(['maintain-resolution', 1_500_000]);
    await sent.sending.changePicture({ videoBitrate: 300, leastVideoBitrate: 50, degradation: 'balanced' });
    expect([sent.degradation(), sent.encodings().at(-1)?.maxBitrate]).toEqual(['balanced', 300_000]);
  }
});

test('[MEMBER-49] another picture has key frames as often as it wants them, also none, and none after the end', async () => {
  const clock = new FakeClock();
  let asked = 0;
  const rtpSender = {
    getParameters: () => ({ encodings: [{}] }),
    async setParameters(_parameters: unknown, options?: object) {
      if (options) asked++;
    },
  };
  const tracks = new Map([['video', { producer: { kind: 'video', rtpSender, close() {} }, toldMuted: false }]]);
  const sending = new Sending({ streamID: 's', wire: { ask: async () => ({}) }, tracks, clock, targets: {} } as never);
  const within = async (ms: number) => {
    const before = asked;
    clock.advance(ms);
    await sending.changePicture(picture);
    return asked - before;
  };
  let picture: { keyFrameMs?: number } = {};
  expect(await within(6_500)).toBe(0);
  picture = { keyFrameMs: 2_000 };
  await sending.changePicture(picture);
  // The same again does not put off the next one.
  expect([await within(1_500), await within(1_500), await within(3_500)]).toEqual([0, 1, 2]);
  picture = { keyFrameMs: 3_000 };
  await sending.changePicture(picture);
  expect(await within(9_500)).toBe(3);
  picture = {};
  await sending.changePicture(picture);
  expect(await within(9_500)).toBe(0);
  await sending.changePicture({ keyFrameMs: 2_000 });
  sending.drop(false);
  await sending.changePicture({ keyFrameMs: 3_000 });
  expect(clock.pending).toBe(0);
});

test('[LAYER-7] of a picture in two sizes the small one is scaled by the size of what is sent now', async () => {
  let encodings = [{ scaleResolutionDownBy: 2 }, { scaleResolutionDownBy: 1 }];
  const rtpSender = {
    getParameters: () => ({ encodings: encodings.map((encoding) => ({ ...encoding })) }),
    async setParameters(parameters: { encodings: typeof encodings }) {
      encodings = parameters.encodings;
    },
  };
  const track = (width: number, height: number) => ({ readyState: 'live', getSettings: () => ({ width, height }) });
  const producer = {
    ...{ kind: 'video', rtpSender, close() {}, track: track(640, 360) as object | null },
    async replaceTrack(next: { track: object | null }) {
      producer.track = next.track;
    },
  };
  const tracks = new Map([['video', { producer, toldMuted: false }]]);
  const lowVideo = { width: 320, height: 180, frameRate: 15, bitrate: 150 };
  const sending = new Sending({
    streamID: 's',
    wire: { ask: async () => ({}) },
    tracks,
    clock: new FakeClock(),
    targets: { lowVideo },
  } as never);
  const shown = async (video: object) => {
    await sending.sync({ tracks: { video }, muted: { audio: false, video: false } } as never);
    await sending.setVideoBitrate(800);
    return encodings.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy);
  };
  expect(await shown(track(1920, 1080))).toEqual([6, 1]);
  expect(await shown(track(360, 640))).toEqual([2, 1]);
  // Before its first frame an own picture does not know its size, and what is silent has none.
  expect(await shown({ readyState: 'live', getSettings: () => ({}) })).toEqual([2, 1]);
});

test('[CLIENT-134] without a connection no picture of a stream is encoded, in one size or two; with it, those that are wanted are', async () => {
  for (const sizes of [1, 2]) {
    const { sending, encodings } = sendingOf(Array.from({ length: sizes }, () => ({ active: true, maxBitrate: 800_000 })));
    const active = () => encodings().map(({ active }) => active);
    await sending.setCut(true);
    expect(active()).toEqual([false, false].slice(0, sizes));
    // Whatever is wished for meanwhile counts afterwards.
    await sending.setLayers({ low: true, high: false });
    await sending.setVideoBitrate(500);
    expect(active()).toEqual([false, false].slice(0, sizes));
    await sending.setCut(false);
    expect(active()).toEqual([true, false].slice(0, sizes));
  }
});

test('[CLIENT-134] a browser that refuses once does not keep the picture out for good', async () => {
  const { sending, encodings, refuseOnce } = sendingOf([{ active: true, maxBitrate: 800_000 }]);
  await sending.setCut(true);
  refuseOnce();
  await sending.setCut(false);
  expect(encodings()).toMatchObject([{ active: true }]);
});
