import { z } from 'zod';

const int = (least: number, most: number) => z.int().min(least).max(most);
/** Unix ms. */
const Time = int(0, 9_999_999_999_999);
/** An ID as somebody types it into a search field: of whatever characters, never longer than the longest ID. */
const Wanted = z.string().min(1).max(256);
const AppID = int(1, 0xffff_ffff);

/** How a call is named: 32 hexadecimal digits of our own. A room's name comes again, this does not. */
export const CallIDSchema = z.string().regex(/^[0-9a-f]{32}$/);

/** Why somebody left. `serverCrashed`: the server's process ended without a word, the time is the last known one. */
export const LeaveReasonSchema = z.enum([
  'loggedOut',
  'silent',
  'disconnected',
  'loggedInElsewhere',
  'kickedOut',
  'tokenExpired',
  'serverClosing',
  'serverCrashed',
]);

/** Why a stream was no longer published, or no longer played. */
export const StreamEndReasonSchema = z.enum([
  /** Its user stopped it. */
  'stopped',
  /** The same user published it anew, or played it anew. */
  'replaced',
  /** Its user left; the stay tells why. */
  'left',
  /** Of a play: the publication ended. */
  'streamEnded',
  /** The app's server, or a person at the console, ended it. */
  'removedByServer',
  /** The media connection or its worker was lost. */
  'mediaLost',
  'serverCrashed',
]);

/** Which calls are wanted. A call is one life of a room, from the first who came to the last who left. */
const CallFilter = {
  appID: AppID.optional(),
  roomID: Wanted.optional(),
  userID: Wanted.optional(),
  streamID: Wanted.optional(),
  /** Whether the IDs above are meant whole, or as their beginnings. */
  match: z.enum(['exact', 'prefix']).default('exact'),
  /** Calls that went on at some moment between `from` and `to`. */
  from: Time.optional(),
  to: Time.optional(),
};

/** Newest first. */
export const SearchCallsParams = z.object({
  ...CallFilter,
  /** `next` of the page before. */
  cursor: z.string().max(128).optional(),
  limit: int(1, 200).default(50),
});

export const CallSchema = z.object({
  callID: CallIDSchema,
  appID: z.number(),
  roomID: z.string(),
  openedAt: z.number(),
  /** Null while it goes on. */
  closedAt: z.number().nullable(),
  /** Until now, while it goes on. */
  durationMs: z.number(),
  /** The server's process ended in the middle of it; `closedAt` is the last moment that is known. */
  crashed: z.boolean(),
  /** How many different users, and at most at the same time. */
  users: z.number(),
  peakUsers: z.number(),
  stays: z.number(),
  publications: z.number(),
  plays: z.number(),
});

export const SearchCallsResult = z.object({ items: z.array(CallSchema), next: z.string().optional() });

/** One user's time in the room, over all reconnections. */
export const StaySchema = z.object({
  stayID: z.number(),
  userID: z.string(),
  userName: z.string(),
  from: z.number(),
  until: z.number().nullable(),
  reason: LeaveReasonSchema.nullable(),
  /** What whoever ended it said, such as the reason of a kick. May be empty. */
  detail: z.string(),
  /** Connections used: 1 if it never broke. */
  sockets: z.number(),
  /** When it broke and when it was back (null: never), the first ones. */
  breaks: z.array(
    z.object({ at: z.number(), until: z.number().nullable(), reason: z.enum(['silent', 'disconnected', 'replaced']) }),
  ),
  /** Of the client; empty if it does not say. */
  platform: z.string(),
  sdk: z.string(),
  sdkVersion: z.string(),
  /** From the app's login to LOGINED, ms, as the client measured. */
  joinMs: z.number().nullable(),
});

export const PublicationSchema = z.object({
  publicationID: z.number(),
  stayID: z.number().nullable(),
  userID: z.string(),
  streamID: z.string(),
  /** Empty for a stream that the app's server announced. */
  tracks: z.array(z.object({ kind: z.enum(['audio', 'video']), codec: z.string() })),
  from: z.number(),
  until: z.number().nullable(),
  reason: StreamEndReasonSchema.nullable(),
  /** From the request to live as the server saw it, ms. */
  liveMs: z.number().nullable(),
  /** From the app's call to PUBLISHING as the client measured, ms. */
  publishMs: z.number().nullable(),
});

