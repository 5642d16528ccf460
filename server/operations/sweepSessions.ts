import { TOKEN_WILL_EXPIRE_MS } from '@liuyun/protocol';
import type { App } from '../domain/apps/App.ts';
import type { Session } from '../domain/sessions/Session.ts';
import type { Cloud } from './Cloud.ts';

/** Often enough that no figure is off by more than this. */
export const SWEEP_EVERY_MS = 500;

/** Ends sessions that were away too long, and minds the expiry of tokens. */
export function sweepSessions(cloud: Cloud): void {
  const now = cloud.clock.now();
  for (const session of [...cloud.apps.sessions()]) {
    const app = cloud.apps.find(session.appID);
    if (!app || session.gone) continue;
    const { presence } = session;
    if (presence.state === 'away' && presence.keptUntil <= now) app.endSession(session, presence.why);
    else mindToken(app, session, now);
  }
}

function mindToken(app: App, session: Session, now: number): void {
  const { tokenExpiresAt } = session.permit;
  if (tokenExpiresAt === null) return;
  if (tokenExpiresAt <= now && app.rules.strictTokenExpiry) {
    app.endSession(session, 'tokenExpired');
    return;
  }
  if (session.presence.state !== 'present' || session.warnedOfExpiry === tokenExpiresAt) return;
  if (tokenExpiresAt - TOKEN_WILL_EXPIRE_MS > now) return;
  session.warnedOfExpiry = tokenExpiresAt;
  session.tell('tokenWillExpire', { expiresAt: tokenExpiresAt });
}
