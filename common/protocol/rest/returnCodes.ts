/** What an answer of the server API says in `Code` and `Message`. The numbers are the documented ones. */
export const returnCodes = {
  OK: { code: 0, text: 'success' },

  // --- the door itself: nothing was done
  HOST_WRONG: { code: 100000000, text: 'the Host header is wrong' },
  APP_ID_FORMAT: { code: 100000001, text: 'AppId is not a number from 1 to 4294967295' },
  TIMESTAMP_EMPTY: { code: 100000002, text: 'Timestamp missing' },
  TIMESTAMP_FORMAT: { code: 100000003, text: 'Timestamp is not a Unix time in seconds' },
  SIGNATURE_EXPIRED: { code: 100000004, text: 'Timestamp is more than 10 minutes off' },
  SIGNATURE_WRONG: { code: 100000005, text: 'Signature wrong, or its nonce was used before' },
  ACTION_EMPTY: { code: 100000006, text: 'Action missing' },
  ACTION_UNKNOWN: { code: 100000007, text: 'Action unknown' },
  NONCE_EMPTY: { code: 100000008, text: 'SignatureNonce missing' },
  SIGNATURE_EMPTY: { code: 100000009, text: 'Signature missing' },
  NO_SERVER_SECRET: { code: 100000010, text: 'this app has no ServerSecret' },
  NO_APP: { code: 100000011, text: 'no app has this AppId' },
  SIGNATURE_VERSION_EMPTY: { code: 100000013, text: 'SignatureVersion missing' },
  SIGNATURE_VERSION_UNKNOWN: { code: 100000014, text: 'SignatureVersion is neither 2.0 nor 3.0' },
  GATEWAY_FAILED: { code: 100000015, text: 'the server failed' },
  ENVIRONMENT_OFF: { code: 100000016, text: 'there is no test environment here: leave IsTest out' },
  SERVICE_OFF: { code: 100000017, text: 'this service is not provided here' },

  // --- rooms
  PARAM_WRONG: { code: 2, text: 'a parameter is wrong' },
  PARAM_TOO_LONG: { code: 3, text: 'a parameter is too long' },
  UNDECODABLE: { code: 8, text: 'the request cannot be decoded' },
  ROOM_UNKNOWN: { code: 104, text: 'the room does not exist' },
  USER_UNKNOWN: { code: 105, text: 'the user is not in the room' },
  STREAM_UNKNOWN: { code: 138, text: 'the stream does not exist' },
  APP_TOO_OFTEN: { code: 206, text: 'this action was asked for too often by this app' },
  ROOM_TOO_OFTEN: { code: 207, text: 'this action was asked for too often for this room' },
  CONTENT_EMPTY: { code: 1008, text: 'MessageContent missing or empty' },
  STREAM_OF_ANOTHER: { code: 1012, text: 'the stream belongs to another user' },
  USER_OFFLINE: { code: 50003, text: 'the user is offline' },
  TOO_MANY_USERS: { code: 50011, text: 'too many users in one request' },
  CONTENT_TOO_LONG: { code: 50012, text: 'MessageContent longer than 1024 bytes' },
  TOO_MANY_RULES: { code: 50123, text: 'too many rules of this type are in force' },
  RULE_UNKNOWN: { code: 50124, text: 'there is no such rule' },

  // --- media
  MEDIA_TOO_OFTEN: { code: 30002, text: 'this action was asked for too often' },
  STREAM_IDS_WRONG: { code: 30006, text: 'the list of stream IDs is wrong' },
  STREAM_ID_WRONG: { code: 30009, text: 'the stream ID is wrong' },
  STREAM_NOT_FOUND: { code: 41004, text: 'no such stream is known' },
  STREAM_CLOSED: { code: 41006, text: 'the stream is closed' },
  FORBID_FAILED: { code: 42001, text: 'Sequence is not above the last one of this stream' },
  RESUME_FAILED: { code: 42002, text: 'Sequence is not above the last one of this stream' },
  FORBIDS_FAILED: { code: 42003, text: 'Sequence is not above the last one of one of these streams' },
  RESUMES_FAILED: { code: 42004, text: 'Sequence is not above the last one of one of these streams' },
} as const;

export type ReturnName = keyof typeof returnCodes;

export function isReturnName(name: unknown): name is ReturnName {
  return typeof name === 'string' && Object.hasOwn(returnCodes, name);
}
