import { z } from 'zod';
import { adminRequest } from '../shape.ts';

const Setting = z.object({
  /** As in the file and, with `--` in front, on the command line: `media-port`. */
  name: z.string(),
  /** As one would write it; '' where nothing is chosen, and for every secret. */
  value: z.string(),
  /** Nobody chose it. */
  standard: z.boolean(),
  /** It is not shown, only whether there is one. */
  secret: z.boolean(),
});

/** What the server was started with, in the order of the documentation. Another value needs a restart. */
export const getSettings = adminRequest({
  params: z.object({}),
  result: z.object({
    items: z.array(Setting),
    /** Where the key lies that secrets are encrypted with; never the key. */
    keyPlace: z.string(),
    /** Whether this server can be backed up from here: its data is in a folder. */
    keepsData: z.boolean(),
  }),
});

/**
 * Writes a backup, for whoever asked to download it once within ten minutes: `GET /console/api/downloadBackup?ticket=…`.
 * BAD_REQUEST with field `password` when that one is wrong, TOO_MANY after several; NOT_FOUND where the data is in no folder;
 * CONFLICT while another one is written, and when it could not be written.
 */
export const makeBackup = adminRequest({
  params: z.object({
    /** Of who asks: the file holds everything. */
    password: z.string().min(1).max(256),
    /** Records of calls too, which may be big. */
    records: z.boolean().default(true),
  }),
  result: z.object({
    ticket: z.string(),
    /** Of the file. */
    bytes: z.number(),
    /** Whether the key of its secrets is in it. */
    holdsKey: z.boolean(),
  }),
  audited: ['records'],
});

/** Encrypts all secrets with a new key; earlier ones are kept for older backups. NOT_FOUND where the data is in no folder. */
export const rotateSecretsKey = adminRequest({
  params: z.object({}),
  result: z.object({
    /** Tells it from others, and nothing about it. */
    keyID: z.string(),
    /** Whether one was made; otherwise the first of those that were handed over counts. */
    made: z.boolean(),
    /** How many secrets were encrypted anew. */
    secrets: z.int(),
  }),
  audited: [],
});

/** Forgets earlier keys that nothing is encrypted with any more: backups made before cannot be opened with the rest. */
export const forgetOldKeys = adminRequest({
  params: z.object({}),
  result: z.object({ /** How many. */ count: z.int() }),
  audited: [],
});
