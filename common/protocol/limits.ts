/** Figures both ends must agree on. Bytes are UTF-8 bytes, times are milliseconds unless the name says otherwise. */

export const PROTOCOL = 'liuyun.1';
/**
 * What was added to the protocol later than the rest and cannot be passed over. A client says at login which of it it knows
 * (`knows`), and is told the older way what it does not: `renewed` of `streamTracksUpdate`.
 */
export const ADDITIONS = ['renewed'] as const;
export type Addition = (typeof ADDITIONS)[number];

export const USER_ID_BYTES = 64;
export const USER_NAME_BYTES = 256;
export const ROOM_ID_BYTES = 128;
export const STREAM_ID_BYTES = 256;
export const STREAM_EXTRA_INFO_BYTES = 1024;
export const MESSAGE_BYTES = 1024;
export const ROOM_EXTRA_INFO_KEY_BYTES = 10;
export const ROOM_EXTRA_INFO_VALUE_BYTES = 100;
export const ROOM_EXTRA_INFO_KEYS = 1;
/** One packet of the real-time data channel. */
export const DATA_BYTES = 4096;
/** A token of 64-byte IDs with a long stream list stays far below this. */
export const TOKEN_BYTES = 8192;

/** One WebSocket frame. RTP capabilities of a browser are about 10 kB; a token and IDs about 1 kB. */
export const FRAME_BYTES = 131_072;
/** How long a socket may stay open without having logged in. */
export const UNAUTHENTICATED_MS = 10_000;
/** How many requests a client may have waiting for their turn. */
export const QUEUED_REQUESTS = 256;

/** A client sends `heartbeat` this often; the server takes a socket for dead after three missed ones. */
export const HEARTBEAT_MS = 10_000;
export const HEARTBEAT_DEAD_MS = 30_000;
/** How long the server keeps a session whose socket is gone (per app 5–100 s). */
export const AWAY_MS = 30_000;

export const REQUEST_TIMEOUT_MS = 10_000;
/** A Web client gives up reconnecting, publishing again and playing again after this (documented: 300 s). */
export const RETRY_WINDOW_MS = 300_000;
export const TOKEN_WILL_EXPIRE_MS = 30_000;

/** The highest cap that a first comer may ask for. */
export const USERS_PER_ROOM = 1_000_000;
/** One client that asked for several rooms. */
export const ROOMS_PER_USER = 5;
export const PLAYS_PER_SESSION = 50;
export const PUBLISHES_PER_SESSION = 20;

/** Documented message rates per second. */
export const BROADCAST_PER_ROOM = 10;
export const BROADCAST_PER_USER = 2;
export const BARRAGE_PER_ROOM = 20;
export const COMMAND_TO_ONE = 200;
export const COMMAND_TO_MANY = 10;
export const ROOM_EXTRA_INFO_PER_SECOND = 10;
/** How often a client tells how its connection is. */
export const NETWORK_REPORT_MS = 2_000;
/** How often a client tells what it measured, where the server wants to know. */
export const QUALITY_REPORT_MS = 10_000;
/** A client's log may be handed in this often. */
export const UPLOAD_LOG_EVERY_MS = 10_000;
/** Above this many users a room no longer tells everybody about everybody. */
export const USER_UPDATES_UP_TO = 500;
export const USER_COUNT_EVERY_MS = 30_000;
