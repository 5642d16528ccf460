import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectFrames, type Samples } from './collectFrames.ts';
import { workletSource } from './frameNode.ts';

test('[AUDIO-8] whatever the size of blocks, frames are full, in order, and nothing is lost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.integer({ min: 0, max: 130 }), { maxLength: 20 }),
      (size, blocks) => {
        const frames: Samples[][] = [];
        const collect = collectFrames(size, false, (channels) => frames.push(channels));
        let next = 0;
        for (const length of blocks) {
          const block = Float32Array.from({ length }, (_, i) => next + i);
          collect([block, block.map((sample) => -sample)]);
          next += length;
        }
        expect(frames).toHaveLength(Math.floor(next / size));
        const flat = (channel: number) => frames.flatMap((channels) => [...(channels[channel] ?? [])]);
        expect(flat(0)).toEqual(Array.from({ length: frames.length * size }, (_, i) => i));
        expect(flat(1)).toEqual(flat(0).map((sample) => -sample));
      },
    ),
  );
});

test('[AUDIO-7] 16 bits are the full range and never wrap', () => {
  let frame: Samples = new Float32Array();
  collectFrames(5, true, ([channel]) => (frame = channel ?? frame))([Float32Array.of(0, 1, -1, 1.5, -7)]);
  expect(frame).toEqual(Int16Array.of(0, 32_767, -32_768, 32_767, -32_768));
});

test('[AUDIO-7] the source text of the worklet stands on its own and stops when told', () => {
  const posted: unknown[] = [];
  const port = { postMessage: (channels: unknown) => posted.push(channels), onmessage: () => {} };
  let Processor: (new (options: object) => { process(inputs: Float32Array[][]): boolean }) | undefined;
  class AudioWorkletProcessor {
    port = port;
  }
  // The text is what runs in the browser; nothing of this module may be in reach.
  new Function('AudioWorkletProcessor', 'registerProcessor', workletSource())(
    AudioWorkletProcessor,
    (_name: string, made: typeof Processor) => (Processor = made),
  );
  if (!Processor) throw new Error('nothing was registered');
  const processor = new Processor({ processorOptions: { size: 256, sixteenBits: false } });
  expect(processor.process([[new Float32Array(128)]])).toBe(true);
  expect(processor.process([[new Float32Array(128)]])).toBe(true);
  expect(processor.process([[]])).toBe(true);
  expect(posted).toEqual([[new Float32Array(256)]]);
  port.onmessage();
  expect(processor.process([[new Float32Array(512)]])).toBe(false);
  expect(posted).toHaveLength(1);
});
