import { optionsOf, volumeOf } from '@liuyun/core/native/configs';
import { viewOf } from '../machine/viewOf.ts';
import type { ZegoVideoCodecID, ZegoVideoStreamType } from '../types/enums/index.ts';
import type { ZegoPlayerConfig, ZegoView } from '../types/media.ts';
import type { ZegoPlayerTakeSnapshotResult } from '../types/results.ts';
import { PublishMembers } from './PublishMembers.ts';

/** Playing. What is set of a stream is forgotten when it stops. */
export abstract class PlayMembers extends PublishMembers {
  /**
   * Plays a stream; how it goes is told as `playerStateUpdate`. One that is not there yet is waited for. Asked again: shown in
   * another view.
   * @param view where; without one only the sound is received
   */
  startPlayingStream(streamID: string, view?: ZegoView | null, config?: ZegoPlayerConfig): Promise<void> {
    return this.parts.calls.do('startPlayingStream', 'play', () => {
      optionsOf(config, 'config');
      this.parts.native.plays.start(streamID, viewOf(view));
    });
  }

  stopPlayingStream(streamID: string): Promise<void> {
    return this.#do('stopPlayingStream', () => this.parts.native.plays.stop(streamID));
  }

  /**
   * A played stream as it is seen now, as a JPEG in base64. Needs `react-native-view-shot`, handed over with `provideModules`
   * (else 1000010); 1004030 where the stream has no view, or no picture yet.
   */
  takePlayStreamSnapshot(streamID: string): Promise<ZegoPlayerTakeSnapshotResult> {
    const { calls, native } = this.parts;
    return calls.answer('takePlayStreamSnapshot', 'play', {
      work: () => native.playSnapshot(streamID, (imageBase64) => ({ imageBase64 })),
      otherwise: { imageBase64: '' },
    });
  }

  /** 0–200; 100 is as it was sent. */
  setPlayVolume(streamID: string, volume: number): Promise<void> {
    return this.#do('setPlayVolume', () => this.parts.native.plays.setVolume(streamID, volumeOf(volume)));
  }

  /** Of all streams, also of those played later: 0–200. */
  setAllPlayStreamVolume(volume: number): Promise<void> {
    return this.#do('setAllPlayStreamVolume', () => this.parts.native.plays.setAllVolume(volumeOf(volume)));
  }

  /** Receives no sound of a stream, or receives it again. */
  mutePlayStreamAudio(streamID: string, mute: boolean): Promise<void> {
    return this.#do('mutePlayStreamAudio', () => this.parts.native.plays.mute(streamID, 'audio', mute === true));
  }

  /** Receives no picture of a stream, or receives it again. */
  mutePlayStreamVideo(streamID: string, mute: boolean): Promise<void> {
    return this.#do('mutePlayStreamVideo', () => this.parts.native.plays.mute(streamID, 'video', mute === true));
  }

  /** Of all streams, also of those played later. While it is on, the switches of single streams have no effect. */
  muteAllPlayStreamAudio(mute: boolean): Promise<void> {
    return this.#do('muteAllPlayStreamAudio', () => this.parts.native.plays.muteAll('audio', mute === true));
  }

  /** Of all streams, also of those played later. While it is on, the switches of single streams have no effect. */
  muteAllPlayStreamVideo(mute: boolean): Promise<void> {
    return this.#do('muteAllPlayStreamVideo', () => this.parts.native.plays.muteAll('video', mute === true));
  }

  /** Which picture of a stream that has two. */
  setPlayStreamVideoType(streamID: string, streamType: ZegoVideoStreamType): Promise<void> {
    return this.#do('setPlayStreamVideoType', () => this.parts.native.plays.chooseLayer(streamID, streamType));
  }

  /** Whether this phone can decode the codec. */
  isVideoDecoderSupported(codecID: ZegoVideoCodecID): Promise<boolean> {
    const { calls, machine } = this.parts;
    return calls.now('isVideoDecoderSupported', 'play', { work: () => machine.supports('decode', codecID), otherwise: false });
  }

  #do(name: string, work: () => unknown): Promise<void> {
    return this.parts.calls.do(name, 'play', work);
  }
}
