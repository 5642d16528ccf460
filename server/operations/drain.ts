import { randomFraction } from '@liuyun/kit';
import type { Cloud } from './Cloud.ts';

/** Clients come back spread over this time, so that a restarted server does not meet them all at once. */
const SPREAD_MS = 5_000;
const AT_LEAST_MS = 500;

/** From now on nobody comes in; whoever is in hears that the server is closing, and when to come back. */
export function drain(cloud: Cloud): void {
  if (cloud.closing) return;
  cloud.beginClosing();
  for (const session of cloud.apps.sessions()) {
    const retryAfterMs = Math.round(AT_LEAST_MS + randomFraction(cloud.random) * SPREAD_MS);
    session.tell('serverClosing', { retryAfterMs });
  }
}

/** Users who would notice if the server stopped now. Who is away can no longer come back here. */
export function usersPresent(cloud: Cloud): number {
  let count = 0;
  for (const session of cloud.apps.sessions()) if (session.presence.state === 'present') count += 1;
  return count;
}

/** Ends every session: the server stops now. */
export function endAllSessions(cloud: Cloud): void {
  for (const session of [...cloud.apps.sessions()]) cloud.apps.find(session.appID)?.endSession(session, 'serverClosing');
}
