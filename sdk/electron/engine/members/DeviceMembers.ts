import type { Devices } from '@liuyun/browser/devices/Device';
import { canDecode, canEncode } from '@liuyun/browser/video/videoCodec';
import { numberUpTo, objectOf } from '@liuyun/core/native/configs';
import { codecName } from '@liuyun/core/native/numbers';
import { RtcError } from '@liuyun/protocol/errors';
import type { ZegoAECMode, ZegoANSMode, ZegoAudioDeviceType } from '../../definitions/enums/audio.ts';
import type { ZegoPublishChannel } from '../../definitions/enums/streams.ts';
import type { ZegoScreenCaptureSourceType, ZegoVideoCodecBackend, ZegoVideoCodecID } from '../../definitions/enums/video.ts';
import type { ZegoSoundLevelConfig } from '../../definitions/structures/audio.ts';
import type { ZegoDeviceInfo } from '../../definitions/structures/engine.ts';
import type { ZegoScreenCaptureSourceInfo } from '../../definitions/structures/video.ts';
import type { ZegoScreenCaptureSource } from '../../screen/ZegoScreenCaptureSource.ts';
import type { EngineParts } from '../EngineParts.ts';
import { PlayMembers } from './PlayMembers.ts';

/** Documented default of `startSoundLevelMonitor`. */
const SOUND_LEVEL_MS = 3000;
/** A documented screen picture is this big where none is asked for. */
const THUMBNAIL = 150;

const kinds: { readonly [type: number]: 'microphones' | 'speakers' } = { 0: 'microphones', 1: 'speakers' };

/** Cameras, microphones, speakers, screens, and how sound is treated. */
export abstract class DeviceMembers extends PlayMembers {
  /** Sends silence instead of the microphone; it stays open. */
  muteMicrophone(mute: boolean): void {
    this.quiet('muteMicrophone', 'device', ({ native }) => native.wish({ microphoneMuted: mute === true }));
  }

  /** Whether the microphone is muted. */
  isMicrophoneMuted(): boolean {
    return this.value('isMicrophoneMuted', 'device', { work: ({ native }) => native.wishes.microphoneMuted, otherwise: false });
  }

  /** Silences everything that is played. */
  muteSpeaker(mute: boolean): void {
    this.quiet('muteSpeaker', 'device', ({ native }) => native.plays.muteSpeaker(mute === true));
  }

  /** Whether the speaker is muted. */
  isSpeakerMuted(): boolean {
    return this.value('isSpeakerMuted', 'device', { work: ({ native }) => native.plays.speakerMuted, otherwise: false });
  }

  /** Microphones (0) or speakers (1). Names are empty before the app may use devices. */
  getAudioDeviceList(deviceType: ZegoAudioDeviceType): ZegoDeviceInfo[] {
    return this.value<ZegoDeviceInfo[]>('getAudioDeviceList', 'device', {
      work: ({ devices }) => devices.list(kindOf(deviceType)),
      otherwise: [],
    });
  }

  /** The system's choice. */
  getDefaultAudioDeviceID(deviceType: ZegoAudioDeviceType): string {
    return this.value('getDefaultAudioDeviceID', 'device', {
      work: ({ devices }) => devices.first(kindOf(deviceType)).deviceID,
      otherwise: '',
    });
  }

  /** Uses another microphone (0) or speaker (1), also in the middle of a call. */
  useAudioDevice(deviceID: string, deviceType: ZegoAudioDeviceType): void {
    this.quiet('useAudioDevice', 'device', (parts) => {
      const kind = kindOf(deviceType);
      known(parts, kind, deviceID);
      if (kind === 'speakers') {
        parts.chosen.speaker = deviceID;
        parts.machine.useSpeaker(deviceID);
        return;
      }
      parts.chosen.microphone = deviceID;
      parts.native.treatMicrophone({ deviceID });
    });
  }

  /** The device in use. */
  getCurrentAudioDevice(deviceType: ZegoAudioDeviceType): ZegoDeviceInfo {
    return this.value<ZegoDeviceInfo>('getCurrentAudioDevice', 'device', {
      work: ({ devices, chosen }) => {
        const kind = kindOf(deviceType);
        const used = kind === 'speakers' ? chosen.speaker : chosen.microphone;
        return devices.list(kind).find(({ deviceID }) => deviceID === used) ?? devices.first(kind);
      },
      otherwise: { deviceID: '', deviceName: '' },
    });
  }

  /** Really opens or closes the microphone. */
  enableAudioCaptureDevice(enable: boolean): void {
    this.quiet('enableAudioCaptureDevice', 'device', ({ native }) => native.wish({ audioDevice: enable === true }));
  }

  /** Really opens or closes the camera of a channel. Off before anything is captured, it is never opened. */
  enableCamera(enable: boolean, channel?: ZegoPublishChannel): void {
    this.quiet('enableCamera', 'device', ({ native }) => native.channel(channel).enableCamera(enable === true));
  }

  /** Uses another camera, also in the middle of a call. */
  useVideoDevice(deviceID: string, channel?: ZegoPublishChannel): void {
    this.quiet('useVideoDevice', 'device', (parts) => {
      known(parts, 'cameras', deviceID);
      parts.native.channel(channel).useCamera({ deviceID });
    });
  }

  /** Cameras. Names are empty before the app may use devices. */
  getVideoDeviceList(): ZegoDeviceInfo[] {
    return this.value<ZegoDeviceInfo[]>('getVideoDeviceList', 'device', {
      work: ({ devices }) => devices.list('cameras'),
      otherwise: [],
    });
  }

