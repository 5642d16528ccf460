import type { RoomID, User, UserID } from '@liuyun/protocol';
import type { Session } from '../domain/sessions/Session.ts';
import type { Cloud } from './Cloud.ts';

type InRoom = { appID: number; roomID: RoomID };

/** A user in a room. `enteredAt` is Unix ms. */
export type Member = { user: User; enteredAt: number };
/** A stream on a room's list. `since` is Unix ms, `number` unique among the app's streams since the start. */
export type ListedStream = { streamID: string; user: User; since: number; number: number };
/** Where the next page begins: behind this user. */
export type Position = { enteredAt: number; userID: string };

/** How many people are in a room; 0 where there is none. */
export function countUsers(cloud: Cloud, { appID, roomID }: InRoom): number {
  return cloud.apps.find(appID)?.rooms.get(roomID)?.members.size ?? 0;
}

/** Who of these is in the room. */
export function findMembers(
  cloud: Cloud,
  { appID, roomID, userIDs }: InRoom & { userIDs: readonly UserID[] },
): (Member | undefined)[] {
  const members = cloud.apps.find(appID)?.rooms.get(roomID)?.members;
  return userIDs.map((userID) => {
    const session = members?.get(userID);
    return session && memberOf(session);
  });
}

/**
 * One page of a room's people in the order in which they came; those who come and go meanwhile shift nothing. `search` leaves
 * those whose ID or name has it, whatever the case; `found` are all of them.
 */
export function listMembers(
  cloud: Cloud,
  asked: InRoom & { latestFirst: boolean; limit: number; after: Position | undefined; search?: string },
): { members: Member[]; more: boolean; found: number } {
  const { appID, roomID, latestFirst, limit, after, search = '' } = asked;
  const members = [...(cloud.apps.find(appID)?.rooms.get(roomID)?.members.values() ?? [])].map(memberOf);
  const wanted = search.toLowerCase();
  const fits = ({ user }: Member) => [user.userID, user.userName].some((name) => name.toLowerCase().includes(wanted));
  const those = wanted === '' ? members : members.filter(fits);
  const direction = latestFirst ? -1 : 1;
  const inOrder = those.sort((a, b) => direction * compare(positionOf(a), positionOf(b)));
  const rest = after ? inOrder.filter((member) => direction * compare(positionOf(member), after) > 0) : inOrder;
  return { members: rest.slice(0, limit), more: rest.length > limit, found: those.length };
}

/** The live streams that members of the room see; none where there is no room. */
export function listStreams(cloud: Cloud, { appID, roomID }: InRoom): ListedStream[] {
  const streams = [...(cloud.apps.find(appID)?.rooms.get(roomID)?.streams.values() ?? [])];
  return streams.flatMap((stream) =>
    stream.state.state === 'live' && !stream.hidden
      ? [{ streamID: stream.streamID, user: stream.session.user, since: stream.state.since, number: stream.number }]
      : [],
  );
}

function memberOf({ user, enteredAt }: Session): Member {
  return { user, enteredAt };
}

function positionOf({ user, enteredAt }: Member): Position {
  return { enteredAt, userID: user.userID };
}

function compare(a: Position, b: Position): number {
  if (a.enteredAt !== b.enteredAt) return a.enteredAt - b.enteredAt;
  return a.userID < b.userID ? -1 : a.userID > b.userID ? 1 : 0;
}
