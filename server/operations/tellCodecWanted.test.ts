import { expect, it } from 'vitest';
import type { Stream } from '../domain/streams/Stream.ts';
import { tellCodecWanted } from './tellCodecWanted.ts';

it('[CODEC-1] a publisher is told which of the common codecs somebody could decode, whatever they say that they can', () => {
  const told: unknown[] = [];
  const stream = { streamID: 's', session: { tell: (...notice: unknown[]) => told.push(notice) } } as unknown as Stream;
  const codecs = (...mimeTypes: unknown[]) => ({ codecs: mimeTypes.map((mimeType) => ({ mimeType })) });
  tellCodecWanted(stream, codecs('audio/opus', 'video/vp8', 'video/VP9'));
  tellCodecWanted(stream, codecs('video/H264', 'video/VP8'));
  for (const nothing of [codecs('audio/opus', 'video/AV1'), {}, { codecs: 'VP8' }, { codecs: [null, 1, {}] }])
    tellCodecWanted(stream, nothing);
  expect(told).toEqual([
    ['publishingCodecWanted', { streamID: 's', codecs: ['VP8'] }],
    ['publishingCodecWanted', { streamID: 's', codecs: ['VP8', 'H264'] }],
  ]);
});
