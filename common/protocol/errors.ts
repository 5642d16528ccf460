type Row = {
  /** The public number on the Web (docs/errors.md); native façades may spell it differently. */
  code: number;
  /** HTTP status when the failure leaves by an HTTP door. */
  http: number;
  text: string;
  /** Whether the same call may succeed later without a change by the caller. */
  retry: boolean;
};

const row = (code: number, http: number, text: string, retry = false): Row => ({ code, http, text, retry });

/** Every failure of this system, once. A test compares this table with docs/errors.md both ways. */
export const errorTable = {
  // --- common
  NOT_LOGGED_IN: row(1000002, 401, 'not logged in to a room'),
  STREAM_ID_TOO_LONG: row(1000014, 400, 'stream ID longer than 256 bytes'),
  STREAM_ID_EMPTY: row(1000015, 400, 'stream ID missing or empty'),
  STREAM_ID_ILLEGAL: row(1000016, 400, 'stream ID has a character outside letters, digits, - and _'),
  NETWORK_BROKEN: row(1000017, 503, 'the network is broken', true),
  LOCAL_STREAM_WRONG: row(1000018, 400, 'not a local stream of this SDK'),
  SCENARIO_LOCKED: row(1000067, 409, 'the scenario cannot change while in a room'),
  ROOM_MODE_LATE: row(1001020, 409, 'several rooms are allowed before the first login'),
  GEO_FENCE_LATE: row(1001021, 409, 'regions are chosen before an engine is made'),
  APP_ID_UNKNOWN: row(1001004, 403, 'AppID unknown'),
  APP_SIGN_WRONG: row(1001005, 403, 'AppSign wrong'),
  INPUT_PARAM: row(1100001, 400, 'an argument is wrong'),
  TIMEOUT: row(1100002, 504, 'no answer in time', true),
  SOCKET_CLOSED: row(1100003, 503, 'the connection closed while waiting', true),
  INTERNAL: row(1100999, 500, 'unexpected server failure', true),
  INIT_WRONG: row(1101000, 400, 'construction arguments unusable'),
  MODULE_NOT_IMPORTED: row(1101003, 501, 'this feature needs a plug-in that is not registered'),

  // --- room, user, token
  ROOM_COUNT_EXCEEDED: row(1002001, 409, 'already in a room'),
  ROOM_NOT_JOINED: row(1002002, 404, 'this room is not joined'),
  USER_ID_EMPTY: row(1002005, 400, 'user ID missing or empty'),
  USER_ID_ILLEGAL: row(1002006, 400, 'user ID has an illegal character'),
  USER_ID_TOO_LONG: row(1002007, 400, 'user ID longer than 64 bytes'),
  USER_NAME_EMPTY: row(1002008, 400, 'user name empty'),
  USER_NAME_TOO_LONG: row(1002010, 400, 'user name longer than 256 bytes'),
  ROOM_ID_EMPTY: row(1002011, 400, 'room ID missing or empty'),
  ROOM_ID_ILLEGAL: row(1002012, 400, 'room ID has an illegal character'),
  ROOM_ID_TOO_LONG: row(1002013, 400, 'room ID longer than 128 bytes'),
  ROOM_EXTRA_INFO_KEY_EMPTY: row(1002014, 400, 'key of room extra info missing or empty'),
  ROOM_EXTRA_INFO_KEY_TOO_LONG: row(1002015, 400, 'key of room extra info longer than 10 bytes'),
  ROOM_EXTRA_INFO_VALUE_TOO_LONG: row(1002016, 400, 'room extra info missing or longer than 100 bytes'),
  ROOM_EXTRA_INFO_KEYS: row(1002017, 409, 'a room has one key of extra info'),
  MULTI_ROOM_USER: row(1002018, 409, 'several rooms are joined as one user'),
  MULTI_ROOM_SWITCH: row(1002019, 409, 'rooms are not switched while several can be joined'),
  CONNECT_FAILED: row(1002030, 503, 'the server could not be reached', true),
  LOGIN_TIMEOUT: row(1002031, 504, 'login was not answered in time', true),
  LOGIN_REFUSED: row(1002033, 403, 'authentication refused'),
  ROOM_FULL: row(1002034, 409, 'the room is full', true),
  ROOM_QUOTA: row(1002037, 409, 'more rooms than one user may be in'),
  KICKED_BY_OTHER_LOGIN: row(1002050, 409, 'the same user logged in elsewhere'),
  ROOM_RECONNECTING: row(1002051, 503, 'connection broken, retrying', true),
  ROOM_RETRY_TIMEOUT: row(1002053, 504, 'gave up reconnecting'),
  KICKED_BY_SERVER: row(1002055, 403, 'kicked out by the server'),
  KICKED_TOKEN_EXPIRED: row(1002056, 403, 'kicked out because the token expired'),
  ROOM_ALREADY_JOINED: row(1002064, 409, 'this room is joined already'),
  USER_FORBIDDEN: row(1002066, 403, 'the user is on the block list'),
  NO_CREDENTIALS: row(1002067, 401, 'neither AppSign nor token given'),
  TOKEN_FORMAT: row(1002075, 403, 'token cannot be decoded'),
  TOKEN_APP_ID: row(1002076, 403, 'token was made for another AppID'),
  TOKEN_USER_ID: row(1002077, 403, 'token was made for another user'),
  TOKEN_EXPIRED: row(1002078, 403, 'token expired'),
  TOKEN_VERSION: row(1002079, 403, 'token version unknown'),
  TOKEN_NONCE: row(1002080, 403, 'token nonce is not an integer'),
  NO_PUBLISH_PRIVILEGE: row(1002082, 403, 'the token does not permit publishing this stream'),
  USER_ACTIVE_ELSEWHERE: row(1002086, 409, 'the user is active on another device'),
  LOGIN_IN_PROGRESS: row(1102012, 409, 'a login is running already'),
  LOGIN_CANCELLED: row(1102026, 409, 'the login was cancelled'),

  // --- the wire itself
  SESSION_UNKNOWN: row(1102015, 410, 'the session is over; log in again'),
  REQUEST_UNKNOWN: row(1102019, 400, 'no such request'),
  SERVER_CLOSING: row(1102024, 503, 'the server is closing', true),
  TOO_MANY_REQUESTS: row(1102022, 429, 'asked too often', true),
  TRANSPORT_UNKNOWN: row(1103003, 404, 'no such media transport'),
  MEDIA_FAILED: row(1103003, 500, 'the media server failed', true),

  // --- publish
  STREAM_FORBIDDEN: row(1003025, 403, 'publishing is forbidden by the server'),
  STREAM_ID_TAKEN: row(1003028, 409, 'stream ID in use'),
  SEI_EMPTY: row(1003043, 400, 'no data to send in the video'),
  SEI_TOO_LONG: row(1003044, 400, 'too much data for one frame'),
  PUBLISH_ROOM_MISSING: row(1003071, 400, 'with several rooms publishing needs a room ID'),
  EXTRA_INFO_EMPTY: row(1003050, 400, 'extra info missing'),
  EXTRA_INFO_TOO_LONG: row(1003051, 400, 'extra info too long'),
  CDN_NOT_AVAILABLE: row(1003040, 501, 'relaying to a CDN is not available'),
  CODEC_NOT_ENCODABLE: row(1003080, 400, 'the codec cannot be sent here'),
  PUBLISH_INNER: row(1003099, 500, 'publishing failed', true),
  PUBLISH_PARAM: row(1103001, 400, 'a publish argument is wrong'),
  BROWSER_NOT_SUPPORTED: row(1103002, 400, 'no WebRTC here, or the page is not secure'),
  SCREEN_FAILED: row(1103010, 400, 'screen capture failed'),
  ENUMERATE_DEVICES_FAILED: row(1103011, 400, 'devices could not be listed'),
  USE_DEVICE_FAILED: row(1103012, 400, 'the device could not be switched'),
  SCREEN_CANCELLED: row(1103042, 400, 'the user cancelled screen sharing'),
  SCREEN_NOT_SUPPORTED: row(1103043, 400, 'no screen capture here'),
  NO_VIDEO_TRACK: row(1103045, 400, 'the stream has no video'),
  NO_AUDIO_TRACK: row(1103046, 400, 'the stream has no audio'),
  TRACK_NOT_FOUND: row(1103047, 400, 'no such track'),
  DEVICE_NOT_FOUND: row(1103048, 400, 'device unknown'),
  PUBLISH_RETRY_TIMEOUT: row(1103051, 504, 'gave up publishing again'),
  HTTPS_REQUIRED: row(1103053, 400, 'the page is not secure (https or localhost)'),
  PUBLISH_STREAM_NOT_FOUND: row(1103055, 404, 'this stream is not being published'),
  PUBLISH_REPEATED: row(1103056, 409, 'the stream is being published already'),
  AUDIO_UNDECODABLE: row(1103057, 400, 'the sound file cannot be loaded or decoded'),
  GET_USER_MEDIA_FAILED: row(1103061, 400, 'camera or microphone could not be opened'),
  DEVICE_NOT_ALLOWED: row(1103064, 403, 'permission for camera or microphone denied'),
  DEVICE_NOT_READABLE: row(1103065, 400, 'the device is busy'),
  OVERCONSTRAINED: row(1103066, 400, 'the device cannot do what was asked'),
  VIDEO_EFFECT_NOT_SUPPORT: row(1103072, 501, 'pictures cannot be processed here'),
  VIDEO_TRACK_NOT_READABLE: row(1103074, 500, 'the picture cannot be read any more', true),
  VIDEO_EFFECT_OVERLOAD: row(1103075, 503, 'processing the picture takes too long', true),
  REPLACE_TRACK_FAILED: row(1103079, 400, 'replacing the track failed'),
  NOT_ZEGO_STREAM: row(1103086, 400, 'not a stream of createZegoStream'),
  STREAM_WITHOUT_AUDIO: row(1103087, 400, 'the stream captures no audio'),
  STREAM_WITHOUT_VIDEO: row(1103088, 400, 'the stream captures no video'),
  AUDIO_OUTPUT_FAILED: row(1103093, 400, 'the audio output could not be set'),
  NO_CAPTURE: row(1103099, 400, 'the stream is not capturing'),
  TRACK_CANNOT_ADD: row(1103101, 400, 'only a kind that the stream lacks can be added'),

  // --- play
  STREAM_NOT_FOUND: row(1004002, 404, 'the stream does not exist', true),
  PLAY_INTERRUPTED: row(1004020, 503, 'playing was interrupted, retrying', true),
  PLAY_FORBIDDEN: row(1004025, 403, 'the stream is forbidden by the server'),
  CODEC_NOT_DECODABLE: row(1004080, 400, 'the codec cannot be played here'),
  PLAY_INNER: row(1004099, 500, 'playing failed', true),
  PLAY_PARAM: row(1104001, 400, 'a play argument is wrong'),
  PLAY_RETRY_TIMEOUT: row(1104031, 504, 'gave up playing again'),
  PLAY_ALREADY: row(1104032, 409, 'the stream is being played already'),
  PLAY_STREAM_UNKNOWN: row(1104039, 404, 'this stream is not being played'),
  PLAY_CANCELLED: row(1104042, 409, 'stopped before playing began'),
  PLAY_LIMIT: row(1104045, 409, 'too many streams are being played'),

  // --- mixing
  MIXING_NOT_AVAILABLE: row(1005000, 501, 'mixing is not available'),

  // --- devices (event deviceError)
  DEVICE_UNPLUGGED: row(1006006, 400, 'a device in use was unplugged'),
  MICROPHONE_TRACK_ENDED: row(1106009, 400, 'the microphone track ended unexpectedly'),
  CAMERA_TRACK_ENDED: row(1106010, 400, 'the camera track ended unexpectedly'),

  // --- messages
  MESSAGE_EMPTY: row(1009001, 400, 'message empty'),
  MESSAGE_TOO_LONG: row(1009002, 400, 'message longer than 1024 bytes'),
  DATA_TOO_LONG: row(1009003, 400, 'data empty or longer than 4096 bytes'),
  MESSAGE_ROOM: row(1009005, 404, 'a message for a room that is not joined'),
  MESSAGE_FAILED: row(1009010, 500, 'message could not be sent', true),
  MESSAGE_TOO_OFTEN: row(1009015, 429, 'messages are sent too often', true),
  COMMAND_TOO_OFTEN: row(1109001, 429, 'commands are sent too often', true),
  DATA_MANAGER_LIMIT: row(1009031, 409, 'a room has one data manager'),
  DATA_ID_TAKEN: row(1009034, 409, 'the stream ID carries media'),
  DATA_NOT_BROADCAST: row(1009036, 404, 'this data is not being broadcast'),
  DATA_NOT_SUBSCRIBED: row(1009037, 404, 'this data is not subscribed to'),
  DATA_REPEATED: row(1009035, 409, 'this data is being broadcast or subscribed to already'),

  // --- licensed content
  MUSIC_NOT_AVAILABLE: row(1017041, 501, 'there is no copyrighted music here'),
  MUSIC_NOT_INITIALISED: row(1017096, 409, 'copyrighted music was not initialised'),
} as const satisfies { [name: string]: Row };

export type ErrorName = keyof typeof errorTable;

/** The one error class: `name` says which failure, `detail` what exactly (never a secret, never an address). */
export class RtcError extends Error {
  readonly failure: ErrorName;
  readonly code: number;
  readonly detail: string;

  constructor(failure: ErrorName, detail = '', options?: { cause?: unknown }) {
    super(detail ? `${errorTable[failure].text}: ${detail}` : errorTable[failure].text, options);
    this.name = 'RtcError';
    this.failure = failure;
    this.code = errorTable[failure].code;
    this.detail = detail;
  }

  get retry(): boolean {
    return errorTable[this.failure].retry;
  }

  /** Any thrown thing as an RtcError; what is not one already becomes `fallback` with its cause kept. */
  static from(error: unknown, fallback: ErrorName = 'INTERNAL'): RtcError {
    return isOurs(error) ? error : new RtcError(fallback, '', { cause: error });
  }
}

/** An app's object may throw whatever it likes out of a getter, even something that throws when it is looked at. */
function isOurs(error: unknown): error is RtcError {
  try {
    return error instanceof RtcError;
  } catch {
    return false;
  }
}

export function isErrorName(name: unknown): name is ErrorName {
  return typeof name === 'string' && Object.hasOwn(errorTable, name);
}
