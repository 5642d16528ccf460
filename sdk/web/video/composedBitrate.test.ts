import { FakeStream, FakeTrack, installMedia } from '@liuyun/browser/fake/media';
import { afterEach, expect, test, vi } from 'vitest';
import { scenarioPreset } from '../capture/presets.ts';
import { captureCustomInto } from '../streams/captureInto.ts';
import { createStream } from '../streams/createStream.ts';
import { LocalSource } from '../streams/LocalSource.ts';
import { composedBitrate, rememberBitrate } from './composedBitrate.ts';
import { readOutput } from './compositorOptions.ts';

afterEach(() => vi.unstubAllGlobals());

test('[VIDEO-10] a composed stream is sent with the bitrate of its compositor, unless the stream made of it names one', async () => {
  installMedia();
  const source = new FakeStream([new FakeTrack('video')]) as unknown as MediaStream;
  rememberBitrate(source, 1200);
  const scenario = scenarioPreset(undefined);
  expect((await createStream({ custom: { source } }, scenario)).sending.bitrate).toBe(1200);
  expect((await createStream({ custom: { source, bitrate: 400 } }, scenario)).sending.bitrate).toBe(400);
  const made = new LocalSource();
  await captureCustomInto(made, { video: { source } }, { scenario, fixedBitrate: false });
  expect(made.sending.bitrate).toBe(1200);
  const fixed = new LocalSource();
  await captureCustomInto(fixed, { video: { source } }, { scenario, fixedBitrate: true });
  expect(fixed.sending.bitrate).toBe(new LocalSource().sending.bitrate);
  for (const other of [new FakeStream(), undefined, null, 'x']) expect(composedBitrate(other)).toBeUndefined();
});

test('[VIDEO-10] a bitrate that is none is refused', () => {
  expect(readOutput({ width: 2, height: 2, bitrate: 500 })).toMatchObject({ bitrate: 500 });
  for (const bitrate of [0, -1, 20_000, Number.NaN, '5' as never]) {
    expect(() => readOutput({ width: 2, height: 2, bitrate })).toThrow(expect.objectContaining({ failure: 'INPUT_PARAM' }));
  }
});
