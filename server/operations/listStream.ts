import { type RoomID, RtcError, type StreamID, streamEndCodes, type User, type UserID } from '@liuyun/protocol';
import type { Cloud } from './Cloud.ts';

type Named = { appID: number; roomID: RoomID; streamID: StreamID };

/**
 * Puts a stream on a room's list, for everybody to see. No media comes from it, unless it is one that `unlistStream` took away.
 * ROOM_NOT_JOINED when there is no such room, STREAM_ID_TAKEN when the name is another user's, or of another room.
 */
export function listStream(cloud: Cloud, asked: Named & { user: User; extraInfo: string }): void {
  const app = cloud.apps.find(asked.appID);
  const room = app?.rooms.get(asked.roomID);
  if (!app || !room) throw new RtcError('ROOM_NOT_JOINED');
  const held = app.streams.find(asked.streamID);
  if (!held) {
    app.addSignalledStream(room, { ...asked, now: cloud.clock.now() });
    return;
  }
  if (held.session.user.userID !== asked.user.userID || room.streams.get(held.streamID) !== held)
    throw new RtcError('STREAM_ID_TAKEN');
  room.listStream(held, true);
}

/**
 * Takes a stream off a room's list; others hear DELETE. Signalling only: media that is flowing goes on, and its publisher
 * hears nothing. STREAM_NOT_FOUND, or STREAM_ID_TAKEN when it is another user's.
 */
export function unlistStream(cloud: Cloud, asked: Named & { userID: UserID }): void {
  const app = cloud.apps.find(asked.appID);
  const room = app?.rooms.get(asked.roomID);
  const stream = room?.streams.get(asked.streamID);
  if (!app || !room) throw new RtcError('ROOM_NOT_JOINED');
  if (!stream || stream.hidden) throw new RtcError('STREAM_NOT_FOUND');
  if (stream.session.user.userID !== asked.userID) throw new RtcError('STREAM_ID_TAKEN');
  const hasMedia = cloud.publicationOf(stream) !== undefined;
  if (hasMedia) room.listStream(stream, false);
  else app.endStream(stream, streamEndCodes.removedByServer);
}
