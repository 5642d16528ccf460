import type { Caller, LossReason } from './Caller.ts';

/** A door closed without a logout: the session stays, away, until its user comes back or the time is up. Nobody is told. */
export function loseSocket(caller: Caller, why: LossReason): void {
  const session = caller.hangUp();
  if (!session) return;
  const app = caller.cloud.apps.find(session.appID);
  app?.breakSession(session, { inbox: caller.inbox, why, keptUntil: caller.now + app.rules.keepSessionMs });
}
