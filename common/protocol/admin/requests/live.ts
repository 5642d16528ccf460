import { z } from 'zod';
import { AppID, pageOf, paging, RoomIDField, Search, StreamIDField, Time, UserIDField, upTo } from '../fields.ts';
import { adminRequest } from '../shape.ts';

const REASON_BYTES = 256;
const MESSAGE_BYTES = 1_024;
const DAY_SECONDS = 86_400;

const Kind = z.enum(['audio', 'video']);

/** By room ID. */
export const listRooms = adminRequest({
  params: z.object({ appID: AppID, search: Search, ...paging }),
  result: z.object({
    ...pageOf(z.object({ roomID: z.string(), openedAt: Time, users: z.int(), streams: z.int() })),
    /** That fit the search. */
    total: z.int(),
  }),
});

const LiveUser = z.object({
  userID: z.string(),
  userName: z.string(),
  enteredAt: Time,
  /** away: their connection broke, and their place is kept. */
  state: z.enum(['present', 'away']),
  /** IDs of the streams they publish. */
  publishes: z.array(z.string()),
  /** How many streams they play. */
  plays: z.int(),
});

const LiveStream = z.object({
  streamID: z.string(),
  userID: z.string(),
  userName: z.string(),
  since: Time,
  extraInfo: z.string(),
  tracks: z.array(z.object({ kind: Kind, muted: z.boolean(), /** By a rule. */ forbidden: z.boolean() })),
  /** How many play it. */
  players: z.int(),
  /** Taken off the room's list by the app's server. */
  hidden: z.boolean(),
  /** As the publisher reported last; null where nothing is known. */
  kbps: z.number().nullable(),
  fps: z.number().nullable(),
});

/**
 * Who is in a room and what is published there. `limit` and `cursor` page its users, in the order in which they came; `search`
 * leaves those whose ID or name has it. NOT_FOUND.
 */
export const getRoom = adminRequest({
  params: z.object({ appID: AppID, roomID: RoomIDField, search: Search, ...paging }),
  result: z.object({
    roomID: z.string(),
    openedAt: Time,
    /** All of them. */
    userCount: z.int(),
    /** That fit the search. */
    found: z.int(),
    users: z.array(LiveUser),
    next: z.string().optional(),
    streams: z.array(LiveStream),
  }),
});

/** NOT_FOUND when there is no such room. `kicked` are those who were there. `forbidSeconds` keeps them out of the room for so long. */
export const kickUsers = adminRequest({
  params: z.object({
    appID: AppID,
    roomID: RoomIDField,
    userIDs: z.array(UserIDField).min(1).max(100),
    reason: upTo(REASON_BYTES).default(''),
    forbidSeconds: z.int().min(0).max(DAY_SECONDS).default(0),
  }),
  result: z.object({ kicked: z.array(z.string()) }),
  audited: ['appID', 'roomID', 'userIDs', 'reason', 'forbidSeconds'],
});

/** Throws everybody out. NOT_FOUND. */
export const closeRoom = adminRequest({
  params: z.object({ appID: AppID, roomID: RoomIDField, reason: upTo(REASON_BYTES).default('') }),
  result: z.object({}),
  audited: ['appID', 'roomID', 'reason'],
});

/** Keeps out whoever has this user ID, comes from this address, or enters this room (user and room together: that user there). CONFLICT when there are too many rules. */
export const forbidUser = adminRequest({
  params: z.object({
    appID: AppID,
    userID: UserIDField.optional(),
    roomID: RoomIDField.optional(),
    address: z.string().max(45).optional(),
    login: z.boolean().default(true),
    publish: z.boolean().default(true),
    seconds: z.int().min(1).max(DAY_SECONDS),
    /** Whether those who are in are thrown out too (a rule by address leaves them). */
    kick: z.boolean().default(false),
    reason: upTo(REASON_BYTES).default(''),
  }),
  result: z.object({ id: z.string(), expiresAt: Time, kicked: z.int() }),
  audited: ['appID', 'userID', 'roomID', 'address', 'login', 'publish', 'seconds', 'kick', 'reason'],
});

/** `whole`: it ends, and nobody may publish that name until the rule is removed. Otherwise tracks of it are silenced in a room for `seconds`. */
export const forbidStream = adminRequest({
  params: z.object({
    appID: AppID,
    streamID: StreamIDField,
    whole: z.boolean(),
    roomID: RoomIDField.optional(),
    audio: z.boolean().default(false),
    video: z.boolean().default(false),
    seconds: z.int().min(1).max(DAY_SECONDS).default(DAY_SECONDS),
  }),
  result: z.object({ id: z.string() }),
  audited: ['appID', 'streamID', 'whole', 'roomID', 'audio', 'video', 'seconds'],
});

/**
 * Makes worthless every token that was issued until now: of these users, or of everybody. `kick` throws out who is in with one.
 * Tokens of a later second are good. CONFLICT when there are as many such rules as there may be.
 */
export const revokeTokens = adminRequest({
  params: z.object({
    appID: AppID,
    userIDs: z.array(UserIDField).max(100).default([]),
    allUsers: z.boolean().default(false),
    kick: z.boolean().default(true),
    reason: upTo(REASON_BYTES).default(''),
  }),
  result: z.object({ until: Time, /** How many users were thrown out. */ kicked: z.int() }),
  audited: ['appID', 'userIDs', 'allUsers', 'kick', 'reason'],
});

const Rule = z.object({
  /** For `removeRule`. */
  id: z.string(),
  /** `tokens`: made worthless, of the user or, without one, of everybody. */
  kind: z.enum(['user', 'stream', 'tracks', 'tokens']),
  userID: z.string().nullable(),
  roomID: z.string().nullable(),
  address: z.string().nullable(),
  streamID: z.string().nullable(),
  /** Of a user rule. */
  login: z.boolean(),
  publish: z.boolean(),
  /** Of a rule about tracks. */
  audio: z.boolean(),
  video: z.boolean(),
  /** Of a rule about tokens: those issued until then; null for other rules. */
  tokensUntil: Time.nullable(),
  createdAt: Time,
  /** null: until it is removed. */
  expiresAt: Time.nullable(),
});

/** The rules in force, the oldest first; `search` leaves those of users, rooms, streams and addresses that have it. */
export const listRules = adminRequest({
  params: z.object({ appID: AppID, search: Search, ...paging }),
  result: z.object({ ...pageOf(Rule), /** That fit the search. */ total: z.int() }),
});

/** NOT_FOUND when it is no longer in force. */
export const removeRule = adminRequest({
  params: z.object({ appID: AppID, id: z.string().min(1).max(1_200) }),
  result: z.object({}),
  audited: ['appID', 'id'],
});

/** As the app's server would send it. `missed`: named users who are not there. NOT_FOUND when there is no such room. */
export const sendMessage = adminRequest({
  params: z.object({
    appID: AppID,
    roomID: RoomIDField,
    kind: z.enum(['broadcast', 'barrage', 'command']),
    text: upTo(MESSAGE_BYTES).refine((text) => text !== '', { error: 'empty' }),
    fromUserID: UserIDField.optional(),
    fromUserName: upTo(256).optional(),
    /** Of a command; nobody named is everybody. */
    toUserIDs: z.array(UserIDField).max(100).default([]),
  }),
  result: z.object({ missed: z.array(z.string()) }),
  audited: ['appID', 'roomID', 'kind', 'fromUserID', 'toUserIDs'],
});
