import { z } from 'zod';
import { PLAYS_PER_SESSION, PUBLISHES_PER_SESSION } from '../limits.ts';
import { request } from '../request.ts';
import { StreamIDSchema } from '../schemas.ts';

/** What a client measured may be anything; nobody waits longer than a day for a picture. */
const Ms = z.number().min(0).max(86_400_000);
const Ratio = z.number().min(0).max(1);
const Kbps = z.number().min(0).max(1_000_000);
const Pixels = z.number().min(0).max(32_768);

/** The figures of one stream over the time since the sample before; left out where the client cannot say. */
export const QualitySampleSchema = z.object({
  streamID: StreamIDSchema,
  /** Sent by this client, or received. */
  send: z.boolean(),
  /** How long ago the time that it is about ended. */
  age: z.number().min(0).max(300_000),
  videoKbps: Kbps.optional(),
  audioKbps: Kbps.optional(),
  fps: z.number().min(0).max(1_000).optional(),
  width: Pixels.optional(),
  height: Pixels.optional(),
  loss: Ratio.optional(),
  rtt: Ms.optional(),
  delay: Ms.optional(),
  jitter: Ms.optional(),
  freezes: z.number().int().min(0).max(100_000).optional(),
  freezeMs: z.number().min(0).max(300_000).optional(),
  concealed: Ratio.optional(),
});

/**
 * What a client measured, for call records: told every `reportQualityMs` of the snapshot, one frame for all streams of the
 * session, and once each how long things took. Nobody is told, and whatever it says the answer is the same.
 */
export const reportQuality = request({
  params: z.object({
    /** From the app's login to LOGINED. */
    joinMs: Ms.optional(),
    published: z
      .array(z.object({ streamID: StreamIDSchema, publishMs: Ms }))
      .max(PUBLISHES_PER_SESSION)
      .optional(),
    played: z
      .array(
        z.object({
          streamID: StreamIDSchema,
          playMs: Ms.optional(),
          firstVideoMs: Ms.optional(),
          firstAudioMs: Ms.optional(),
        }),
      )
      .max(PLAYS_PER_SESSION)
      .optional(),
    samples: z.array(QualitySampleSchema).max(200).optional(),
  }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN'],
});
