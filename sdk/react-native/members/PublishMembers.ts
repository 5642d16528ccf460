import { audioConfigOf, numberUpTo, videoConfigOf, volumeOf } from '@liuyun/core/native/configs';
import { viewOf } from '../machine/viewOf.ts';
import type { ZegoAudioConfig, ZegoVideoConfig } from '../types/config.ts';
import type {
  ZegoAudioSourceType,
  ZegoOrientation,
  ZegoPublishChannel,
  ZegoVideoCodecID,
  ZegoVideoMirrorMode,
  ZegoVideoSourceType,
} from '../types/enums/index.ts';
import type { ZegoPublisherConfig, ZegoView } from '../types/media.ts';
import type { ZegoPublisherSetStreamExtraInfoResult, ZegoPublisherTakeSnapshotResult } from '../types/results.ts';
import { RoomMembers } from './RoomMembers.ts';

/** Capturing, previewing and publishing. Every channel has a capture and a stream of its own; the first one is meant where none is named. */
export abstract class PublishMembers extends RoomMembers {
  /**
   * Publishes what the channel captures; how it goes is told as `publisherStateUpdate`. A login that is under way is waited for.
   * @param streamID up to 256 letters, digits, - and _; unique in the app
   * @param config `roomID`, where several rooms can be joined
   */
  startPublishingStream(streamID: string, channel?: ZegoPublishChannel, config?: ZegoPublisherConfig): Promise<void> {
    return this.parts.calls.do('startPublishingStream', 'publish', () => this.parts.native.publish(streamID, channel, config));
  }

  /** Ends what the channel publishes. Its devices are let go unless they are previewed. */
  stopPublishingStream(channel?: ZegoPublishChannel): Promise<void> {
    return this.#on('stopPublishingStream', channel, (found) => found.unpublish());
  }

  /** A text of up to 1024 bytes that goes with the stream (`roomStreamExtraInfoUpdate`). */
  setStreamExtraInfo(extraInfo: string, channel?: ZegoPublishChannel): Promise<ZegoPublisherSetStreamExtraInfoResult> {
    const work = async () => this.parts.native.channel(channel).setExtraInfo(extraInfo);
    return this.parts.calls.answer('setStreamExtraInfo', 'publish', { work, otherwise: {} });
  }

  /**
   * Opens the devices of the channel and shows its picture; also before a login.
   * @param view where; without one the picture is captured and not shown
   */
  startPreview(view?: ZegoView | null, channel?: ZegoPublishChannel): Promise<void> {
    return this.#on('startPreview', channel, (found) => found.startPreview(viewOf(view)));
  }

  /** Ends the preview; what is published goes on. */
  stopPreview(channel?: ZegoPublishChannel): Promise<void> {
    return this.#on('stopPreview', channel, (found) => found.stopPreview());
  }

  /** Size, frame rate and bitrate of the picture. The size of capture counts from the next opening of the camera. */
  setVideoConfig(config: ZegoVideoConfig, channel?: ZegoPublishChannel): Promise<void> {
    return this.#on('setVideoConfig', channel, (found) => found.setVideoConfig(videoConfigOf(config, found.videoConfig)));
  }

  getVideoConfig(channel?: ZegoPublishChannel): Promise<ZegoVideoConfig> {
    const { calls, native } = this.parts;
    return calls.now('getVideoConfig', 'publish', {
      work: () => native.channel(channel).videoConfig as ZegoVideoConfig,
      otherwise: native.channel(0).videoConfig as ZegoVideoConfig,
    });
  }

  /** Whether the preview is mirrored. What others see is not: react-native-webrtc cannot mirror it. */
  setVideoMirrorMode(mirrorMode: ZegoVideoMirrorMode, channel?: ZegoPublishChannel): Promise<void> {
    return this.#on('setVideoMirrorMode', channel, (found) => found.setMirror(mirrorMode));
  }

  /** Checked and without effect: the system turns the picture by itself. */
  setAppOrientation(orientation: ZegoOrientation, channel?: ZegoPublishChannel): Promise<void> {
    return this.#on('setAppOrientation', channel, () => numberUpTo(3, orientation, 'orientation'));
  }

  /** Bitrate and channels of the sound, for streams that are published from now on. */
  setAudioConfig(config: ZegoAudioConfig, channel?: ZegoPublishChannel): Promise<void> {
    return this.#on('setAudioConfig', channel, (found) => found.setAudioConfig(audioConfigOf(config, found.audioConfig)));
  }

  getAudioConfig(channel?: ZegoPublishChannel): Promise<ZegoAudioConfig> {
    const { calls, native } = this.parts;
    return calls.now('getAudioConfig', 'publish', {
      work: () => native.channel(channel).audioConfig as ZegoAudioConfig,
      otherwise: native.channel(0).audioConfig as ZegoAudioConfig,
    });
  }

  /**
   * The preview of a channel as it is seen now, as a JPEG in base64. Needs `react-native-view-shot`, handed over with
   * `provideModules` (else 1000010); 1003030 where nothing is previewed.
   */
  takePublishStreamSnapshot(channel?: ZegoPublishChannel): Promise<ZegoPublisherTakeSnapshotResult> {
    const { calls, native } = this.parts;
    return calls.answer('takePublishStreamSnapshot', 'publish', {
      work: () => native.publishSnapshot(channel, (imageBase64) => ({ imageBase64 })),
      otherwise: { imageBase64: '' },
    });
  }

  /** Sends no sound, or sends it again. */
  mutePublishStreamAudio(mute: boolean, channel?: ZegoPublishChannel): Promise<void> {
    return this.#on('mutePublishStreamAudio', channel, (found) => found.mute('audio', mute === true));
  }

  /** Sends no picture, or sends it again; the camera stays open. */
  mutePublishStreamVideo(mute: boolean, channel?: ZegoPublishChannel): Promise<void> {
    return this.#on('mutePublishStreamVideo', channel, (found) => found.mute('video', mute === true));
  }

  /** 0–200, where 0 is silence and anything above is 100: react-native-webrtc cannot make a microphone louder or softer. */
  setCaptureVolume(volume: number): Promise<void> {
    const { calls, native } = this.parts;
    return calls.do('setCaptureVolume', 'publish', () => native.wish({ captureVolume: volumeOf(volume) }));
  }

  /**
   * Where the picture of the channel comes from: camera, screen (with `startScreenCapture`), the main channel's, or nowhere.
   * @returns 0, or an error number
   */
  setVideoSource(source: ZegoVideoSourceType, channel?: ZegoPublishChannel): Promise<number> {
    return this.parts.calls.number('setVideoSource', 'publish', () => this.parts.setSource('video', source, channel));
  }

  /**
   * Where the sound of the channel comes from: microphone, the main channel's, or nowhere.
   * @returns 0, or an error number
   */
  setAudioSource(source: ZegoAudioSourceType, channel?: ZegoPublishChannel): Promise<number> {
    return this.parts.calls.number('setAudioSource', 'publish', () => this.parts.setSource('audio', source, channel));
  }

  /** Whether this phone can encode the codec. */
  isVideoEncoderSupported(codecID: ZegoVideoCodecID): Promise<boolean> {
    const { calls, machine } = this.parts;
    return calls.now('isVideoEncoderSupported', 'publish', { work: () => machine.supports('encode', codecID), otherwise: false });
  }

  #on(name: string, channel: unknown, work: (channel: ReturnType<typeof this.parts.native.channel>) => unknown): Promise<void> {
    return this.parts.calls.do(name, 'publish', () => work(this.parts.native.channel(channel)));
  }
}
