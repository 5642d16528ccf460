import { audioConfigOf, numberUpTo, optionsOf, videoConfigOf, volumeOf } from '@liuyun/core/native/configs';
import { sourceName } from '@liuyun/core/native/numbers';
import { RtcError } from '@liuyun/protocol/errors';
import type { ZegoAudioConfigPreset, ZegoAudioSourceType } from '../../definitions/enums/audio.ts';
import type { ZegoPublishChannel } from '../../definitions/enums/streams.ts';
import type {
  ZegoAudioCaptureStereoMode,
  ZegoTrafficControlFocusOnMode,
  ZegoTrafficControlMinVideoBitrateMode,
  ZegoVideoConfigPreset,
  ZegoVideoMirrorMode,
  ZegoVideoSourceType,
} from '../../definitions/enums/video.ts';
import type { ZegoAudioConfig } from '../../definitions/structures/audio.ts';
import type { ZegoPublisherConfig } from '../../definitions/structures/streams.ts';
import type { ZegoSEIConfig, ZegoVideoConfig, ZegoView } from '../../definitions/structures/video.ts';
import { viewOf } from '../../machine/viewOf.ts';
import { imageOf } from '../../screen/desktop.ts';
import type { Result } from './EngineBase.ts';
import { RoomMembers } from './RoomMembers.ts';

type Source = 'none' | 'device' | 'main' | 'screen';

/** Older and newer numbers of the same sources. */
const videoSources: { readonly [source: number]: Source } = {
  1: 'none',
  2: 'device',
  4: 'main',
  6: 'screen',
  7: 'device',
  8: 'none',
  9: 'device',
  11: 'main',
  13: 'screen',
};
const audioSources: { readonly [source: number]: Source } = {
  0: 'device',
  3: 'none',
  4: 'device',
  5: 'main',
  6: 'screen',
};

const NO_VIDEO_CONFIG: ZegoVideoConfig = {};

/** What is captured, previewed and sent. Channels are Main (0, the default) to Fourth (3). */
export abstract class PublishMembers extends RoomMembers {
  /** Publishes what the channel captures. The outcome comes as `onPublisherStateUpdate`. */
  startPublishingStream(
    streamID: string,
    config?: ZegoPublisherConfig | ZegoPublishChannel | null,
    channel?: ZegoPublishChannel,
  ): void {
    this.quiet('startPublishingStream', 'publish', ({ native }) => {
      // Of old the second argument was the channel.
      const older = typeof config === 'number';
      native.publish(streamID, older ? config : channel, older ? undefined : config);
    });
  }

  /** Stops what the channel publishes. Devices close too, unless there is a preview. */
  stopPublishingStream(channel?: ZegoPublishChannel): void {
    this.quiet('stopPublishingStream', 'publish', ({ native }) => native.channel(channel).unpublish());
  }

  /** At most 1024 bytes that the room sees with the stream. Resolves `{errorCode}`. */
  setStreamExtraInfo(extraInfo: string, channel?: ZegoPublishChannel): Promise<Result> {
    return this.answer('setStreamExtraInfo', 'publish', async ({ native }) => {
      await native.channel(channel).setExtraInfo(extraInfo);
      return {};
    });
  }

  /** Captures, and draws it into `view.canvas`; without a view it is only captured. */
  startPreview(view?: ZegoView | null, channel?: ZegoPublishChannel): void {
    this.quiet('startPreview', 'publish', ({ native }) => native.channel(channel).startPreview(viewOf(view)));
  }

  /** Empties the view. Publishing goes on. */
  stopPreview(channel?: ZegoPublishChannel): void {
    this.quiet('stopPreview', 'publish', ({ native }) => native.channel(channel).stopPreview());
  }

  /**
   * A preset, or figures over those that hold. Size and rate of a camera that is open follow; so do the bitrate and the size
   * that others get (`encodeWidth`, `encodeHeight`: cut to these proportions, never bigger than what is captured).
   */
  setVideoConfig(config: ZegoVideoConfigPreset | ZegoVideoConfig, channel?: ZegoPublishChannel): void {
    this.quiet('setVideoConfig', 'publish', ({ native }) => {
      const target = native.channel(channel);
      target.setVideoConfig(videoConfigOf(config, target.videoConfig));
    });
  }

  /** The figures of a channel. */
  getVideoConfig(channel?: ZegoPublishChannel): ZegoVideoConfig {
    return this.value<ZegoVideoConfig>('getVideoConfig', 'publish', {
      work: ({ native }) => native.channel(channel).videoConfig as ZegoVideoConfig,
      otherwise: NO_VIDEO_CONFIG,
    });
  }

  /** Whether the preview is mirrored (modes 0 and 1), and what others see (modes 1 and 3). */
  setVideoMirrorMode(mirrorMode: ZegoVideoMirrorMode, channel?: ZegoPublishChannel): void {
    this.quiet('setVideoMirrorMode', 'publish', ({ native }) => native.channel(channel).setMirror(mirrorMode));
  }

  /** A preset, or figures over those that hold, for streams that are published from now on. */
  setAudioConfig(config: ZegoAudioConfigPreset | ZegoAudioConfig): void {
    this.setAudioConfigWithChannel(config);
  }

