import type { RoomID, User, UserID } from '@liuyun/protocol';
import type { Room } from '../domain/rooms/Room.ts';
import type { Cloud } from './Cloud.ts';

type Sent = { appID: number; roomID: RoomID; from: User; text: string };

/** A broadcast by the app's server. The message's number; undefined when there is no such room. */
export function broadcastAsServer(cloud: Cloud, sent: Sent): number | undefined {
  return roomOf(cloud, sent)?.broadcastByServer({ user: sent.from }, sent.text, cloud.clock.now());
}

/** A barrage message by the app's server; the room's rate counts. The message's ID; undefined when there is no such room. */
export function barrageAsServer(cloud: Cloud, sent: Sent): string | undefined {
  return roomOf(cloud, sent)?.barrage({ user: sent.from }, sent.text, cloud.clock.now());
}

/** A command by the app's server, to named users or everybody. Who was not there; undefined when there is no such room. */
export function commandAsServer(cloud: Cloud, sent: Sent & { to: readonly UserID[] }): UserID[] | undefined {
  const room = roomOf(cloud, sent);
  const { from, text, to } = sent;
  const there = to.filter((userID) => room?.members.has(userID));
  // Nobody named is everybody; named but not there is nobody.
  if (to.length === 0 || there.length > 0) room?.commandByServer({ user: from }, text, { to: there, now: cloud.clock.now() });
  return room && to.filter((userID) => !room.members.has(userID));
}

function roomOf(cloud: Cloud, { appID, roomID }: Sent): Room | undefined {
  return cloud.apps.find(appID)?.rooms.get(roomID);
}
