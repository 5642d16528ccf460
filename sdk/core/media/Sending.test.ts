import { FakeClock } from '@liuyun/kit';
import { expect, test, vi } from 'vitest';
import { Sending } from './Sending.ts';

/** A sender as strict as a browser's: parameters must be the ones that were read last. */
function sendingOf(encodings: { active: boolean; maxBitrate: number }[]) {
  let transaction = 0;
  const rtpSender = {
    getParameters: () => ({ transactionId: String(++transaction), encodings: encodings.map((encoding) => ({ ...encoding })) }),
    async setParameters(parameters: { transactionId: string; encodings: typeof encodings }) {
      if (parameters.transactionId !== String(transaction)) throw new DOMException('stale', 'InvalidStateError');
      encodings = parameters.encodings;
    },
  };
  const producer = { kind: 'video', rtpSender, close() {} };
  const tracks = new Map([['video', { producer, toldMuted: false }]]);
  const sending = new Sending({ streamID: 's', wire: {}, tracks, produce: async () => producer } as never);
  return { sending, encodings: () => encodings };
}

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
  await sending.setLayers({ low: false, high: false });
  expect(encodings().map(({ active }) => active)).toEqual([true, false]);
});

test('[LAYER-6] a stream with one picture always sends it', async () => {
  const { sending, encodings } = sendingOf([{ active: true, maxBitrate: 800_000 }]);
  await sending.setLayers({ low: false, high: false });
  expect(encodings()).toEqual([{ active: true, maxBitrate: 800_000 }]);
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
  const sending = new Sending({ streamID: 's', wire: {}, tracks, keyFrames: { clock, everyMs: 2000 } } as never);
  clock.advance(6_500);
  await vi.waitFor(() => expect(asked).toBe(3));
  sending.drop(false);
  expect(clock.pending).toBe(0);
});
