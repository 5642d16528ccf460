import type { AiDenoiseMode, ZegoVoiceChangerPreset } from './audio.ts';
import type { ZegoPlayAudioStats, ZegoPublishAudioStats } from './stream.ts';
import type { ZegoStreamView } from './views.ts';

/**
 * Whether the user talks.
 * @enum
 */
export const ZegoRangeAudioMicrophoneState = {
  /** No; with an error code: not any more, because of it. */
  Off: 0,
  /** Soon; with an error code: trying again because of it. */
  TurningOn: 1,
  /** Others in range hear them. */
  On: 2,
} as const;
export type ZegoRangeAudioMicrophoneState = (typeof ZegoRangeAudioMicrophoneState)[keyof typeof ZegoRangeAudioMicrophoneState];

/**
 * World: with everybody in range and the team. Team: with the team only. SecretTeam: talk to the team, hear also the world.
 * @enum
 */
export const ZegoRangeAudioMode = {
  /** Everybody in range, and the team. */
  World: 0,
  /** The team alone. */
  Team: 1,
  /** Talk to the team alone, and hear the world as well. */
  SecretTeam: 2,
} as const;
export type ZegoRangeAudioMode = (typeof ZegoRangeAudioMode)[keyof typeof ZegoRangeAudioMode];

/**
 * Who hears: everybody in range and the team, only those in range, only the team.
 * @enum
 */
export const ZegoRangeAudioSpeakMode = {
  /** Those in range and the team. */
  All: 0,
  /** Those in range. */
  World: 1,
  /** The team. */
  Team: 2,
} as const;
export type ZegoRangeAudioSpeakMode = (typeof ZegoRangeAudioSpeakMode)[keyof typeof ZegoRangeAudioSpeakMode];

/**
 * Who is heard.
 * @enum
 */
export const ZegoRangeAudioListenMode = {
  /** Those in range and the team. */
  All: 0,
  /** Those in range. */
  World: 1,
  /** The team. */
  Team: 2,
} as const;
export type ZegoRangeAudioListenMode = (typeof ZegoRangeAudioListenMode)[keyof typeof ZegoRangeAudioListenMode];

/** How often `audioSourceWithinRangeUpdate` looks. */
export interface ZegoRangeAudioUserUpdateCheckConfig {
  /** ms between checks: 15–60000, default 1000. */
  frequency: number;
}

/** Quality of the own voice. */
export interface RangeAudioPublishStats extends ZegoPublishAudioStats {}

/** Quality of another one's voice. */
export interface RangeAudioPlayStats extends ZegoPlayAudioStats {
  /** ms from capture to this player. */
  peerToPeerDelay: number;
  /** Share of packets lost on the way, 0–1. */
  peerToPeerPacketLostRate: number;
}

/** Events of range audio. */
export interface ZegoRangeAudioEvent {
  /** How `enableMicrophone` goes; `errorCode` is 0 unless something failed. */
  microphoneStateUpdate: (state: ZegoRangeAudioMicrophoneState, errorCode: number, extendedData?: string) => void;
  /** Figures of the own voice, every 3 s. */
  publishQualityUpdate: (userID: string, stats: RangeAudioPublishStats) => void;
  /** Figures of another one's voice, every 3 s. */
  playQualityUpdate: (userID: string, stats: RangeAudioPlayStats) => void;
  /** Never told here: noise suppression by a neural network is not provided. */
  aiDenoiseError: (errorCode: number, extendedData: string) => void;
  /** Somebody came into range, or moved within it; see `enableAudioSourceUpdateChecker`. */
  audioSourceWithinRangeUpdate: (userID: string, position: number[]) => void;
}

/**
 * Voices in a world: who is near is heard, from where they are. Made by `createRangeAudioInstance` before `loginRoom`; it
 * publishes and plays by itself. Positions are `[forward, right, up]` in any unit; the app distributes them.
 */
export interface ZegoExpressRangeAudio {
  /** Adds a listener. False for an unknown event or no function. */
  on<K extends keyof ZegoRangeAudioEvent>(event: K, callBack: ZegoRangeAudioEvent[K]): boolean;
  /** Removes one listener, or all of the event when none is given. */
  off<K extends keyof ZegoRangeAudioEvent>(event: K, callBack?: ZegoRangeAudioEvent[K]): boolean;
  /** With whom the user talks. Default World. */
  setRangeAudioMode(mode: ZegoRangeAudioMode): void;
  /** Who hears the user, and whom the user hears. Default All, All. */
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
  /** Talks into another microphone. Resolves false if it cannot be had. */
  selectMicrophone(deviceID: string): Promise<boolean>;
  /** Hears through another speaker, where the browser can (1103093 in the log otherwise). */
  selectSpeaker(deviceID: string): void;
  /** How far a view is heard: 0, nowhere, by default. It then sounds from its position instead of from the view. */
  setStreamVocalRange(view: ZegoStreamView, range: number): void;
  /** Where a view sounds from. */
  updateStreamPosition(view: ZegoStreamView, position: number[]): void;
  /** The same for a media element. */
  setCustomSourceVocalRange(media: HTMLMediaElement, range: number): void;
  /** Where a media element sounds from. */
  updateCustomSourcePosition(media: HTMLMediaElement, position: number[]): void;
  /** False until the browser lets sound start. */
  isAudioContextRunning(): boolean;
  /** Lets sound start; call it from a click. */
  resumeAudioContext(): Promise<boolean>;
  /** Not provided: false (1101003 in the log). */
  enableAiDenoise(enable: boolean): boolean;
  /** Not provided: false (1101003 in the log). */
  setAiDenoiseMode(mode: AiDenoiseMode): boolean;
  /** Not provided: false (1101003 in the log). */
  setVoiceChangerPreset(preset: ZegoVoiceChangerPreset): boolean;
  /** Not provided: false (1101003 in the log). */
  setVoiceChangerParam(voiceParam: number): boolean;
}
