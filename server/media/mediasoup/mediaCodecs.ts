import type { RouterRtpCodecCapability } from 'mediasoup/types';

/**
 * What browsers start sending at, in kbit/s, before they have measured the network. Without it Chromium starts at
 * 300 and a 960×540 picture needs about 13 s to come to its full size; at 1000 a 720p picture is whole at once.
 * Clients learn it from the room's capabilities and write it into their SDP.
 */
export const START_KBPS = 1000;

const video = (mimeType: `video/${string}`, parameters: { [key: string]: string | number } = {}): RouterRtpCodecCapability => ({
  kind: 'video',
  mimeType,
  clockRate: 90_000,
  parameters: { ...parameters, 'x-google-start-bitrate': START_KBPS },
});

const h264 = (profileLevelID: string) =>
  video('video/H264', { 'packetization-mode': 1, 'profile-level-id': profileLevelID, 'level-asymmetry-allowed': 1 });

/** What rooms carry. Clients that name no codec take the first of each kind: VP8 is the one that all of them have. */
export const mediaCodecs: RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1, minptime: 10 } },
  video('video/VP8'),
  video('video/VP9', { 'profile-id': 0 }),
  video('video/VP9', { 'profile-id': 2 }),
  h264('42e01f'),
  h264('4d0032'),
  video('video/AV1'),
];
