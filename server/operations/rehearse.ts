import { type Params, type Result, RtcError } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Something goes wrong on purpose. REQUEST_UNKNOWN outside development mode. */
export async function rehearse(caller: Caller, params: Params<'rehearse'>): Promise<Result<'rehearse'>> {
  const { cloud, media, room, session } = caller;
  if (!cloud.rehearsals) throw new RtcError('REQUEST_UNKNOWN', 'only in development mode');
  if (params.scenario === 'workerDeath') {
    const mediaRoom = await cloud.mediaRooms.of(room);
    mediaRoom.crash();
  } else if (params.scenario === 'serverLeaving') {
    session.tell('serverClosing', { retryAfterMs: params.retryAfterMs });
  } else {
    const bps = params.kbps === 0 ? undefined : params.kbps * 1000;
    await Promise.all(media.transports.map((transport) => transport.limit(bps)));
  }
  return {};
}
