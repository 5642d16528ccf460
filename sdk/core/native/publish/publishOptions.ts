import type { PublishOptions } from '../../Engine.ts';
import { startBitrate, type TrafficWish, trafficControl } from '../../publish/bandwidth.ts';
import { type AudioConfig, DEFAULT_VIDEO_PRESET, type VideoConfig, videoPreset } from '../configs.ts';
import type { Machine } from '../Machine.ts';
import { codecID, codecName } from '../numbers.ts';

/** The small picture beside the big one of H.264 dual streams. */
const LOW = { width: 320, height: 180, frameRate: 15, bitrate: 150 };

/** What the app has set of a channel, in the core's words. */
export function publishOptions<View>(
  machine: Machine<View>,
  { streamID, roomID }: { streamID: string; roomID?: string },
  set: {
    video: VideoConfig;
    audio: AudioConfig;
    traffic: TrafficWish;
    muted: { audio: boolean; video: boolean };
    screen: boolean;
  },
): PublishOptions {
  const { video, audio, traffic, muted, screen } = set;
  const { bitrate } = video;
  const { sei } = machine;
  const codec = video.codecID === codecID.unknown ? 'H264' : codecName(video.codecID);
  // H.264 is what is sent unless something else is named, so a machine may have a better one in its place.
  const named = codec === 'H264' ? undefined : codec;
  return {
    extraInfo: '',
    videoCodec: machine.videoCodec(named),
    // Messages in frames need H.264.
    codecMayChange: named === undefined && !sei,
    videoBitrate: bitrate,
    startVideoBitrate: startBitrate({ bitrate, start: 'default' }),
    ...trafficControl({ bitrate, minBitrate: undefined }, traffic),
    audioBitrate: audio.bitrate,
    stereo: audio.channel === 2,
    // What is written on a screen must stay readable.
    degradation: screen ? 'maintain-resolution' : 'balanced',
    muted,
    // The documented default is one every two seconds, for players that cannot ask. Ours can.
    ...(video.keyFrameInterval === videoPreset(DEFAULT_VIDEO_PRESET).keyFrameInterval || video.keyFrameInterval === 0
      ? {}
      : { keyFrameMs: video.keyFrameInterval * 1000 }),
    ...(roomID === undefined ? {} : { roomID }),
    ...(video.codecID === codecID.h264DualStream ? { lowVideo: LOW } : {}),
    ...(sei
      ? {
          onVideoSender: (sender, mimeType) => sei.attachSender(streamID, sender, { mimeType, marked: false }),
          ready: sei.prepare(),
        }
      : {}),
  };
}
