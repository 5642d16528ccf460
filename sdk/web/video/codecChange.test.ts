import { afterEach, expect, test, vi } from 'vitest';
import type { EngineParts } from '../engine/EngineParts.ts';
import { tellCodecChange } from './codecChange.ts';

afterEach(() => vi.unstubAllGlobals());

test('[VIDEO-8] a codec that gives way to another is told with both; one that is sent is not', async () => {
  const sendable = { codecs: [{ mimeType: 'video/VP8' }] };
  vi.stubGlobal('RTCRtpSender', { getCapabilities: () => sendable });
  const told: unknown[][] = [];
  const parts = { events: { tell: (...event: unknown[]) => told.push(event) } } as unknown as EngineParts;
  tellCodecChange(parts, 's', { videoCodec: 'H264', enableAutoSwitchVideoCodec: true });
  tellCodecChange(parts, 's', { videoCodec: 'H265', enableAutoSwitchVideoCodec: true });
  tellCodecChange(parts, 's', { videoCodec: 'VP8', enableAutoSwitchVideoCodec: true });
  tellCodecChange(parts, 's', { videoCodec: 'H264' });
  tellCodecChange(parts, 's', {});
  await Promise.resolve();
  expect(told).toEqual([
    ['publisherVideoEncoderChanged', 0, 2, 's'],
    ['publisherVideoEncoderChanged', 4, 2, 's'],
  ]);
});
