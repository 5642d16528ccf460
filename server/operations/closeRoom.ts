import type { RoomID } from '@liuyun/protocol';
import type { Cloud } from './Cloud.ts';

/**
 * Throws everybody out of a room, which closes with the last of them. False if there was no such room.
 * The app's server hears of the closing itself only if `tell` says so.
 */
export function closeRoom(cloud: Cloud, asked: { appID: number; roomID: RoomID; detail: string; tell?: boolean }): boolean {
  const app = cloud.apps.find(asked.appID);
  const room = app?.rooms.get(asked.roomID);
  if (!app || !room) return false;
  room.closesQuietly = asked.tell !== true;
  for (const session of [...room.members.values()]) app.endSession(session, 'kickedOut', asked.detail);
  // Somebody on the way in keeps it open: whenever it closes then, it does so of itself.
  room.closesQuietly = false;
  return true;
}
