import { RtcError } from '@liuyun/protocol/errors';
import { isTrackActive } from '../../audio/isTrackActive.ts';
import { percent } from '../../audio/percent.ts';
import { electronScreens } from '../../capture/electronScreens.ts';
import type { LocalSource } from '../../streams/LocalSource.ts';
import type {
  AiDenoiseMode,
  AudioFrameOptions,
  ZegoAudioEffectPlayer,
  ZegoAudioFrame,
  ZegoAutoSwitchDeviceConfig,
  ZegoElectronScreenSource,
  ZegoLiveAudioEffectMode,
  ZegoReverbPreset,
  ZegoVoiceChangerPreset,
} from '../../types/audio.ts';
import type { ZegoLocalStream } from '../../types/localStream.ts';
import type { ZegoExpressRangeAudio } from '../../types/rangeAudio.ts';
import type { ZegoServerResponse } from '../../types/room.ts';
import { type NotProvided, refuse } from '../notProvided.ts';
import { DeviceMembers } from './DeviceMembers.ts';

const done = (): ZegoServerResponse => ({ errorCode: 0, extendedData: '' });

/** What is heard: volumes, mixing, effects, raw samples. */
export abstract class AudioMembers extends DeviceMembers {
  /**
   * Loudness (0–100) of what a stream captures. Sound that is mixed in has its own volume. Rejects with 1103046 for a stream
   * without sound, 1100001 for another volume.
   */
  setCaptureVolume(localStream: MediaStream | ZegoLocalStream, volume: number): Promise<ZegoServerResponse> {
    return this.promise('setCaptureVolume', async () => {
      const source = this.parts.sources.of(localStream);
      if (!source.sent('audio')) throw new RtcError('NO_AUDIO_TRACK');
      await this.parts.audio.mixes.of(source).setCaptureVolume(percent(volume));
      return done();
    });
  }

  /**
   * Lets others hear what media elements play, at most 6 per stream. The stream is given itself or by its streamID. Muting
   * the microphone does not silence them, `mutePublishStreamAudio` does. False: 1103046 a stream without sound, 1103055 no
   * such streamID, 1100001 no media elements, too many, or media of another origin without `crossorigin`.
   */
  startMixingAudio(streamID: string | MediaStream | ZegoLocalStream, mediaList: Array<HTMLMediaElement>): boolean {
    return this.boolean('startMixingAudio', () => this.parts.audio.mixes.start(this.sourceOf(streamID), mediaList));
  }

  /** Takes elements out again, all without a list. They play on for the user. */
  stopMixingAudio(streamID: string | MediaStream | ZegoLocalStream, mediaList?: Array<HTMLMediaElement>): boolean {
    return this.boolean('stopMixingAudio', () => this.parts.audio.mixes.stop(this.sourceOf(streamID), mediaList));
  }

  /** Loudness (0–100, default 100) of one mixed-in element for the others. */
  setMixingAudioVolume(streamID: string | MediaStream | ZegoLocalStream, volume: number, media: HTMLMediaElement): boolean {
    return this.boolean('setMixingAudioVolume', () => {
      const mix = this.parts.audio.mixes.of(this.sourceOf(streamID));
      if (!mix.setVolume(media, percent(volume))) throw new RtcError('INPUT_PARAM', 'the element is not being mixed');
    });
  }

  /** A player for short sounds that the user and the listeners of a stream hear; null for a stream without sound. */
  createAudioEffectPlayer(localStream: MediaStream | ZegoLocalStream): ZegoAudioEffectPlayer {
    return this.value<ZegoAudioEffectPlayer>(
      'createAudioEffectPlayer',
      () => this.parts.audio.effectPlayer(this.parts.sources.of(localStream)),
      // The public type does not say so, the public behaviour does.
      null as unknown as ZegoAudioEffectPlayer,
    );
  }

  /** Fetches and decodes a sound file under an ID; resolves the ID. 1103057 when it is no sound that can be had. */
  loadAudioEffect(audioEffectID: string, path: string): Promise<string> {
    return this.promise('loadAudioEffect', () => this.parts.audio.effects.load(audioEffectID, path));
  }

  /** Forgets a loaded sound. False if there was none. */
  unloadAudioEffect(audioEffectID: string): boolean {
    return this.boolean('unloadAudioEffect', () => this.parts.audio.effects.unload(audioEffectID));
  }

  /**
   * Hands the raw samples of a played stream to a callback; null ends it. Rejects with 1104039 for a stream that is not being
   * played, 1100001 for wrong options.
   */
  setAudioFrameCallback(
    streamID: string,
    // biome-ignore lint/suspicious/noExplicitAny: the public API says so
    callback: ((audioData: ZegoAudioFrame) => any) | null,
    options?: AudioFrameOptions,
  ): Promise<ZegoServerResponse> {
    return this.promise('setAudioFrameCallback', async () => {
      await this.parts.audio.frames.setPlayed(streamID, { callback, options });
      return done();
    });
  }

