import type { RoomID } from '@liuyun/protocol';
import type { Cloud } from './Cloud.ts';

/** Throws everybody out of a room, which closes with the last of them. False if there was no such room. */
export function closeRoom(cloud: Cloud, asked: { appID: number; roomID: RoomID; detail: string }): boolean {
  const app = cloud.apps.find(asked.appID);
  const room = app?.rooms.get(asked.roomID);
  if (!app || !room) return false;
  for (const session of [...room.members.values()]) app.endSession(session, 'kickedOut', asked.detail);
  return true;
}
