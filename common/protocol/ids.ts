import type { ErrorName } from './errors.ts';
import {
  ROOM_EXTRA_INFO_KEY_BYTES,
  ROOM_EXTRA_INFO_VALUE_BYTES,
  ROOM_ID_BYTES,
  STREAM_EXTRA_INFO_BYTES,
  STREAM_ID_BYTES,
  USER_ID_BYTES,
  USER_NAME_BYTES,
} from './limits.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };
export type RoomID = Branded<'RoomID'>;
export type UserID = Branded<'UserID'>;
export type StreamID = Branded<'StreamID'>;

/** The documented alphabet of user and room IDs (the native-only `%` and backtick are taken too). */
const ID_ALPHABET = /^[0-9A-Za-z~!@#$%^&*()_+=\-`;'’,.<>/]+$/;
const STREAM_ALPHABET = /^[0-9A-Za-z_-]+$/;

const encoder = new TextEncoder();
export const byteLength = (text: string): number => encoder.encode(text).length;

/** What is wrong with a value, by name; `undefined` when it is fine. Used by both ends so that they agree. */
export type Fault = ErrorName | undefined;

export function faultOfUserID(value: unknown): Fault {
  if (typeof value !== 'string' || value === '') return 'USER_ID_EMPTY';
  if (byteLength(value) > USER_ID_BYTES) return 'USER_ID_TOO_LONG';
  return ID_ALPHABET.test(value) ? undefined : 'USER_ID_ILLEGAL';
}

export function faultOfUserName(value: unknown): Fault {
  if (typeof value !== 'string') return 'USER_NAME_EMPTY';
  return byteLength(value) > USER_NAME_BYTES ? 'USER_NAME_TOO_LONG' : undefined;
}

export function faultOfRoomID(value: unknown): Fault {
  if (typeof value !== 'string' || value === '') return 'ROOM_ID_EMPTY';
  if (byteLength(value) > ROOM_ID_BYTES) return 'ROOM_ID_TOO_LONG';
  return ID_ALPHABET.test(value) ? undefined : 'ROOM_ID_ILLEGAL';
}

export function faultOfStreamID(value: unknown): Fault {
  if (typeof value !== 'string' || value === '') return 'STREAM_ID_EMPTY';
  if (byteLength(value) > STREAM_ID_BYTES) return 'STREAM_ID_TOO_LONG';
  return STREAM_ALPHABET.test(value) ? undefined : 'STREAM_ID_ILLEGAL';
}

export function faultOfExtraInfo(value: unknown): Fault {
  if (typeof value !== 'string') return 'EXTRA_INFO_EMPTY';
  return byteLength(value) > STREAM_EXTRA_INFO_BYTES ? 'EXTRA_INFO_TOO_LONG' : undefined;
}

export function faultOfRoomExtraInfoKey(value: unknown): Fault {
  if (typeof value !== 'string' || value === '') return 'ROOM_EXTRA_INFO_KEY_EMPTY';
  return byteLength(value) > ROOM_EXTRA_INFO_KEY_BYTES ? 'ROOM_EXTRA_INFO_KEY_TOO_LONG' : undefined;
}

export function faultOfRoomExtraInfoValue(value: unknown): Fault {
  return typeof value === 'string' && byteLength(value) <= ROOM_EXTRA_INFO_VALUE_BYTES
    ? undefined
    : 'ROOM_EXTRA_INFO_VALUE_TOO_LONG';
}
