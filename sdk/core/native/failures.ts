import { type ErrorName, errorTable } from '@liuyun/protocol/errors';

/** Who asks: the same loss of the network is another number for a room, a publisher and a player. */
export type Area = 'engine' | 'room' | 'publish' | 'play' | 'message' | 'device';

/** What only native SDKs can say (docs/errors.md lists them): there they have one engine, a profile, and snapshots that fail. */
export const nativeOnly = {
  ENGINE_MISSING: { code: 1_000_001, text: 'there is no engine yet, or no more' },
  NOT_PROVIDED: { code: 1_000_010, text: 'the plug-in, service or machine that this needs is not part of this cloud' },
  APP_ID_ZERO: { code: 1_001_000, text: 'the profile has no appID, or 0' },
  APP_SIGN_LENGTH: { code: 1_001_001, text: 'an AppSign has 64 characters' },
  APP_SIGN_CHARACTERS: { code: 1_001_002, text: 'an AppSign is hexadecimal' },
  NO_PUBLISH_SNAPSHOT: { code: 1_003_030, text: 'nothing is captured, or seen, that a snapshot could be taken of' },
  NO_PLAY_SNAPSHOT: { code: 1_004_030, text: 'the played stream is not seen, so that no snapshot can be taken of it' },
} as const;

export const NOT_PROVIDED = nativeOnly.NOT_PROVIDED.code;
export const ENGINE_MISSING = nativeOnly.ENGINE_MISSING.code;
export const NO_PUBLISH_SNAPSHOT = nativeOnly.NO_PUBLISH_SNAPSHOT.code;
export const NO_PLAY_SNAPSHOT = nativeOnly.NO_PLAY_SNAPSHOT.code;
const ILLEGAL_PARAM = 1_000_017;
/** What this machine cannot, whatever the cloud has. */
const UNSUPPORTED_PLATFORM = 1_000_006;

type ByArea = { [A in Area]?: number };

const inner: ByArea = { room: 1002099, publish: 1003099, play: 1004099, message: 1009010, device: 1006099 };
const broken: ByArea = { room: 1002051, publish: 1003020, play: 1004020, message: 1009010 };

/** Where the native SDKs count differently from the Web: one number, or one per area (`room` where an area has none). */
const native: { readonly [N in ErrorName]?: number | ByArea } = {
  INPUT_PARAM: ILLEGAL_PARAM,
  PUBLISH_PARAM: ILLEGAL_PARAM,
  PLAY_PARAM: ILLEGAL_PARAM,
  LOCAL_STREAM_WRONG: ILLEGAL_PARAM,
  NOT_ZEGO_STREAM: ILLEGAL_PARAM,
  INIT_WRONG: 1002030,
  NETWORK_BROKEN: broken,
  SOCKET_CLOSED: broken,
  SERVER_CLOSING: broken,
  TIMEOUT: { ...broken, room: 1002031 },
  INTERNAL: inner,
  REQUEST_UNKNOWN: inner,
  TRANSPORT_UNKNOWN: { ...inner, room: 1003099 },
  MEDIA_FAILED: { ...inner, room: 1003099 },
  SESSION_UNKNOWN: 1002057,
  TOO_MANY_REQUESTS: 1002071,
  COMMAND_TOO_OFTEN: 1002071,
  LOGIN_IN_PROGRESS: 1002061,
  LOGIN_CANCELLED: 1002052,
  MODULE_NOT_IMPORTED: NOT_PROVIDED,
  BROWSER_NOT_SUPPORTED: UNSUPPORTED_PLATFORM,
  HTTPS_REQUIRED: UNSUPPORTED_PLATFORM,
  SCREEN_NOT_SUPPORTED: UNSUPPORTED_PLATFORM,
  VIDEO_EFFECT_NOT_SUPPORT: UNSUPPORTED_PLATFORM,
  AUDIO_UNDECODABLE: 1008007,
  // Devices: 1006001 in general, 2 unknown, 3 not permitted, 5 in use, 6 unplugged.
  SCREEN_FAILED: 1006001,
  SCREEN_CANCELLED: 1006003,
  ENUMERATE_DEVICES_FAILED: 1006001,
  USE_DEVICE_FAILED: 1006001,
  DEVICE_NOT_FOUND: 1006002,
  OVERCONSTRAINED: 1006001,
  GET_USER_MEDIA_FAILED: 1006001,
  DEVICE_NOT_ALLOWED: 1006003,
  DEVICE_NOT_READABLE: 1006005,
  MICROPHONE_TRACK_ENDED: 1006001,
  CAMERA_TRACK_ENDED: 1006001,
  AUDIO_OUTPUT_FAILED: 1006001,
  VIDEO_TRACK_NOT_READABLE: 1006001,
  VIDEO_EFFECT_OVERLOAD: 1007001,
  // Publishing
  PUBLISH_REPEATED: 1003023,
  PUBLISH_RETRY_TIMEOUT: 1003021,
  PUBLISH_STREAM_NOT_FOUND: 1003099,
  NO_CAPTURE: 1003001,
  NO_VIDEO_TRACK: 1003001,
  NO_AUDIO_TRACK: 1003001,
  STREAM_WITHOUT_AUDIO: 1003001,
  STREAM_WITHOUT_VIDEO: 1003001,
  TRACK_NOT_FOUND: 1003001,
  REPLACE_TRACK_FAILED: 1003099,
  TRACK_CANNOT_ADD: 1003099,
  // Playing
  PLAY_ALREADY: 1004099,
  PLAY_RETRY_TIMEOUT: 1004020,
  PLAY_STREAM_UNKNOWN: 1004011,
  PLAY_CANCELLED: 1004099,
  PLAY_LIMIT: 1004010,
};

/** The number of a failure in the native SDKs; 0 for none. What they count as the Web does has the table's own number. */
export function nativeCode(failure: ErrorName | undefined, area: Area = 'room'): number {
  if (failure === undefined) return 0;
  const found = native[failure];
  if (found === undefined) return errorTable[failure].code;
  return typeof found === 'number' ? found : (found[area] ?? found.room ?? ILLEGAL_PARAM);
}
