import type { Grade } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import type { PlayerState, PublisherState, RoomReason } from '../EngineFacts.ts';
import type { QualityGrade } from '../quality/QualityFigures.ts';

/** The numbers of the native APIs (React Native and Electron agree on all of them) for what the core says in words. */
export const updateType = { ADD: 0, DELETE: 1 } as const;

/** Reasons of `roomStateChanged`. */
export const roomReason: { readonly [R in RoomReason]: number } = {
  LOGINING: 0,
  LOGINED: 1,
  LOGIN_FAILED: 2,
  RECONNECTING: 3,
  RECONNECTED: 4,
  RECONNECT_FAILED: 5,
  KICKOUT: 6,
  LOGOUT: 7,
  LOGOUT_FAILED: 8,
};

/** The older three-state view of a room: 0 disconnected, 1 connecting, 2 connected. LOGOUT_FAILED changes nothing. */
export const roomState: { readonly [R in RoomReason]?: number } = {
  LOGINING: 1,
  LOGINED: 2,
  LOGIN_FAILED: 0,
  RECONNECTING: 1,
  RECONNECTED: 2,
  RECONNECT_FAILED: 0,
  KICKOUT: 0,
  LOGOUT: 0,
};

export const publisherState: { readonly [S in PublisherState]: number } = {
  NO_PUBLISH: 0,
  PUBLISH_REQUESTING: 1,
  PUBLISHING: 2,
};

export const playerState: { readonly [S in PlayerState]: number } = { NO_PLAY: 0, PLAY_REQUESTING: 1, PLAYING: 2 };

/** What a remote camera or microphone is like. */
export const remoteDevice = { open: 0, mute: 10 } as const;

export const engineState = { start: 0, stop: 1 } as const;

/** What is wrong with a device of this machine, and which one. */
export const deviceException = { generic: 1, invalidID: 2, notPermitted: 3, occupied: 5, unplugged: 6 } as const;
export const deviceType = { camera: 1, microphone: 2 } as const;

/** Events of a played stream: pictures or sound stood still, or move again. */
export const mediaEvent = { audioBreak: 0, audioResume: 1, videoBreak: 2, videoResume: 3 } as const;

/** Network modes that can be told apart without asking the system. */
export const networkMode = { offline: 0, unknown: 1 } as const;

/** Codec numbers of the native APIs, which the Web numbers differently. */
export const codecID = { default: 0, svc: 1, vp8: 2, h265: 3, h264DualStream: 4, unknown: 100 } as const;

/** The codec behind a documented number, by its name in MIME types. SVC and dual streams are H.264. INPUT_PARAM for any other number. */
export function codecName(id: unknown): 'H264' | 'VP8' | 'H265' {
  const name = codecNames[id as number];
  if (typeof id !== 'number' || !name) throw new RtcError('INPUT_PARAM', 'codecID');
  return name;
}

const codecNames: { readonly [id: number]: 'H264' | 'VP8' | 'H265' } = {
  [codecID.default]: 'H264',
  [codecID.svc]: 'H264',
  [codecID.vp8]: 'VP8',
  [codecID.h265]: 'H265',
  [codecID.h264DualStream]: 'H264',
};

/**
 * The source behind a documented number, in a platform's table of them. MODULE_NOT_IMPORTED for a number that the table does not
 * have, INPUT_PARAM for what is no number.
 */
export function sourceName<S extends string>(names: { readonly [number: number]: S }, number: unknown): S {
  const found = typeof number === 'number' ? names[number] : undefined;
  if (found === undefined) throw new RtcError(Number.isInteger(number) ? 'MODULE_NOT_IMPORTED' : 'INPUT_PARAM', 'source');
  return found;
}

/** Publish channels: Main, Aux, Third, Fourth. */
export const CHANNELS = 4;

/** Unknown is 5 here and −1 in the core. */
export function level(grade: Grade | QualityGrade): number {
  return grade === -1 ? 5 : grade;
}
