import type { Engine } from '@liuyun/core';
import { RtcError } from '@liuyun/protocol/errors';
import { type ZegoRoomSendTransparentMessage, ZegoRoomTransparentMessageMode, type ZegoUser } from '../types/room.ts';

/**
 * Sends a transparent message to clients. Where a server of the app's own shall get it alone there is no callback yet:
 * INPUT_PARAM. TIMEOUT when the cloud has not answered after the app's `timeOut` seconds.
 */
export async function sendTransparentMessage(
  core: Pick<Engine, 'sendTransparentMessage'>,
  roomID: string,
  message: ZegoRoomSendTransparentMessage,
): Promise<void> {
  const { sendMode, content, recvUserList, timeOut } = message ?? {};
  const { ZegoRoomTransparentMessageModeOnlyClient: clients, ZegoRoomTransparentMessageModeClientAndServer: both } =
    ZegoRoomTransparentMessageMode;
  if (sendMode !== clients && sendMode !== both) throw new RtcError('INPUT_PARAM', 'sendMode: there is no server callback');
  const users: unknown = recvUserList ?? [];
  if (!Array.isArray(users)) throw new RtcError('INPUT_PARAM', 'recvUserList');
  const to = users.map((user: ZegoUser | null) => user?.userID ?? '');
  const seconds = timeOutOf(timeOut);
  const sent = core.sendTransparentMessage(roomID, content, to);
  await (seconds === undefined ? sent : within(seconds, sent));
}

/** Seconds; undefined where the cloud's own limit counts, as it does for 0. */
function timeOutOf(given: unknown): number | undefined {
  if (given === undefined || given === null || given === 0) return undefined;
  if (typeof given !== 'number' || !(given > 0)) throw new RtcError('INPUT_PARAM', 'timeOut');
  return given;
}

function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    // Timers beyond this fire at once.
    const timer = setTimeout(() => reject(new RtcError('TIMEOUT', 'timeOut')), Math.min(seconds * 1000, 2 ** 31 - 1));
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
