import type { types } from 'mediasoup-client';
import { expect, test } from 'vitest';
import { publishOptions, thrownBy } from '../platform/fake/fakeCall.ts';
import { audioCodecOptions, chooseVideoCodec, videoCodecOptions, videoEncodings } from './codecs.ts';

const codec = (mimeType: string) =>
  ({ kind: mimeType.startsWith('audio') ? 'audio' : 'video', mimeType, clockRate: 90_000 }) as types.RtpCodecCapability;
const all = ['audio/opus', 'video/VP8', 'video/rtx', 'video/VP9', 'video/H264', 'video/rtx', 'video/AV1'].map(codec);

test('[CLIENT-31] the wanted codec, else H.264, else VP8, else any', () => {
  expect(chooseVideoCodec(all, 'AV1').mimeType).toBe('video/AV1');
  expect(chooseVideoCodec(all, 'H265').mimeType).toBe('video/H264');
  expect(chooseVideoCodec([codec('video/VP9'), codec('video/vp8')], 'H264').mimeType).toBe('video/vp8');
  expect(chooseVideoCodec([codec('video/rtx'), codec('video/VP9')], 'H264').mimeType).toBe('video/VP9');
});

test('[CLIENT-31] without any video codec: CODEC_NOT_ENCODABLE', () => {
  expect(thrownBy(() => chooseVideoCodec([codec('audio/opus'), codec('video/rtx')], 'VP8'))).toBe('CODEC_NOT_ENCODABLE');
  expect(thrownBy(() => chooseVideoCodec(undefined, 'VP8'))).toBe('CODEC_NOT_ENCODABLE');
});

test('[CLIENT-32] a stream starts with most of its target', () => {
  expect(videoCodecOptions({ ...publishOptions, videoBitrate: 1500 }).videoGoogleStartBitrate).toBe(1200);
  expect(videoCodecOptions(publishOptions).videoGoogleStartBitrate).toBe(600);
  expect(videoCodecOptions({ ...publishOptions, videoBitrate: 1500, startVideoBitrate: 300, minVideoBitrate: 100 })).toEqual({
    videoGoogleStartBitrate: 300,
    videoGoogleMinBitrate: 100,
  });
});

test('[CLIENT-32] Opus always has FEC; stereo, DTX and bitrate only when asked for', () => {
  expect(audioCodecOptions(publishOptions)).toEqual({ opusFec: true, opusNack: true, opusStereo: false, opusDtx: false });
  expect(audioCodecOptions({ ...publishOptions, stereo: true, dtx: true, audioBitrate: 48 })).toMatchObject({
    opusStereo: true,
    opusDtx: true,
    opusMaxAverageBitrate: 48_000,
  });
});

test('[LAYER-7] the small picture comes first, scaled by the captured size whichever way it is turned', () => {
  const lowVideo = { width: 320, height: 180, frameRate: 15, bitrate: 150 };
  const options = { ...publishOptions, videoBitrate: 800, lowVideo };
  const expected = [
    { scaleResolutionDownBy: 4, maxBitrate: 150_000, maxFramerate: 15 },
    { scaleResolutionDownBy: 1, maxBitrate: 800_000 },
  ];
  expect(videoEncodings(options, { width: 1280, height: 720 })).toEqual(expected);
  expect(videoEncodings(options, { width: 720, height: 1280 })).toEqual(expected);
  expect(videoEncodings(options, { width: 160, height: 90 })?.[0]?.scaleResolutionDownBy).toBe(1);
  expect(videoEncodings(options, {})?.[0]?.scaleResolutionDownBy).toBe(1);
  expect(videoEncodings({ ...publishOptions, videoBitrate: 800 }, {})).toEqual([{ maxBitrate: 800_000 }]);
  expect(videoEncodings(publishOptions, {})).toBeUndefined();
});
