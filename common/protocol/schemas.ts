import { z } from 'zod';
import {
  byteLength,
  type Fault,
  faultOfExtraInfo,
  faultOfRoomExtraInfoKey,
  faultOfRoomExtraInfoValue,
  faultOfRoomID,
  faultOfStreamID,
  faultOfUserID,
  faultOfUserName,
  type RoomID,
  type StreamID,
  type UserID,
} from './ids.ts';
import { MESSAGE_BYTES, TOKEN_BYTES } from './limits.ts';

/** A string checked by one of `ids.ts`; the fault's name travels as `params.failure` of the issue. */
const checked = <T extends string>(fault: (value: unknown) => Fault) =>
  z.custom<T>().superRefine((value, context) => {
    const failure = fault(value);
    if (failure) context.addIssue({ code: 'custom', message: failure, params: { failure } });
  });

export const RoomIDSchema = checked<RoomID>(faultOfRoomID);
export const UserIDSchema = checked<UserID>(faultOfUserID);
export const StreamIDSchema = checked<StreamID>(faultOfStreamID);
export const UserNameSchema = checked<string>(faultOfUserName);
export const ExtraInfoSchema = checked<string>(faultOfExtraInfo);

export const UserSchema = z.object({ userID: UserIDSchema, userName: UserNameSchema });
export const TokenSchema = z.string().max(TOKEN_BYTES);
export const MessageSchema = checked<string>((value) => {
  if (typeof value !== 'string' || value === '') return 'MESSAGE_EMPTY';
  return byteLength(value) > MESSAGE_BYTES ? 'MESSAGE_TOO_LONG' : undefined;
});

/** Binary content as base64; its size is that of a message. */
export const ContentSchema = checked<string>((value) => {
  if (typeof value !== 'string' || value === '') return 'MESSAGE_EMPTY';
  if (value.length > Math.ceil(MESSAGE_BYTES / 3) * 4) return 'MESSAGE_TOO_LONG';
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value) || value.length % 4 !== 0) return 'INPUT_PARAM';
  const padding = value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0;
  return (value.length / 4) * 3 - padding > MESSAGE_BYTES ? 'MESSAGE_TOO_LONG' : undefined;
});

export const RoomExtraInfoKeySchema = checked<string>(faultOfRoomExtraInfoKey);
export const RoomExtraInfoValueSchema = checked<string>(faultOfRoomExtraInfoValue);
/** A value that a room carries for everybody in it. */
export const RoomExtraInfoSchema = z.object({
  key: z.string(),
  value: z.string(),
  updateUser: UserSchema,
  /** Unix ms. */
  updateTime: z.number(),
});

/** −1 unknown, 0 excellent, 1 good, 2 middle, 3 poor, 4 dead. */
export const GradeSchema = z.union([z.literal(-1), z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

/**
 * How a data channel delivers (RFC 8831), as the client's WebRTC stack describes it; checked by the media engine. In order
 * and reliably, unless `ordered` is false; then a packet may be given up after so many ms or retransmissions.
 */
export const SctpStreamSchema = z.object({
  streamId: z.number().int().min(0).max(65_534),
  ordered: z.boolean().optional(),
  maxPacketLifeTime: z.number().int().min(1).max(65_535).optional(),
  maxRetransmits: z.number().int().min(1).max(65_535).optional(),
});

export const KindSchema = z.enum(['audio', 'video']);
/** Which picture of a stream with two a player wants; `auto` is what its bandwidth allows. */
export const LayerSchema = z.enum(['low', 'high', 'auto']);
/** Ours to carry, the media engine's to check: RTP parameters, DTLS parameters, capabilities. */
export const OpaqueSchema = z.record(z.string(), z.unknown());

/** A track as its publisher sends it. */
export const TrackSchema = z.object({ kind: KindSchema, rtpParameters: OpaqueSchema, muted: z.boolean() });
/** A track as its player receives it. */
export const ReceivedTrackSchema = z.object({
  kind: KindSchema,
  consumerID: z.string(),
  producerID: z.string(),
  rtpParameters: OpaqueSchema,
  muted: z.boolean(),
});

export const StreamSchema = z.object({
  streamID: StreamIDSchema,
  user: UserSchema,
  extraInfo: z.string(),
  tracks: z.array(z.object({ kind: KindSchema, muted: z.boolean() })),
});

/** The number of a notice that is told again until it was heard; 0: none yet. */
export const NoticeNumberSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** A name that a client gives to a request so that it may repeat it without its happening twice. */
export const OnceSchema = z.string().min(1).max(32);

/** The whole state of a room as one session sees it, sent at login and at resume. */
export const SnapshotSchema = z.object({
  sessionID: z.string(),
  /** Secret of this session: lets a new socket take it over. */
  sessionKey: z.string(),
  users: z.array(UserSchema),
  userCount: z.number(),
  streams: z.array(StreamSchema),
  /** Streams of this session that are live on the server. */
  ownStreams: z.array(z.string()),
  roomExtraInfo: z.array(RoomExtraInfoSchema),
  mediaCapabilities: OpaqueSchema,
  iceServers: z.array(
    z.object({ urls: z.array(z.string()), username: z.string().optional(), credential: z.string().optional() }),
  ),
  serverTime: z.number(),
  /** Unix ms; null where the login used no token. */
  tokenExpiresAt: z.number().nullable(),
  keepMs: z.number(),
  /** How often `reportQuality` is wanted; never where it is missing. */
  reportQualityMs: z.number().optional(),
});

export type Kind = z.infer<typeof KindSchema>;
export type Layer = z.infer<typeof LayerSchema>;
export type Opaque = z.infer<typeof OpaqueSchema>;
export type User = z.infer<typeof UserSchema>;
export type Track = z.infer<typeof TrackSchema>;
export type ReceivedTrack = z.infer<typeof ReceivedTrackSchema>;
export type StreamDescription = z.infer<typeof StreamSchema>;
export type RoomExtraInfo = z.infer<typeof RoomExtraInfoSchema>;
export type Grade = z.infer<typeof GradeSchema>;
export type SctpStream = z.infer<typeof SctpStreamSchema>;
export type Snapshot = z.infer<typeof SnapshotSchema>;
