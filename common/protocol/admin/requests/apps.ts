import { z } from 'zod';
import { AppID, pageOf, paging, RoomIDField, Search, StreamIDField, Time, UserIDField } from '../fields.ts';
import { adminRequest } from '../shape.ts';

const AppName = z.string().min(1).max(100);

const options = {
  /** AppSign no longer suffices to log in. */
  tokenOnly: z.boolean(),
  /** Whether the privileges in tokens count. */
  checkPrivileges: z.boolean(),
  /** Whether users are kicked out when their token expires. */
  strictTokenExpiry: z.boolean(),
  /** How long the place of a user whose connection broke is kept, ms. */
  keepSessionMs: z.int().min(5_000).max(100_000),
  /** Users of the app at the same time; 0: any number. */
  maxUsers: z.int().min(0).max(10_000_000),
  /** Rooms of the app at the same time; 0: any number. */
  maxRooms: z.int().min(0).max(10_000_000),
  /** Users in one room; 0: any number. */
  maxUsersPerRoom: z.int().min(0).max(1_000_000),
  /** Streams that one user publishes at a time. */
  maxStreamsPerUser: z.int().min(1).max(20),
  /** Streams that one user plays at a time. */
  maxPlaysPerUser: z.int().min(1).max(50),
  /** How often its server may call the server API, in percent of what every app may. */
  serverApiRate: z.int().min(1).max(10_000),
};
const Options = z.object(options);

const counts = {
  /** Users, rooms and streams now. */
  users: z.int(),
  rooms: z.int(),
  streams: z.int(),
};

const Summary = z.object({ appID: AppID, name: z.string(), createdAt: Time, ...counts });

const Detail = Summary.extend({
  options: Options,
  callback: z.object({ url: z.string() }).nullable(),
  /** The former ServerSecret is good until then; null: there is only one. */
  graceUntil: Time.nullable(),
  /** What the SDK of an app is given: the server's signalling URL as this console is reached. */
  serverPath: z.string(),
});

/** In the order in which they were created. */
export const listApps = adminRequest({
  params: z.object({ ...paging, search: Search }),
  result: z.object({ ...pageOf(Summary), total: z.int() }),
});

export const getApp = adminRequest({ params: z.object({ appID: AppID }), result: Detail });

/** The credentials are made unless an app moves here with those it has. CONFLICT when the AppID is taken. */
export const createApp = adminRequest({
  params: z.object({
    name: AppName,
    appID: AppID.optional(),
    appSign: z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, { error: '64 hexadecimal characters' })
      .optional(),
    serverSecret: z
      .string()
      .regex(/^[\x21-\x7e]{32}$/, { error: '32 characters' })
      .optional(),
  }),
  result: Detail,
  audited: ['name', 'appID'],
});

/** What is named is changed. `callback: null` takes the callbacks away; a new URL keeps the secret. */
export const changeApp = adminRequest({
  params: z.object({
    appID: AppID,
    name: AppName.optional(),
    options: Options.partial().optional(),
    callback: z
      .object({ url: z.string().min(1).max(1_024) })
      .nullable()
      .optional(),
  }),
  result: Detail,
  audited: ['appID', 'name', 'options', 'callback'],
});

/** Throws everybody out, closes the rooms, forgets rules and credentials. `name` is asked again: BAD_REQUEST when it is not the app's. */
export const deleteApp = adminRequest({
  params: z.object({ appID: AppID, name: z.string().max(100) }),
  result: z.object({}),
  audited: ['appID', 'name'],
});

/** NOT_FOUND for the callback secret of an app without callbacks. */
export const revealCredentials = adminRequest({
  params: z.object({ appID: AppID, which: z.enum(['appSign', 'serverSecret', 'callbackSecret']) }),
  result: z.object({ value: z.string() }),
  audited: ['appID', 'which'],
});

/** Makes a new ServerSecret; for `graceHours` the former one is good too. A grace that was running ends. */
export const rotateServerSecret = adminRequest({
  params: z.object({ appID: AppID, graceHours: z.number().min(0).max(720).default(24) }),
  result: z.object({ value: z.string(), graceUntil: Time.nullable() }),
  audited: ['appID', 'graceHours'],
});

/** The former ServerSecret is good no longer. CONFLICT when there is none. */
export const endGrace = adminRequest({ params: z.object({ appID: AppID }), result: z.object({}), audited: ['appID'] });

/** The former AppSign is good no longer. */
export const rotateAppSign = adminRequest({
  params: z.object({ appID: AppID }),
  result: z.object({ value: z.string() }),
  audited: ['appID'],
});

/**
 * Callbacks from now on are signed with the new one: the given one, which the app's server checks with already, or one that is
 * made. NOT_FOUND for an app without callbacks.
 */
export const rotateCallbackSecret = adminRequest({
  params: z.object({
    appID: AppID,
    secret: z
      .string()
      .regex(/^[\x21-\x7e]{1,128}$/, { error: '1 to 128 characters without blanks' })
      .optional(),
  }),
  result: z.object({ value: z.string() }),
  audited: ['appID'],
});

/** A token for trying things out, and a link to the debugging page with it (a path; the token is in its fragment). */
export const makeToken = adminRequest({
  params: z.object({
    appID: AppID,
    userID: UserIDField,
    roomID: RoomIDField.optional(),
    /** Only with `roomID`: whether streams may be published. */
    canPublish: z.boolean().default(true),
    /** Only with `roomID`: the only streams that may be published; nobody named is any. */
    streamIDs: z.array(StreamIDField).max(50).default([]),
    hours: z.number().min(0.01).max(24).default(24),
  }),
  result: z.object({ token: z.string(), expiresAt: Time, debugLink: z.string() }),
  audited: ['appID', 'userID', 'roomID', 'canPublish', 'streamIDs', 'hours'],
});
