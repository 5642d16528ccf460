import type { RoomID, UserID } from '@liuyun/protocol';
import type { Cloud } from './Cloud.ts';

/** Throws a user out of a room; they hear KICKED_BY_SERVER with `detail` as its reason. False if they were not there. */
export function kickUser(cloud: Cloud, asked: { appID: number; roomID: RoomID; userID: UserID; detail: string }): boolean {
  const app = cloud.apps.find(asked.appID);
  const session = app?.rooms.get(asked.roomID)?.members.get(asked.userID);
  if (!app || !session) return false;
  app.endSession(session, 'kickedOut', asked.detail);
  return true;
}
