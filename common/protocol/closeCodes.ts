/** WebSocket close codes of the signalling door (4000–4999 is the private range of RFC 6455 §7.4.2). */
export const closeCodes = {
  LOGGED_OUT: { code: 4000, reconnect: false, text: 'logged out' },
  KICKED_OUT: { code: 4001, reconnect: false, text: 'kicked out' },
  REPLACED: { code: 4002, reconnect: false, text: 'the session continues on a newer socket' },
  SERVER_CLOSING: { code: 4003, reconnect: true, text: 'the server is closing' },
  SESSION_GONE: { code: 4004, reconnect: true, text: 'the session ended on the server' },
  UNAUTHENTICATED: { code: 4401, reconnect: false, text: 'no login in time' },
  BAD_FRAME: { code: 4400, reconnect: false, text: 'a frame was not understood' },
  SILENT: { code: 4408, reconnect: true, text: 'no heartbeat' },
  TOO_BIG: { code: 4413, reconnect: false, text: 'a frame was too big' },
  FLOOD: { code: 4429, reconnect: false, text: 'too many requests' },
  SLOW: { code: 4430, reconnect: true, text: 'the client reads too slowly' },
  PROTOCOL_VERSION: { code: 4426, reconnect: false, text: 'protocol version not supported' },
} as const;

export type CloseName = keyof typeof closeCodes;
