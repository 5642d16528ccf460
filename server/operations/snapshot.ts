import type { Snapshot } from '@liuyun/protocol';
import type { App } from '../domain/apps/App.ts';
import type { Session } from '../domain/sessions/Session.ts';
import type { MediaRoom } from '../media/MediaEngine.ts';
import type { Cloud } from './Cloud.ts';

/** The whole state of a room as one session may see it. */
export function snapshot(cloud: Cloud, session: Session, seen: { app: App; mediaRoom: MediaRoom }): Snapshot {
  const { app, mediaRoom } = seen;
  const room = app.roomOf(session);
  const hearsOfUsers = session.wantsUserUpdates && session.announced;
  const others = hearsOfUsers ? [...room.members.values()].filter((other) => other !== session && other.announced) : [];
  return {
    sessionID: session.sessionID,
    sessionKey: session.sessionKey,
    users: others.map(({ user }) => user),
    userCount: room.members.size,
    streams: [...room.streams.values()]
      .filter((stream) => !stream.hidden && stream.session.user.userID !== session.user.userID)
      .map((stream) => stream.describe()),
    ownStreams: app.streams
      .publishedBy(session)
      .flatMap((stream) => (stream.live && stream.content === 'media' ? [stream.streamID] : [])),
    roomExtraInfo: room.extraInfo,
    mediaCapabilities: mediaRoom.capabilities,
    iceServers: cloud.iceServersFor({ userID: session.user.userID, now: cloud.clock.now() }),
    serverTime: cloud.clock.now(),
    tokenExpiresAt: session.permit.tokenExpiresAt,
    keepMs: app.rules.keepSessionMs,
    ...(cloud.qualityReportMs > 0 && { reportQualityMs: cloud.qualityReportMs }),
  };
}
