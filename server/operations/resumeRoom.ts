import { type Params, type Result, RtcError } from '@liuyun/protocol';
import { sameSecret } from '@liuyun/token';
import type { Session } from '../domain/sessions/Session.ts';
import type { Caller } from './Caller.ts';
import type { Cloud } from './Cloud.ts';
import { snapshot } from './snapshot.ts';

/** A new socket takes over a session that is still kept. Whatever the old socket was, it is closed. */
export async function resumeRoom(caller: Caller, params: Params<'resumeRoom'>): Promise<Result<'resumeRoom'>> {
  const { cloud } = caller;
  caller.mustBeNobody();
  cloud.mustTakeLogins();
  const room = roomOf(cloud, find(cloud, params));
  const mediaRoom = await cloud.step('open the media room', () => cloud.mediaRooms.of(room));
  caller.mustBeThere();
  caller.mustBeNobody();
  cloud.mustTakeLogins();
  const session = find(cloud, params);
  caller.mustBeLetIn(session.appID, { roomID: session.roomID, userID: session.user.userID });
  caller.mustHoldGoodToken(session.appID, session.user.userID, session.permit);
  const app = cloud.apps.find(session.appID);
  if (!app) throw new RtcError('SESSION_UNKNOWN');
  const { presence } = session;
  const lost = app.resumeSession(session, caller.inbox, params.heard);
  if (lost > 0) {
    const { appID, roomID, user } = session;
    cloud.log.warn({ appID, roomID, userID: user.userID, lost }, 'a client was away for more notices than are kept');
  }
  caller.become(session);
  cloud.facts.tell('returned', presence.state === 'away' ? presence.why : 'replaced');
  return snapshot(cloud, session, { app, mediaRoom });
}

function find(cloud: Cloud, { sessionID, sessionKey }: Params<'resumeRoom'>): Session {
  const session = cloud.apps.session(sessionID);
  if (session && sameSecret(sessionKey, session.sessionKey)) return session;
  const farewell = cloud.apps.farewell(sessionID);
  if (farewell && sameSecret(sessionKey, farewell.sessionKey)) throw new RtcError(farewell.failure, farewell.detail);
  throw new RtcError('SESSION_UNKNOWN');
}

function roomOf(cloud: Cloud, session: Session) {
  const room = cloud.apps.find(session.appID)?.roomOf(session);
  if (!room) throw new RtcError('SESSION_UNKNOWN');
  return room;
}
