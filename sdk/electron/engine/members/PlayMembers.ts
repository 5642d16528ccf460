import { volumeOf } from '@liuyun/core/native/configs';
import { RtcError } from '@liuyun/protocol/errors';
import type { ZegoVideoStreamType } from '../../definitions/enums/video.ts';
import type { ZegoPlayerConfig } from '../../definitions/structures/streams.ts';
import type { ZegoView } from '../../definitions/structures/video.ts';
import { viewOf } from '../../machine/viewOf.ts';
import { imageOf } from '../../screen/desktop.ts';
import type { Result } from './EngineBase.ts';
import { PublishMembers } from './PublishMembers.ts';

const LONGEST_BUFFER_MS = 4000;

/** What is received, seen and heard. */
export abstract class PlayMembers extends PublishMembers {
  /**
   * Plays a stream into `view.canvas`; without a view only its sound. A stream that nobody publishes yet is waited for. Called
   * again it changes the view. The outcome comes as `onPlayerStateUpdate`.
   */
  startPlayingStream(streamID: string, view?: ZegoView | null, _config?: ZegoPlayerConfig | null): void {
    this.quiet('startPlayingStream', 'play', ({ native, buffers }) => {
      const jitterBufferTarget = buffers.get(streamID);
      native.plays.start(streamID, viewOf(view), jitterBufferTarget === undefined ? {} : { jitterBufferTarget });
    });
  }

  /** Stops playing and empties the view. */
  stopPlayingStream(streamID: string): void {
    this.quiet('stopPlayingStream', 'play', ({ native }) => native.plays.stop(streamID));
  }

  /** The picture now: `{errorCode, image: {buffer, width, height}}`, a PNG in base64. 1004030 without a view. */
  takePlayStreamSnapshot(streamID: string): Promise<Result> {
    return this.answer('takePlayStreamSnapshot', 'play', ({ native }) => native.playSnapshot(streamID, imageOf));
  }

  /** Loudness of a stream, 0–200; 100 is as it was sent. */
  setPlayVolume(streamID: string, volume: number): void {
    this.quiet('setPlayVolume', 'play', ({ native }) => native.plays.setVolume(streamID, volumeOf(volume)));
  }

  /** The same for all streams, now and later. */
  setAllPlayStreamVolume(volume: number): void {
    this.quiet('setAllPlayStreamVolume', 'play', ({ native }) => native.plays.setAllVolume(volumeOf(volume)));
  }

  /** Stops receiving the sound of a stream, or goes on. */
  mutePlayStreamAudio(streamID: string, mute: boolean): void {
    this.quiet('mutePlayStreamAudio', 'play', ({ native }) => native.plays.mute(streamID, 'audio', mute === true));
  }

  /** Stops receiving the picture of a stream, or goes on. */
  mutePlayStreamVideo(streamID: string, mute: boolean): void {
    this.quiet('mutePlayStreamVideo', 'play', ({ native }) => native.plays.mute(streamID, 'video', mute === true));
  }

  /** The switch over all streams, also those played later; off, each goes back to its own setting. */
  muteAllPlayStreamAudio(mute: boolean): void {
    this.quiet('muteAllPlayStreamAudio', 'play', ({ native }) => native.plays.muteAll('audio', mute === true));
  }

  /** The same for pictures. */
  muteAllPlayStreamVideo(mute: boolean): void {
    this.quiet('muteAllPlayStreamVideo', 'play', ({ native }) => native.plays.muteAll('video', mute === true));
  }

  /** Which picture of a stream that has two: the best that the network bears (0), the small (1) or the big one (2). */
  setPlayStreamVideoType(streamID: string, streamType: ZegoVideoStreamType): void {
    this.later('setPlayStreamVideoType', 'play', async ({ native }) => native.plays.chooseLayer(streamID, streamType));
  }

  /** How much is buffered at least, in ms (0–4000), of a stream that is played from now on; the maximum is not used. */
  setPlayStreamBufferIntervalRange(streamID: string, minBufferInterval: number, maxBufferInterval: number): void {
    this.quiet('setPlayStreamBufferIntervalRange', 'play', ({ buffers }) => {
      const fine = minBufferInterval >= 0 && minBufferInterval <= LONGEST_BUFFER_MS && maxBufferInterval >= minBufferInterval;
      if (typeof minBufferInterval !== 'number' || !fine) throw new RtcError('INPUT_PARAM', 'minBufferInterval');
      buffers.set(String(streamID), minBufferInterval);
    });
  }
}