  /** The same for one channel. */
  setAudioConfigWithChannel(config: ZegoAudioConfigPreset | ZegoAudioConfig, channel?: ZegoPublishChannel): void {
    this.quiet('setAudioConfig', 'publish', ({ native }) => {
      const target = native.channel(channel);
      target.setAudioConfig(audioConfigOf(config, target.audioConfig));
    });
  }

  /** The figures of the main channel. */
  getAudioConfig(): ZegoAudioConfig {
    return this.value<ZegoAudioConfig>('getAudioConfig', 'publish', {
      work: ({ native }) => native.channel().audioConfig as ZegoAudioConfig,
      otherwise: {},
    });
  }

  /** Whether the microphone is opened in stereo: 1 and 2 always, 0 not. */
  setAudioCaptureStereoMode(mode: ZegoAudioCaptureStereoMode): void {
    this.quiet('setAudioCaptureStereoMode', 'publish', ({ native }) => native.captureStereo(mode));
  }

  /** The captured picture: `{errorCode, image: {buffer, width, height}}`, a PNG in base64. 1003030 where there is none. */
  takePublishStreamSnapshot(channel?: ZegoPublishChannel): Promise<Result> {
    return this.answer('takePublishStreamSnapshot', 'publish', ({ native }) => native.publishSnapshot(channel, imageOf));
  }

  /** Sends no sound on the channel, or does again. */
  mutePublishStreamAudio(mute: boolean, channel?: ZegoPublishChannel): void {
    this.quiet('mutePublishStreamAudio', 'publish', ({ native }) => native.channel(channel).mute('audio', mute === true));
  }

  /** Sends no picture on the channel, or does again; the camera stays open. */
  mutePublishStreamVideo(mute: boolean, channel?: ZegoPublishChannel): void {
    this.quiet('mutePublishStreamVideo', 'publish', ({ native }) => native.channel(channel).mute('video', mute === true));
  }

  /** Loudness of what is captured, 0–200. */
  setCaptureVolume(volume: number): void {
    this.quiet('setCaptureVolume', 'device', ({ native }) => native.wish({ captureVolume: volumeOf(volume) }));
  }

  /** Whether a picture that networks do not bear gets smaller; for streams that are published from now on. */
  enableTrafficControl(enable: boolean, _property?: number, channel?: ZegoPublishChannel): void {
    this.quiet('enableTrafficControl', 'publish', ({ native }) =>
      native.channel(channel).setTraffic({ enabled: enable === true }),
    );
  }

  /** Below this (kbit/s) no picture is sent. For streams that are published from now on, on the main channel. */
  setMinVideoBitrateForTrafficControl(bitrate: number, _mode?: ZegoTrafficControlMinVideoBitrateMode): void {
    this.quiet('setMinVideoBitrateForTrafficControl', 'publish', ({ native }) => {
      if (typeof bitrate !== 'number' || !(bitrate >= 0)) throw new RtcError('INPUT_PARAM', 'bitrate');
      native.channel().setTraffic({ least: bitrate });
    });
  }

  /** Whose network the picture is fitted to: the own alone (0), or that of the players too (1). */
  setTrafficControlFocusOn(mode: ZegoTrafficControlFocusOnMode, channel?: ZegoPublishChannel): void {
    this.quiet('setTrafficControlFocusOn', 'publish', ({ native }) => {
      native.channel(channel).setTraffic({ focus: numberUpTo(1, mode, 'mode') === 1 ? 1 : 0 });
    });
  }

  /** Where the channel's picture comes from: camera, nothing, the main channel, or a screen capture source by its index. */
  setVideoSource(source: ZegoVideoSourceType, instanceID?: number, channel?: ZegoPublishChannel): number {
    return this.setSource('setVideoSource', 'video', { source: () => sourceName(videoSources, source), instanceID, channel });
  }

  /** Where the channel's sound comes from: microphone, nothing, the main channel, or the newest screen capture source. */
  setAudioSource(source: ZegoAudioSourceType, channel?: ZegoPublishChannel): number {
    return this.setSource('setAudioSource', 'audio', { source: () => sourceName(audioSources, source), channel });
  }

  /** Checked and without effect: data goes out in the form that all clients of this cloud read. */
  setSEIConfig(config: ZegoSEIConfig): void {
    this.quiet('setSEIConfig', 'publish', () => void optionsOf(config, 'config'));
  }

  /** Sends up to 4096 bytes inside the picture (H.264), at most 30 times a second. */
  sendSEI(data: ArrayBuffer, channel?: ZegoPublishChannel): void {
    this.quiet('sendSEI', 'publish', ({ native }) => {
      native.channel(channel).sendSEI(data instanceof ArrayBuffer ? new Uint8Array(data) : data);
    });
  }

  /** @internal */
  protected setSource(
    funcName: string,
    kind: 'audio' | 'video',
    {
      source: sourceOf,
      instanceID,
      channel,
    }: { source: () => Source; instanceID?: number | undefined; channel?: number | undefined },
  ): number {
    return this.number(funcName, 'publish', ({ native, screens }) => {
      const target = native.channel(channel);
      const source = sourceOf();
      if (source === 'screen') {
        screens.use(target.index, kind, instanceID ?? screens.newest);
        return;
      }
      screens.release(target.index, kind);
      target.setSource(kind, source);
    });
  }
}
