import { z } from 'zod';
import { pageOf, paging, Time, upTo } from '../fields.ts';
import { adminRequest } from '../shape.ts';

const Bytes = z.number();

/** How the server is. */
export const getHealth = adminRequest({
  params: z.object({}),
  result: z.object({
    version: z.string(),
    /** Since the start, ms. */
    uptimeMs: z.number(),
    ready: z.boolean(),
    /** Why it is not ready; empty when it is. */
    reasons: z.array(z.string()),
    node: z.object({ version: z.string(), platform: z.string(), cores: z.int() }),
    /** Of the signalling process. `cpu` is the share of one core since this was asked last (0 to 1 and above); null the first time. */
    process: z.object({ cpu: z.number().nullable(), rssBytes: Bytes, heapBytes: Bytes, eventLoopDelayMs: z.number() }),
    workers: z.array(
      z.object({
        pid: z.int(),
        cpu: z.number().nullable(),
        rssBytes: Bytes,
        rooms: z.int(),
        transports: z.int(),
      }),
    ),
    /** How often a worker was replaced since the start. */
    workersDied: z.int(),
    /** Where media arrives, UDP and TCP; over UDP also at `beside`. */
    ports: z.array(z.object({ host: z.string(), port: z.int(), announcedAddress: z.string(), beside: z.string().optional() })),
    cloud: z.object({ rooms: z.int(), users: z.int(), usersAway: z.int(), streams: z.int(), plays: z.int() }),
    /** What passes through the media workers, kbit/s, since this was asked last, as the server sees it; null the first time, and where nobody can say. */
    bitrate: z.object({ inKbps: z.number().nullable(), outKbps: z.number().nullable() }),
    callbacksWaiting: z.int(),
    machine: z.object({ memoryBytes: Bytes, memoryFreeBytes: Bytes, load: z.number() }),
    /** Where the data folder lies; null where the system does not say. */
    disk: z.object({ totalBytes: Bytes, freeBytes: Bytes }).nullable(),
  }),
});

const Entry = z.object({
  /** Grows with time. */
  id: z.int(),
  at: Time,
  /** An administrator's name, or the system user of a command line. */
  actor: z.string(),
  via: z.enum(['console', 'command line']),
  /** The request's or the command's name. */
  verb: z.string(),
  /** What it was about, in words: `app 7, room lobby`. */
  target: z.string(),
  /** `done`, `begun` (the server stopped before it was known), or the name of the error. */
  outcome: z.string(),
  /** '' for a command line. */
  address: z.string(),
  /** JSON text of what was asked for; never a secret. */
  detail: z.string(),
});

/** The newest first. */
export const listAudit = adminRequest({
  params: z.object({
    actor: upTo(64).optional(),
    verb: upTo(64).optional(),
    /** Unix ms, inclusive. */
    from: Time.optional(),
    /** Unix ms, exclusive. */
    to: Time.optional(),
    ...paging,
  }),
  result: z.object(pageOf(Entry)),
});
