import { chooseSpeaker } from '@liuyun/browser/devices/chosenSpeakers';
import { listDevices, listWithPermission } from '@liuyun/browser/devices/deviceLists';
import { RtcError } from '@liuyun/protocol/errors';
import { DEFAULT_MS, LONGEST_MS, SHORTEST_MS } from '../../sound/SoundLevels.ts';
import type { Kind } from '../../streams/LocalSource.ts';
import { enableCamera } from '../../streams/localCalls.ts';
import type { ZegoDeviceInfo, ZegoDeviceInfos } from '../../types/capture.ts';
import type { ZegoLocalStream } from '../../types/localStream.ts';
import type { ZegoServerResponse } from '../../types/room.ts';
import type { SoundLevelDelegateOptions } from '../../types/stream.ts';
import { flag } from '../flag.ts';
import { PlayMembers } from './PlayMembers.ts';

/** Cameras, microphones, speakers and how loud they are. */
export abstract class DeviceMembers extends PlayMembers {
  /**
   * All devices. Before permission was given their names and IDs are empty. Rejects with 1103011 when they cannot be listed,
   * 1103053 on a page that is not secure (https or localhost).
   */
  enumDevices(): Promise<ZegoDeviceInfos> {
    return this.promise('enumDevices', () => this.parts.devices.listed(listDevices()), 'ENUMERATE_DEVICES_FAILED');
  }

  /**
   * Cameras; opens one briefly when there was no permission yet. Rejects as `enumDevices`, and with 1103064 when the user
   * refuses.
   */
  getCameras(): Promise<ZegoDeviceInfo[]> {
    return this.promise(
      'getCameras',
      () => this.parts.devices.listed(listWithPermission('videoinput')),
      'ENUMERATE_DEVICES_FAILED',
    );
  }

  /** Microphones; opens one briefly when there was no permission yet. Rejects as `getCameras`. */
  getMicrophones(): Promise<ZegoDeviceInfo[]> {
    return this.promise(
      'getMicrophones',
      () => this.parts.devices.listed(listWithPermission('audioinput')),
      'ENUMERATE_DEVICES_FAILED',
    );
  }

  /** Speakers; empty in Safari. Rejects as `getCameras`. */
  getSpeakers(): Promise<ZegoDeviceInfo[]> {
    return this.promise(
      'getSpeakers',
      () => this.parts.devices.listed(listWithPermission('audiooutput')),
      'ENUMERATE_DEVICES_FAILED',
    );
  }

  /**
   * Another camera, also while publishing. On failure the old one stays: 1103048 no such device, 1103012 the stream's picture
   * is not from a camera or the switch failed, 1103064 not allowed, 1103065 busy.
   */
  useVideoDevice(localStream: MediaStream | ZegoLocalStream, deviceID: string): Promise<ZegoServerResponse> {
    return this.useDevice('useVideoDevice', localStream, { kind: 'video', deviceID });
  }

  /** Another microphone, also while publishing. On failure the old one stays; codes as of `useVideoDevice`. */
  useAudioDevice(localStream: MediaStream | ZegoLocalStream, deviceID: string): Promise<ZegoServerResponse> {
    return this.useDevice('useAudioDevice', localStream, { kind: 'audio', deviceID });
  }

  /** On a phone: the front camera, or the one at the back. Rejects as `useVideoDevice`. */
  useFrontCamera(localStream: MediaStream | ZegoLocalStream, enable: boolean): Promise<ZegoServerResponse> {
    return this.switchDevice('useFrontCamera', localStream, () => {
      const facingMode = flag(enable ?? true, 'enable') ? 'user' : 'environment';
      return { kind: 'video', constraints: { facingMode } };
    });
  }

  /**
   * Really switches the camera of a stream off, or on again (default). Slower than muting, but its light goes out. Rejects
   * with 1103045 for a stream whose picture is not from a camera.
   */
  enableVideoCaptureDevice(localStream: MediaStream | ZegoLocalStream, enable?: boolean): Promise<boolean> {
    return this.promise('enableVideoCaptureDevice', async () => {
      const { publications } = this.parts;
      const on = flag(enable ?? true, 'enable');
      await this.change(localStream, (source) =>
        enableCamera(source, on, {
          resend: this.resend,
          applyMute: (changed, kind) => publications.applyMute(changed, kind),
        }),
      );
      return true;
    });
  }

  /** Plays a media element through another speaker. Resolves false (1103093 in the log) where the browser cannot. */
  useAudioOutputDevice(media: HTMLMediaElement, deviceID: string): Promise<boolean> {
    return this.parts.calls.promisedBoolean('useAudioOutputDevice', async () => {
      if (!(media instanceof HTMLMediaElement)) throw new RtcError('INPUT_PARAM', 'media');
      if (typeof deviceID !== 'string') throw new RtcError('INPUT_PARAM', 'deviceID');
      await chooseSpeaker(media, deviceID);
    });
  }

  /** Silences the microphone in every local stream, also in those made later. Other sound goes on. */
  muteMicrophone(mute: boolean): boolean {
    return this.boolean('muteMicrophone', () => this.parts.sources.muteMicrophone(flag(mute, 'mute')));
  }

  /** Whether `muteMicrophone` silences the microphone now. */
  isMicrophoneMuted(): boolean {
    return this.parts.sources.microphoneMuted;
  }

  /** Starts or stops `soundLevelUpdate` and `capturedSoundLevelUpdate`, every `interval` ms (500–3000, default 1000). */
  setSoundLevelDelegate(bool: boolean, interval?: number, options?: SoundLevelDelegateOptions): void {
    this.value(
      'setSoundLevelDelegate',
      () => {
        if (!flag(bool, 'bool')) return this.parts.soundLevels.stop();
        const wanted = typeof interval === 'number' && Number.isFinite(interval) ? interval : DEFAULT_MS;
        this.parts.soundLevels.start(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, wanted)), options ?? {});
      },
      undefined,
    );
  }

  /** @internal */
  protected useDevice(
    call: string,
    localStream: unknown,
    { kind, deviceID }: { kind: Kind; deviceID: unknown },
  ): Promise<ZegoServerResponse> {
    return this.switchDevice(call, localStream, () => {
      if (typeof deviceID !== 'string') throw new RtcError('INPUT_PARAM', 'deviceID');
      return { kind, constraints: { deviceId: { exact: deviceID } } };
    });
  }
}
