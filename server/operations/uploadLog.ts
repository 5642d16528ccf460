import { type Params, type Result, RtcError, UPLOAD_LOG_EVERY_MS } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** A client's last events, into the server's log. TOO_MANY_REQUESTS more than once in 10 s. */
export async function uploadLog(caller: Caller, params: Params<'uploadLog'>): Promise<Result<'uploadLog'>> {
  const { cloud, now, session } = caller;
  if (now - session.logUploadedAt < UPLOAD_LOG_EVERY_MS) throw new RtcError('TOO_MANY_REQUESTS', 'one log every 10 s');
  session.logUploadedAt = now;
  const { appID, roomID, user } = session;
  cloud.log.info({ appID, roomID, userID: user.userID, entries: params.entries }, 'a client handed in its log');
  return {};
}