  /**
   * Hands the raw samples that a local stream captures to a callback; null ends it. Rejects with 1103046 for a stream without
   * sound, 1100001 for wrong options.
   */
  setCaptureAudioFrameCallback(
    stream: ZegoLocalStream | MediaStream,
    // biome-ignore lint/suspicious/noExplicitAny: the public API says so
    callback: ((audioData: ZegoAudioFrame) => any) | null,
    options?: AudioFrameOptions,
  ): Promise<ZegoServerResponse> {
    return this.promise('setCaptureAudioFrameCallback', async () => {
      await this.parts.audio.frames.setCaptured(this.parts.sources.of(stream), { callback, options });
      return done();
    });
  }

  /** Whether the sound of a local stream works. */
  checkAudioTrackIsActive(stream: MediaStream | ZegoLocalStream): Promise<boolean> {
    return this.promise('checkAudioTrackIsActive', () => isTrackActive(this.parts.sources.of(stream).sent('audio')?.track));
  }

  /** Whether the picture of a local stream works. */
  checkVideoTrackIsActive(stream: MediaStream | ZegoLocalStream): Promise<boolean> {
    return this.promise('checkVideoTrackIsActive', () => isTrackActive(this.parts.sources.of(stream).sent('video')?.track));
  }

  /** Lets another device take over when the one in use vanishes. Off by default. */
  enableAutoSwitchDevice(config: ZegoAutoSwitchDeviceConfig): void {
    this.value(
      'enableAutoSwitchDevice',
      () => {
        if (typeof config !== 'object' || config === null) throw new RtcError('INPUT_PARAM', 'config');
        this.parts.autoSwitch.configure(config);
      },
      undefined,
    );
  }

  /** What can be shared inside Electron, for `sourceID`; 1103002 anywhere else. */
  getElectronScreenSources(): Promise<ZegoElectronScreenSource[]> {
    return this.promise('getElectronScreenSources', electronScreens);
  }

  /** Voices in a world. One per engine; make it before `loginRoom`. It publishes and plays by itself. */
  createRangeAudioInstance(): ZegoExpressRangeAudio {
    return this.parts.audio.rangeAudio();
  }

  /** A voice that is changed in a ready-made way. Needs the voice changer, which is not provided: rejects with 1101003. */
  setVoiceChangerPreset(
    _preset: ZegoVoiceChangerPreset,
    _localstream: MediaStream | ZegoLocalStream,
  ): Promise<ZegoServerResponse> {
    return this.notProvided('setVoiceChangerPreset');
  }

  /** A voice that is shifted by −12 to 12 semitones. Not provided: rejects with 1101003. */
  setVoiceChangerParam(_localstream: MediaStream | ZegoLocalStream, _voiceParam: number): Promise<ZegoServerResponse> {
    return this.notProvided('setVoiceChangerParam');
  }

  /** A voice as if in another place. Not provided: rejects with 1101003. */
  setReverbPreset(_localStream: MediaStream | ZegoLocalStream, _preset: ZegoReverbPreset): Promise<ZegoServerResponse> {
    return this.notProvided('setReverbPreset');
  }

  /** A voice from a direction: 0 right, 90 front, 180 left, −1 all around. Not provided: rejects with 1101003. */
  enableVirtualStereo(
    _localStream: MediaStream | ZegoLocalStream,
    _enable: boolean,
    _angle: number,
  ): Promise<ZegoServerResponse> {
    return this.notProvided('enableVirtualStereo');
  }

  /** A media element that is mixed in, as if in a concert hall. Not provided: rejects with 1101003. */
  enableLiveAudioEffect(
    _player: HTMLMediaElement,
    _enable: boolean,
    _mode: ZegoLiveAudioEffectMode,
  ): Promise<ZegoServerResponse> {
    return this.notProvided('enableLiveAudioEffect');
  }

  /** A media element that is mixed in, shifted in pitch. Not provided: rejects with 1101003. */
  setAudioChangerParam(_player: HTMLMediaElement, _pitch: number, _mode: ZegoLiveAudioEffectMode): Promise<ZegoServerResponse> {
    return this.notProvided('setAudioChangerParam');
  }

  /** Noise suppression by a neural network. Not provided: rejects with 1101003; that of the browser is the option `ANS`. */
  enableAiDenoise(_localStream: MediaStream | ZegoLocalStream, _enable: boolean): Promise<ZegoServerResponse> {
    return this.notProvided('enableAiDenoise');
  }

  /** How strongly noise is suppressed by a neural network. Not provided: rejects with 1101003. */
  setAiDenoiseMode(_localStream: MediaStream | ZegoLocalStream, _mode: AiDenoiseMode): Promise<ZegoServerResponse> {
    return this.notProvided('setAiDenoiseMode');
  }

  /** @internal */
  protected notProvided(member: NotProvided): Promise<never> {
    return this.promise(member, () => refuse(member));
  }

  /**
   * A local stream, given itself or by the streamID it is published under.
   * @internal
   */
  protected sourceOf(stream: unknown): LocalSource {
    if (typeof stream !== 'string') return this.parts.sources.of(stream);
    const published = this.parts.publications.all().find(({ streamID }) => streamID === stream);
    if (!published) throw new RtcError('PUBLISH_STREAM_NOT_FOUND');
    return published.source;
  }
}
