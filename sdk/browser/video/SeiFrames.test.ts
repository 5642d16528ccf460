import { RtcError } from '@liuyun/protocol/errors';
import { afterEach, expect, test, vi } from 'vitest';
import { SeiFrames } from './SeiFrames.ts';
import { OUR_UUID, seiUnit } from './sei.ts';

class FakeWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly posted: { id: number; unit: Uint8Array }[] = [];
  terminated = false;
  postMessage(message: { id: number; unit: Uint8Array }): void {
    this.posted.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
}

async function framesWith(outcome: 'runs' | 'is refused' | 'fails') {
  vi.stubGlobal('RTCRtpScriptTransform', class {});
  const worker = new FakeWorker();
  const received: [string, number[]][] = [];
  let now = 0;
  const frames = new SeiFrames({
    received: (streamID, data) => received.push([streamID, [...data]]),
    now: () => now,
    startWorker: () => {
      if (outcome === 'is refused') throw new DOMException('policy', 'SecurityError');
      queueMicrotask(() => (outcome === 'runs' ? worker.onmessage?.({ data: { ready: true } }) : worker.onerror?.()));
      return worker as unknown as Worker;
    },
  });
  await frames.prepare();
  const sender = {} as RTCRtpSender;
  const receiver = {} as RTCRtpReceiver;
  const hear = (unit: Uint8Array, id: number) => worker.onmessage?.({ data: { id, unit: unit.subarray(4) } });
  return { frames, worker, sender, receiver, received, hear, at: (ms: number) => (now = ms) };
}

function failureOf(call: () => unknown): string {
  try {
    call();
    return 'ok';
  } catch (error) {
    return error instanceof RtcError ? error.failure : String(error);
  }
}
const h264 = { mimeType: 'video/H264', marked: false };

afterEach(() => vi.unstubAllGlobals());

test('[VIDEO-6] 1 to 4096 bytes, 30 times a second, of a stream that was prepared for it', async () => {
  const { frames, worker, sender, at } = await framesWith('runs');
  const send = (size: number) => failureOf(() => frames.send('s', new Uint8Array(size)));
  expect(send(1)).toBe('PUBLISH_PARAM');
  frames.attachSender('s', sender, h264);
  expect(sender.transform).toBeDefined();
  expect(send(0)).toBe('SEI_EMPTY');
  expect(send(4097)).toBe('SEI_TOO_LONG');
  expect(failureOf(() => frames.send('s', 'text'))).toBe('SEI_EMPTY');
  expect(Array.from({ length: 31 }, () => send(4096)).filter((answer) => answer === 'ok')).toHaveLength(30);
  at(1000);
  expect(send(1)).toBe('ok');
  expect(worker.posted).toHaveLength(31);
  frames.close();
  expect(worker.terminated).toBe(true);
  expect(send(1)).toBe('PUBLISH_PARAM');
});

test('[VIDEO-4] where the worker is refused or fails, or the codec is another, nothing is put in the way of the stream', async () => {
  for (const outcome of ['is refused', 'fails'] as const) {
    const { frames, sender, receiver } = await framesWith(outcome);
    frames.attachSender('s', sender, h264);
    frames.attachReceiver('s', receiver, 'video/H264');
    expect([sender.transform, receiver.transform]).toEqual([undefined, undefined]);
    expect(failureOf(() => frames.send('s', new Uint8Array(1)))).toBe('PUBLISH_PARAM');
  }
  const { frames, sender } = await framesWith('runs');
  frames.attachSender('s', sender, { ...h264, mimeType: 'video/VP8' });
  expect(sender.transform).toBeUndefined();
  expect(failureOf(() => frames.send('s', new Uint8Array(1)))).toBe('PUBLISH_PARAM');
});

test("[VIDEO-5] messages with an app's own UUID are told whole, and only of the wanted UUID where one is set", async () => {
  const { frames, receiver, received, hear } = await framesWith('runs');
  frames.attachReceiver('s', receiver, 'video/H264');
  const mine = new TextEncoder().encode('mine-mine-mine-m');
  const other = new TextEncoder().encode('othersothersothe');
  hear(seiUnit(OUR_UUID, new Uint8Array([1])), 1);
  hear(seiUnit(mine, new Uint8Array([2])), 1);
  frames.setFilter('mine-mine-mine-m');
  hear(seiUnit(other, new Uint8Array([3])), 1);
  hear(seiUnit(mine, new Uint8Array([4])), 1);
  hear(seiUnit(OUR_UUID, new Uint8Array([5])), 1);
  expect(received).toEqual([
    ['s', [1]],
    ['s', [...mine, 2]],
    ['s', [...mine, 4]],
    ['s', [5]],
  ]);
  expect(failureOf(() => frames.setFilter('wrong'))).toBe('INPUT_PARAM');
});

test('[VIDEO-5] with SEIType 1 the message brings its UUID along', async () => {
  const { frames, worker, sender } = await framesWith('runs');
  frames.attachSender('s', sender, { ...h264, marked: true });
  const message = new Uint8Array(20).fill(7);
  frames.send('s', message);
  expect(worker.posted[0]?.unit).toEqual(seiUnit(message.subarray(0, 16), message.subarray(16)));
  expect(failureOf(() => frames.send('s', new Uint8Array(15)))).toBe('INPUT_PARAM');
});
