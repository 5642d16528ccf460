import type { PlayQuality, PublishQuality } from '../quality/QualityFigures.ts';
import { codecID, level } from './numbers.ts';

/** Figures of a published stream in the native names: kbit/s, ms, losses 0–1. */
export type NativePublishQuality = ReturnType<typeof publishQuality>;
/** Figures of a played stream in the native names: kbit/s, ms, losses 0–1. */
export type NativePlayQuality = ReturnType<typeof playQuality>;

export function publishQuality({ video, audio, rtt }: PublishQuality) {
  return {
    videoCaptureFPS: video.capturedFps,
    videoEncodeFPS: video.encodedFps,
    videoSendFPS: video.sentFps,
    videoKBPS: video.bitrate,
    audioCaptureFPS: audio.fps,
    audioSendFPS: audio.fps,
    audioKBPS: audio.bitrate,
    rtt,
    packetLostRate: Math.max(video.packetsLostRate, audio.packetsLostRate),
    level: worst(video.quality, audio.quality),
    isHardwareEncode: video.hardwareEncoder,
    videoCodecID: numberOfCodec(video.codec),
    totalSendBytes: 0,
    audioSendBytes: 0,
    videoSendBytes: 0,
  };
}

export function playQuality({ video, audio, delay, packetsLostRate }: PlayQuality) {
  return {
    videoRecvFPS: video.receivedFps,
    videoDejitterFPS: video.receivedFps,
    videoDecodeFPS: video.decodedFps,
    videoRenderFPS: video.renderedFps,
    videoKBPS: video.bitrate,
    videoBreakRate: video.breakRate,
    audioRecvFPS: audio.fps,
    audioDejitterFPS: audio.fps,
    audioDecodeFPS: audio.fps,
    audioRenderFPS: audio.fps,
    audioKBPS: audio.bitrate,
    audioBreakRate: audio.breakRate,
    mos: 0,
    rtt: 0,
    packetLostRate: Math.max(video.packetsLostRate, audio.packetsLostRate),
    peerToPeerDelay: delay,
    peerToPeerPacketLostRate: packetsLostRate,
    level: worst(video.quality, audio.quality),
    delay,
    avTimestampDiff: 0,
    isHardwareDecode: false,
    videoCodecID: numberOfCodec(video.codec),
    totalRecvBytes: 0,
    audioRecvBytes: 0,
    videoRecvBytes: 0,
    audioCumulativeBreakCount: 0,
    audioCumulativeBreakTime: audio.breakMs,
    audioCumulativeBreakRate: audio.breakRate,
    audioCumulativeDecodeTime: audio.decodeMs,
    videoCumulativeBreakCount: 0,
    videoCumulativeBreakTime: video.breakMs,
    videoCumulativeBreakRate: video.breakRate,
    videoCumulativeDecodeTime: video.decodeMs,
    muteVideo: video.muted ? 1 : 0,
    muteAudio: audio.muted ? 1 : 0,
  };
}

/** The codec's number; H.264 is the default one. */
function numberOfCodec(codec: string): number {
  const name = codec.toUpperCase();
  if (name.includes('VP8')) return codecID.vp8;
  if (name.includes('H265') || name.includes('HEVC')) return codecID.h265;
  return name === '' || name.includes('H264') ? codecID.default : codecID.unknown;
}

/** The worse of two that are known. */
function worst(video: PublishQuality['video']['quality'], audio: PublishQuality['audio']['quality']): number {
  return level(video === -1 ? audio : audio === -1 ? video : (Math.max(video, audio) as typeof video));
}
