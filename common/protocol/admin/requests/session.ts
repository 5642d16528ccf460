import { z } from 'zod';
import { adminRequest } from '../shape.ts';

export const Role = z.enum(['admin', 'viewer']);

/** What somebody signs in with. One name whatever the case of its letters. */
export const Username = z
  .string()
  .regex(/^[\p{L}\p{N}._@-]{1,64}$/u, { error: 'letters, digits and . _ @ - only, at most 64' })
  .transform((name) => name.normalize('NFC'));

/** A password that is being set. */
export const NewPassword = z.string().min(10, { error: 'at least 10 characters' }).max(256, { error: 'at most 256 characters' });
/** A password that is being shown. */
const Password = z.string().min(1).max(256);

/** Who is asking, and what the console needs to know before it can show anything. */
const Session = z.object({
  /** null: nobody has signed in. */
  username: z.string().nullable(),
  role: Role.nullable(),
  /** For the header of every POST, `login` and `firstRun` included. */
  csrf: z.string(),
  /** There is no administrator yet: somebody must open the link that was printed at start. */
  firstRunNeeded: z.boolean(),
  /** Of the server. */
  version: z.string(),
  /** Whether the console was opened over https. */
  secure: z.boolean(),
});

export const getSession = adminRequest({ params: z.object({}), result: Session });

/** Makes the first administrator, with the key of the link that was printed at start, and signs them in. FORBIDDEN, CONFLICT. */
export const firstRun = adminRequest({
  params: z.object({ key: z.string().min(1).max(128), username: Username, password: NewPassword }),
  result: Session,
  audited: ['username'],
});

/** UNAUTHENTICATED for a wrong name or password alike, TOO_MANY after several of them. */
export const login = adminRequest({
  params: z.object({ username: z.string().min(1).max(64), password: Password }),
  result: Session,
  audited: ['username'],
});

export const logout = adminRequest({ params: z.object({}), result: z.object({}), audited: [] });

/** Ends all other sessions of this administrator. BAD_REQUEST with field `oldPassword` when that one is wrong. */
export const changePassword = adminRequest({
  params: z.object({ oldPassword: Password, newPassword: NewPassword }),
  result: z.object({}),
  audited: [],
});
