import type { RoomID, UserID } from '@liuyun/protocol';
import type { Cloud } from './Cloud.ts';
import { kickUser } from './kickUser.ts';

/** Throws several users out of a room. Those who were there; undefined when there is no such room. */
export function kickUsers(
  cloud: Cloud,
  asked: { appID: number; roomID: RoomID; userIDs: readonly UserID[]; detail: string },
): UserID[] | undefined {
  const { userIDs, ...where } = asked;
  if (!cloud.apps.find(asked.appID)?.rooms.has(asked.roomID)) return undefined;
  return [...new Set(userIDs)].filter((userID) => kickUser(cloud, { ...where, userID }));
}
