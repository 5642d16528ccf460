import type { AiDenoiseMode, ZegoVoiceChangerPreset } from './audio.ts';
import type { ZegoPlayAudioStats, ZegoPublishAudioStats } from './stream.ts';
import type { ZegoStreamView } from './views.ts';

export const ZegoRangeAudioMicrophoneState = { Off: 0, TurningOn: 1, On: 2 } as const;
export type ZegoRangeAudioMicrophoneState = (typeof ZegoRangeAudioMicrophoneState)[keyof typeof ZegoRangeAudioMicrophoneState];

/** World: with everybody in range and the team. Team: with the team only. SecretTeam: talk to the team, hear also the world. */
export const ZegoRangeAudioMode = { World: 0, Team: 1, SecretTeam: 2 } as const;
export type ZegoRangeAudioMode = (typeof ZegoRangeAudioMode)[keyof typeof ZegoRangeAudioMode];

/** Who hears: everybody in range and the team, only those in range, only the team. */
export const ZegoRangeAudioSpeakMode = { All: 0, World: 1, Team: 2 } as const;
export type ZegoRangeAudioSpeakMode = (typeof ZegoRangeAudioSpeakMode)[keyof typeof ZegoRangeAudioSpeakMode];

/** Who is heard. */
export const ZegoRangeAudioListenMode = { All: 0, World: 1, Team: 2 } as const;
export type ZegoRangeAudioListenMode = (typeof ZegoRangeAudioListenMode)[keyof typeof ZegoRangeAudioListenMode];

export interface ZegoRangeAudioUserUpdateCheckConfig {
  /** ms between checks. */
  frequency: number;
}

/** Quality of the own voice. */
export interface RangeAudioPublishStats extends ZegoPublishAudioStats {}

/** Quality of another one's voice. */
export interface RangeAudioPlayStats extends ZegoPlayAudioStats {
  /** ms */
  peerToPeerDelay: number;
  peerToPeerPacketLostRate: number;
}

/** Events of range audio. */
export interface ZegoRangeAudioEvent {
  microphoneStateUpdate: (state: ZegoRangeAudioMicrophoneState, errorCode: number, extendedData?: string) => void;
  publishQualityUpdate: (userID: string, stats: RangeAudioPublishStats) => void;
  playQualityUpdate: (userID: string, stats: RangeAudioPlayStats) => void;
  aiDenoiseError: (errorCode: number, extendedData: string) => void;
  /** Somebody came into range, or moved within it; see `enableAudioSourceUpdateChecker`. */
  audioSourceWithinRangeUpdate: (userID: string, position: number[]) => void;
}

/**
 * Voices in a world: who is near is heard, from where they are. Made by `createRangeAudioInstance` before `loginRoom`; it
 * publishes and plays by itself. Positions are `[forward, right, up]` in any unit; the app distributes them.
 */
export interface ZegoExpressRangeAudio {
  on<K extends keyof ZegoRangeAudioEvent>(event: K, callBack: ZegoRangeAudioEvent[K]): boolean;
  off<K extends keyof ZegoRangeAudioEvent>(event: K, callBack?: ZegoRangeAudioEvent[K]): boolean;
  /** Default World. */
  setRangeAudioMode(mode: ZegoRangeAudioMode): void;
  /** Default All, All. */
  setRangeAudioCustomMode(speakMode: ZegoRangeAudioSpeakMode, listenMode: ZegoRangeAudioListenMode): void;
  /** At most 64 bytes; without one: no team. A team is heard at any distance and from no direction. */
  setTeamID(teamID?: string): void;
  /** How far others are heard; unlimited by default. */
  setAudioReceiveRange(range: number): void;
  /** Where the user is, and three unit vectors that say how they look. Until then only the team is heard. */
  updateSelfPosition(position: number[], axisForward: number[], axisRight: number[], axisUp: number[]): void;
  /** Where another user is. */
  updateAudioSource(userID: string, position: number[]): void;
  /** Whether `audioSourceWithinRangeUpdate` is told. */
  enableAudioSourceUpdateChecker(update: boolean, config?: ZegoRangeAudioUserUpdateCheckConfig): void;
  /** How often new positions are applied: ms, default 100, at least 15. */
  setPositionUpdateFrequency(frequency: number): void;
  /** 0–200, default 100. */
  setRangeAudioVolume(volume: number): void;
  /** Distance and direction can be heard; off by default: then all in range are equally loud. */
  enableSpatializer(enable: boolean): void;
  /** Begins or ends talking; `microphoneStateUpdate` tells how it went. */
  enableMicrophone(enable: boolean): void;
  /** Begins or ends hearing others. */
  enableSpeaker(enable: boolean): void;
  selectMicrophone(deviceID: string): Promise<boolean>;
  /** Where the browser can. */
  selectSpeaker(deviceID: string): void;
  /** How far a view is heard: 0, nowhere, by default. It then sounds from its position instead of from the view. */
  setStreamVocalRange(view: ZegoStreamView, range: number): void;
  updateStreamPosition(view: ZegoStreamView, position: number[]): void;
  /** The same for a media element. */
  setCustomSourceVocalRange(media: HTMLMediaElement, range: number): void;
  updateCustomSourcePosition(media: HTMLMediaElement, position: number[]): void;
  /** False until the browser lets sound start. */
  isAudioContextRunning(): boolean;
  /** Lets sound start; call it from a click. */
  resumeAudioContext(): Promise<boolean>;
  /** Not provided: false. So are the following. */
  enableAiDenoise(enable: boolean): boolean;
  setAiDenoiseMode(mode: AiDenoiseMode): boolean;
  setVoiceChangerPreset(preset: ZegoVoiceChangerPreset): boolean;
  setVoiceChangerParam(voiceParam: number): boolean;
}
