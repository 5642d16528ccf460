import { RtcError } from '@liuyun/protocol/errors';
import type { Engine } from '../Engine.ts';

/** Throws where the rooms that somebody is in, or is entering, keep them from entering this one. */
export function mayEnter(
  { rooms, multiRoom }: Pick<Engine, 'rooms' | 'multiRoom'>,
  roomID: string,
  user: { userID: string; userName: string },
): void {
  const same = rooms.find((room) => room.roomID === roomID);
  const entering = multiRoom ? same : rooms.find(({ state }) => state === 'loggingIn');
  if (entering?.state === 'loggingIn') throw new RtcError('LOGIN_IN_PROGRESS', entering.roomID);
  if (same) throw new RtcError('ROOM_ALREADY_JOINED', roomID);
  const [first] = rooms;
  if (!first) return;
  if (!multiRoom) throw new RtcError('ROOM_COUNT_EXCEEDED', first.roomID);
  if (first.user.userID !== user.userID || first.user.userName !== user.userName) throw new RtcError('MULTI_ROOM_USER');
}