  /** The first camera. */
  getDefaultVideoDeviceID(): string {
    return this.value('getDefaultVideoDeviceID', 'device', {
      work: ({ devices }) => devices.first('cameras').deviceID,
      otherwise: '',
    });
  }

  /** Screens and windows that can be shared, with pictures of the wished sizes (pixels). */
  async getScreenCaptureSources(
    thumbnailWidth = THUMBNAIL,
    thumbnailHeight = THUMBNAIL,
    iconWidth = 0,
    iconHeight = iconWidth,
  ): Promise<ZegoScreenCaptureSourceInfo[]> {
    const { parts } = this;
    if (!parts) {
      this.missing('getScreenCaptureSources');
      return [];
    }
    try {
      return await parts.screens.list({
        width: thumbnailWidth,
        height: thumbnailHeight,
        icons: { width: iconWidth, height: iconHeight },
      });
    } catch (error) {
      this.calls.failed('getScreenCaptureSources', 'device', error);
      return [];
    }
  }

  /**
   * A source that captures a screen (type 2) or a window (type 1). Send it with `setVideoSource`. Null without an engine; one
   * for wrong arguments (1000017) captures nothing.
   */
  createScreenCaptureSource(sourceId: number, sourceType: ZegoScreenCaptureSourceType): ZegoScreenCaptureSource {
    return this.value<ZegoScreenCaptureSource | null>('createScreenCaptureSource', 'device', {
      work: ({ screens }) =>
        screens.create(sourceId, sourceType, (error) => this.calls.failed('createScreenCaptureSource', 'device', error)),
      otherwise: null,
      // The public type does not say so, the public behaviour does.
    }) as ZegoScreenCaptureSource;
  }

  /** Ends a source. */
  destroyScreenCaptureSource(source: ZegoScreenCaptureSource): void {
    this.quiet('destroyScreenCaptureSource', 'device', ({ screens }) => screens.destroy(source));
  }

  /** How loud the own microphone and the played streams are, every 100–3000 ms. */
  startSoundLevelMonitor(millisecond?: number | null): void {
    this.quiet('startSoundLevelMonitor', 'device', ({ native }) => native.sound.start(millisecond ?? SOUND_LEVEL_MS));
  }

  /** The same; voice detection is not provided. */
  startSoundLevelMonitorWithConfig(config: ZegoSoundLevelConfig): void {
    this.quiet('startSoundLevelMonitorWithConfig', 'device', ({ native }) => {
      const { millisecond } = objectOf(config, 'config');
      native.sound.start(millisecond ?? SOUND_LEVEL_MS);
    });
  }

  /** No more sound levels. */
  stopSoundLevelMonitor(): void {
    this.quiet('stopSoundLevelMonitor', 'device', ({ native }) => native.sound.stop());
  }

  /** Echo cancellation. The microphone is opened anew with it. */
  enableAEC(enable: boolean): void {
    this.quiet('enableAEC', 'device', ({ native }) => native.treatMicrophone({ aec: enable === true }));
  }

  /** Checked and without effect: Chromium has one kind of echo cancellation. */
  setAECMode(mode: ZegoAECMode): void {
    this.quiet('setAECMode', 'device', () => void numberUpTo(5, mode, 'mode'));
  }

  /** Automatic gain. */
  enableAGC(enable: boolean): void {
    this.quiet('enableAGC', 'device', ({ native }) => native.treatMicrophone({ agc: enable === true }));
  }

  /** Noise suppression. */
  enableANS(enable: boolean): void {
    this.quiet('enableANS', 'device', ({ native }) => native.treatMicrophone({ ans: enable === true }));
  }

  /** Checked and without effect: Chromium has one kind of noise suppression. */
  setANSMode(mode: ZegoANSMode): void {
    this.quiet('setANSMode', 'device', () => void numberUpTo(6, mode, 'mode'));
  }

  /** 1 where the codec can be sent here (H.264, VP8), 0 where not. */
  isVideoEncoderSupported(codecID: ZegoVideoCodecID, _codecBackend?: ZegoVideoCodecBackend): number {
    return this.#supports('isVideoEncoderSupported', canEncode, codecID);
  }

  /** 1 where the codec can be played here (H.264, VP8), 0 where not. */
  isVideoDecoderSupported(codecID: ZegoVideoCodecID, _codecBackend?: ZegoVideoCodecBackend): number {
    return this.#supports('isVideoDecoderSupported', canDecode, codecID);
  }

  /** Answered without an engine too. */
  #supports(funcName: string, can: (codec: string) => boolean, codecID: unknown): number {
    return this.calls.value(funcName, 'engine', { work: () => (can(codecName(codecID)) ? 1 : 0), otherwise: 0 });
  }
}

function kindOf(deviceType: unknown): 'microphones' | 'speakers' {
  const kind = kinds[deviceType as number];
  if (!kind) throw new RtcError('INPUT_PARAM', 'deviceType');
  return kind;
}

function known({ devices }: EngineParts, kind: keyof Devices, deviceID: unknown): void {
  if (typeof deviceID !== 'string') throw new RtcError('INPUT_PARAM', 'deviceID');
  if (!devices.list(kind).some((device) => device.deviceID === deviceID)) throw new RtcError('DEVICE_NOT_FOUND', 'deviceID');
}
