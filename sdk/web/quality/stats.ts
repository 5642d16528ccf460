import type { PlayQuality, PublishQuality } from '@liuyun/core';
import type { ZegoPlayStats, ZegoPublishStats } from '../types/stream.ts';

const muteState = (muted: boolean): '0' | '1' => (muted ? '1' : '0');

/** Core figures in the public names. */
export function publishStats({ video, audio }: PublishQuality): ZegoPublishStats {
  return {
    video: {
      frameHeight: video.height,
      frameWidth: video.width,
      googCodecName: video.codec,
      muteState: muteState(video.muted),
      videoBitrate: video.bitrate,
      videoFPS: video.capturedFps,
      videoPacketsLost: video.packetsLost,
      videoPacketsLostRate: video.packetsLostRate,
      videoTransferFPS: video.sentFps,
      videoQuality: video.quality,
      isHardwareEncode: video.hardwareEncoder,
    },
    audio: {
      audioBitrate: audio.bitrate,
      audioCodec: audio.codec,
      audioPacketsLost: audio.packetsLost,
      audioPacketsLostRate: audio.packetsLostRate,
      googCodecName: audio.codec,
      muteState: muteState(audio.muted),
      audioFPS: audio.fps,
      audioQuality: audio.quality,
    },
  };
}

export function playStats({ video, audio, delay, packetsLostRate }: PlayQuality): ZegoPlayStats {
  return {
    video: {
      frameHeight: video.height,
      frameWidth: video.width,
      googCodecName: video.codec,
      muteState: muteState(video.muted),
      videoBitrate: video.bitrate,
      videoFPS: video.decodedFps,
      videoRenderFPS: video.renderedFps,
      videoPacketsLost: video.packetsLost,
      videoPacketsLostRate: video.packetsLostRate,
      videoTransferFPS: video.receivedFps,
      videoQuality: video.quality,
      videoFramesDecoded: video.framesDecoded,
      videoFramesDropped: video.framesDropped,
      videoCumulativeDecodeTime: video.decodeMs,
      videoCumulativeBreakTime: video.breakMs,
      videoCumulativeBreakRate: video.breakRate,
    },
    audio: {
      audioBitrate: audio.bitrate,
      audioCodec: audio.codec,
      audioJitter: audio.jitter,
      audioLevel: audio.level,
      audioPacketsLost: audio.packetsLost,
      audioPacketsLostRate: audio.packetsLostRate,
      audioQuality: audio.quality,
      audioSamplingRate: audio.samplingRate,
      muteState: muteState(audio.muted),
      audioFPS: audio.fps,
      audioSendLevel: audio.level,
      googCodecName: audio.codec,
      audioCumulativeDecodeTime: audio.decodeMs,
      audioCumulativeBreakTime: audio.breakMs,
      audioCumulativeBreakRate: audio.breakRate,
    },
    peerToPeerDelay: delay,
    peerToPeerPacketLostRate: packetsLostRate,
  };
}