export const PlaySchema = z.object({
  playID: z.number(),
  stayID: z.number().nullable(),
  /** The player. */
  userID: z.string(),
  streamID: z.string(),
  /** The publisher, who may be in another room. */
  publisherID: z.string(),
  from: z.number(),
  until: z.number().nullable(),
  reason: StreamEndReasonSchema.nullable(),
  /** From the app's call to PLAYING, and to the first picture and the first sound, ms, as the client measured. */
  playMs: z.number().nullable(),
  firstVideoMs: z.number().nullable(),
  firstAudioMs: z.number().nullable(),
  /** How often the picture stood still, and for how long altogether. */
  freezes: z.number(),
  freezeMs: z.number(),
});

export const GetCallParams = z.object({ callID: CallIDSchema });
/** The oldest first, at most 1000 of each; `more` says of which there are more (the export has all). */
export const GetCallResult = z.object({
  call: CallSchema,
  stays: z.array(StaySchema),
  publications: z.array(PublicationSchema),
  plays: z.array(PlaySchema),
  more: z.object({ stays: z.boolean(), publications: z.boolean(), plays: z.boolean() }),
});

export const GetQualityParams = z.object({
  callID: CallIDSchema,
  userID: Wanted.optional(),
  streamID: Wanted.optional(),
  direction: z.enum(['send', 'receive']).optional(),
  from: Time.optional(),
  to: Time.optional(),
  /** Points of one series at most; where there are more samples, a point stands for several. */
  points: int(10, 2_000).default(600),
});

const Figures = z.array(z.number().nullable());

/**
 * One stream in one direction at one user: columns of the same length, `t` ascending (Unix ms, the end of what a point
 * stands for). Null where the client could not say, or was not there. Of several samples in a point: averages, and the
 * sum of freezes.
 */
export const QualitySeriesSchema = z.object({
  userID: z.string(),
  streamID: z.string(),
  direction: z.enum(['send', 'receive']),
  t: z.array(z.number()),
  /** kbit/s. */
  videoKbps: Figures,
  audioKbps: Figures,
  /** Frames per second sent, or shown. */
  fps: Figures,
  width: Figures,
  height: Figures,
  /** Part of the packets that was lost on the way, 0–1. */
  loss: Figures,
  /** Of a sent stream: round trip to the server, ms. */
  rtt: Figures,
  /** Of a received stream: from capture to the player, ms. */
  delay: Figures,
  /** Of received sound, ms. */
  jitter: Figures,
  /** For how long nothing new was seen within the point, ms. */
  freezeMs: Figures,
  /** Part of the sound that had to be made up, 0–1. */
  concealed: Figures,
});

/** At most 100 series; `more` if there were others. `stepMs`: what one point stands for; 0 if each is one sample. */
export const GetQualityResult = z.object({
  series: z.array(QualitySeriesSchema),
  stepMs: z.number(),
  more: z.boolean(),
});

/** A download: CSV of one kind of row, or JSON, one call a line with everything about it. */
export const ExportCallsParams = z.object({
  ...CallFilter,
  callID: CallIDSchema.optional(),
  format: z.enum(['csv', 'json']),
  /** Of CSV. */
  rows: z.enum(['calls', 'stays', 'publications', 'plays', 'samples']).default('calls'),
});

export type LeaveReason = z.infer<typeof LeaveReasonSchema>;
export type StreamEndReason = z.infer<typeof StreamEndReasonSchema>;
export type Call = z.infer<typeof CallSchema>;
export type Stay = z.infer<typeof StaySchema>;
export type PublicationRecord = z.infer<typeof PublicationSchema>;
export type PlayRecord = z.infer<typeof PlaySchema>;
export type QualitySeries = z.infer<typeof QualitySeriesSchema>;
export type SearchCalls = z.infer<typeof SearchCallsParams>;
export type SearchedCalls = z.infer<typeof SearchCallsResult>;
export type GetCall = z.infer<typeof GetCallParams>;
export type CallDescription = z.infer<typeof GetCallResult>;
export type GetQuality = z.infer<typeof GetQualityParams>;
export type Quality = z.infer<typeof GetQualityResult>;
export type ExportCalls = z.infer<typeof ExportCallsParams>;
