import type { z } from 'zod';
import * as administrators from './requests/administrators.ts';
import * as apps from './requests/apps.ts';
import * as callbacks from './requests/callbacks.ts';
import * as live from './requests/live.ts';
import * as maintenance from './requests/maintenance.ts';
import * as records from './requests/records.ts';
import * as server from './requests/server.ts';
import { changePassword, firstRun, getSession, login, logout } from './requests/session.ts';
import { type AdminRequestName, adminRoutes } from './routes.ts';
import type { AdminShape } from './shape.ts';

const session = { getSession, firstRun, login, logout, changePassword };

/** Every request of the console: the server checks with these, the front end has their types. */
export const adminRequests = {
  ...session,
  ...administrators,
  ...apps,
  ...live,
  ...callbacks,
  ...records,
  ...server,
  ...maintenance,
} as const satisfies { [N in AdminRequestName]: Shape<N> };

/** Whoever changes something says what of it the audit log keeps. */
type Shape<N extends AdminRequestName> = (typeof adminRoutes)[N]['method'] extends 'POST'
  ? AdminShape & { audited: readonly string[] }
  : AdminShape;

/** What an operation works with, after reading. */
export type AdminParams<N extends AdminRequestName> = z.output<(typeof adminRequests)[N]['params']>;
/** What the front end sends: what has a standard value may be left out. */
export type AdminSent<N extends AdminRequestName> = z.input<(typeof adminRequests)[N]['params']>;
export type AdminResult<N extends AdminRequestName> = z.output<(typeof adminRequests)[N]['result']>;

export function isAdminRequestName(name: string): name is AdminRequestName {
  return Object.hasOwn(adminRoutes, name);
}

export type { AdminErrorName, AdminFailure } from './errors.ts';
export { type AdminAccess, type AdminRequestName, adminPath, adminRoutes } from './routes.ts';
