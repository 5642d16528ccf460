import { numberUpTo, optionsOf } from '@liuyun/core/native/configs';
import type { MicrophoneWish } from '@liuyun/core/native/Machine';
import type {
  ZegoAECMode,
  ZegoANSMode,
  ZegoAudioCaptureStereoMode,
  ZegoAudioRoute,
  ZegoPublishChannel,
} from '../types/enums/index.ts';
import type { ZegoScreenCaptureConfig, ZegoSoundLevelConfig } from '../types/media.ts';
import { PlayMembers } from './PlayMembers.ts';

const DEFAULT_LEVEL_MS = 100;

/** Camera, microphone, loudspeaker, screen, and how loud it all is. */
export abstract class DeviceMembers extends PlayMembers {
  /** Sends silence in place of the microphone, which stays open. */
  muteMicrophone(mute: boolean): Promise<void> {
    return this.#do('muteMicrophone', () => this.parts.native.wish({ microphoneMuted: mute === true }));
  }

  isMicrophoneMuted(): Promise<boolean> {
    const { calls, native } = this.parts;
    return calls.now('isMicrophoneMuted', 'device', { work: () => native.wishes.microphoneMuted, otherwise: false });
  }

  /** Silences everything that is played. */
  muteSpeaker(mute: boolean): Promise<void> {
    return this.#do('muteSpeaker', () => this.parts.native.plays.muteSpeaker(mute === true));
  }

  isSpeakerMuted(): Promise<boolean> {
    const { calls, native } = this.parts;
    return calls.now('isSpeakerMuted', 'device', { work: () => native.plays.speakerMuted, otherwise: false });
  }

  /** Closes the microphone, or lets it be opened again. */
  enableAudioCaptureDevice(enable: boolean): Promise<void> {
    return this.#do('enableAudioCaptureDevice', () => this.parts.native.wish({ audioDevice: enable === true }));
  }

  /** Where the sound comes out: as `react-native-incall-manager` says where the app has it, else as it was set last. */
  getAudioRouteType(): Promise<ZegoAudioRoute> {
    const { calls, route } = this.parts;
    return calls.now('getAudioRouteType', 'device', { work: () => route.type, otherwise: route.type });
  }

  /** Loudspeaker (true) or earpiece. Needs `react-native-incall-manager`, handed over with `provideModules`. */
  setAudioRouteToSpeaker(defaultToSpeaker: boolean): Promise<void> {
    return this.#do('setAudioRouteToSpeaker', () => this.parts.route.toSpeaker(defaultToSpeaker === true));
  }

  /** Closes the camera, or lets it be opened. Off before anything is captured, the camera is never opened and nobody is asked for it. */
  enableCamera(enable: boolean, channel?: ZegoPublishChannel): Promise<void> {
    return this.#do('enableCamera', () => this.parts.native.channel(channel).enableCamera(enable === true));
  }

  /** The front camera (true, the default) or the back one. */
  useFrontCamera(enable: boolean, channel?: ZegoPublishChannel): Promise<void> {
    return this.#do('useFrontCamera', () => this.parts.native.channel(channel).useCamera({ front: enable === true }));
  }

  /** Asks the user to share the screen, for channels with the video source ScreenCapture. Its sound is not captured. */
  startScreenCapture(config?: Partial<ZegoScreenCaptureConfig> | null): Promise<void> {
    return this.#do('startScreenCapture', () => {
      optionsOf(config, 'config');
      return this.parts.screen.start();
    });
  }

  stopScreenCapture(): Promise<void> {
    return this.#do('stopScreenCapture', () => this.parts.screen.stop());
  }

  /** Tells sound levels every 100–3000 ms (`capturedSoundLevelUpdate`, `remoteSoundLevelUpdate`). */
  startSoundLevelMonitor(config?: Partial<ZegoSoundLevelConfig> | null): Promise<void> {
    return this.#do('startSoundLevelMonitor', () => {
      const { millisecond } = optionsOf(config, 'config');
      this.parts.native.sound.start(millisecond ?? DEFAULT_LEVEL_MS);
    });
  }

  stopSoundLevelMonitor(): Promise<void> {
    return this.#do('stopSoundLevelMonitor', () => this.parts.native.sound.stop());
  }

  /**
   * Plays what the main channel captures to its own speaker, for headphones. It comes back over a connection to oneself, and is
   * heard later than a native part would play it. Off until it is asked for.
   */
  enableHeadphoneMonitor(enable: boolean): Promise<void> {
    return this.#do('enableHeadphoneMonitor', () => this.parts.native.hearOneself(enable === true));
  }

  /** Cancels the echo of the loudspeaker. Counts from the next opening of the microphone, as the next two. */
  enableAEC(enable: boolean): Promise<void> {
    return this.#microphone('enableAEC', { aec: enable === true });
  }

  enableAGC(enable: boolean): Promise<void> {
    return this.#microphone('enableAGC', { agc: enable === true });
  }

  enableANS(enable: boolean): Promise<void> {
    return this.#microphone('enableANS', { ans: enable === true });
  }

  /** Checked and without effect: the system chooses how it cancels echo. */
  setAECMode(mode: ZegoAECMode): Promise<void> {
    return this.#do('setAECMode', () => numberUpTo(5, mode, 'mode'));
  }

  /** Checked and without effect: the system chooses how it suppresses noise. */
  setANSMode(mode: ZegoANSMode): Promise<void> {
    return this.#do('setANSMode', () => numberUpTo(6, mode, 'mode'));
  }

  /** Captures the sound in stereo, where the phone can. */
  setAudioCaptureStereoMode(mode: ZegoAudioCaptureStereoMode): Promise<void> {
    return this.#do('setAudioCaptureStereoMode', () => this.parts.native.captureStereo(mode));
  }

  #microphone(name: string, change: Partial<MicrophoneWish>): Promise<void> {
    return this.#do(name, () => this.parts.native.treatMicrophone(change));
  }

  #do(name: string, work: () => unknown): Promise<void> {
    return this.parts.calls.do(name, 'device', work);
  }
}
