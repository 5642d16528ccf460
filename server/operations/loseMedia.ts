import { streamEndCodes } from '@liuyun/protocol';
import type { Room } from '../domain/rooms/Room.ts';
import type { Cloud } from './Cloud.ts';

/**
 * A media worker died with this room's media. Members hear `mediaLost` and open everything anew in a room that is
 * rebuilt on demand; their sessions stay. What they published ends until they are back.
 */
export function loseMedia(cloud: Cloud, room: Room): void {
  const app = cloud.apps.find(room.appID);
  if (!app) return;
  for (const session of room.members.values()) {
    for (const stream of app.streams.playedBy(session)) app.streams.stopsPlaying(session, stream, 'mediaLost');
    for (const stream of app.streams.publishedBy(session)) {
      if (stream.content === 'data') app.endStream(stream, streamEndCodes.disconnected);
    }
    cloud.mediaOf(session).reset();
    session.tell('mediaLost', {});
  }
  for (const stream of [...room.streams.values()]) {
    const { session } = stream;
    // Whose media comes from elsewhere is nobody's here: the app's server listed it.
    if (room.members.get(session.user.userID) === session) app.endStream(stream, streamEndCodes.disconnected);
  }
}
