import type { PlayQuality, PublishQuality } from '../quality/QualityFigures.ts';
import { codecID, level } from './numbers.ts';
import { opinionScore } from './opinionScore.ts';

/** Figures of a published stream in the native names: kbit/s, ms, bytes since publishing began, losses 0–1. */
export type NativePublishQuality = ReturnType<typeof publishQuality>;
/** Figures of a played stream in the native names: kbit/s, ms, losses 0–1; sums since playing began. */
export type NativePlayQuality = ReturnType<typeof playQuality>;

export function publishQuality({ video, audio, rtt }: PublishQuality) {
  return {
    videoCaptureFPS: video.capturedFps,
    videoEncodeFPS: video.encodedFps,
    videoSendFPS: video.sentFps,
    videoKBPS: video.bitrate,
    audioCaptureFPS: audio.capturedFps,
    audioSendFPS: audio.fps,
    audioKBPS: audio.bitrate,
    rtt,
    packetLostRate: Math.max(video.packetsLostRate, audio.packetsLostRate),
    level: worst(video.quality, audio.quality),
    isHardwareEncode: video.hardwareEncoder,
    videoCodecID: numberOfCodec(video.codec),
    totalSendBytes: audio.bytes + video.bytes,
    audioSendBytes: audio.bytes,
    videoSendBytes: video.bytes,
  };
}

export function playQuality(quality: PlayQuality) {
  const { video, audio, delay, packetsLostRate } = quality;
  return {
    videoRecvFPS: video.receivedFps,
    videoDejitterFPS: video.emittedFps,
    videoDecodeFPS: video.decodedFps,
    videoRenderFPS: video.renderedFps,
    videoKBPS: video.bitrate,
    // A count, whatever the name says.
    videoBreakRate: video.newBreaks,
    audioRecvFPS: audio.fps,
    audioDejitterFPS: audio.emittedFps,
    audioDecodeFPS: audio.emittedFps,
    audioRenderFPS: audio.renderedFps,
    audioKBPS: audio.bitrate,
    audioBreakRate: audio.newBreaks,
    mos: opinionScore(quality),
    rtt: quality.rtt,
    packetLostRate: Math.max(video.packetsLostRate, audio.packetsLostRate),
    peerToPeerDelay: delay,
    peerToPeerPacketLostRate: packetsLostRate,
    level: worst(video.quality, audio.quality),
    delay: quality.bufferedMs,
    avTimestampDiff: quality.lateMs ?? 0,
    isHardwareDecode: video.hardwareDecoder,
    videoCodecID: numberOfCodec(video.codec),
    totalRecvBytes: audio.bytes + video.bytes,
    audioRecvBytes: audio.bytes,
    videoRecvBytes: video.bytes,
    audioCumulativeBreakCount: audio.breaks,
    audioCumulativeBreakTime: audio.breakMs,
    // Of sound the documented range is 0–100, of the picture 0–1.
    audioCumulativeBreakRate: Math.round(audio.breakRate * 1e4) / 100,
    audioCumulativeDecodeTime: audio.decodeMs,
    videoCumulativeBreakCount: video.breaks,
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
