import { type Params, type Result, RtcError, streamEndCodes } from '@liuyun/protocol';
import { permitOfToken } from './admit.ts';
import type { Caller } from './Caller.ts';

/** Replaces the session's token. Streams that the new one does not permit end at once. */
export async function renewToken(caller: Caller, params: Params<'renewToken'>): Promise<Result<'renewToken'>> {
  const { app, session, cloud } = caller;
  const record = await cloud.store.find(app.appID);
  if (!record) throw new RtcError('LOGIN_REFUSED');
  const shown = { userID: session.user.userID, roomID: session.roomID, token: params.token };
  const permit = permitOfToken(record, shown, caller.now);
  caller.mustHoldGoodToken(app.appID, session.user.userID, permit);
  caller.session.permit = permit;
  for (const stream of app.streams.publishedBy(session)) {
    if (permit.mayPublish(stream.streamID)) continue;
    app.endStream(stream, streamEndCodes.removedByServer);
    session.tell('publishingEnded', { streamID: stream.streamID, failure: 'NO_PUBLISH_PRIVILEGE', detail: '' });
  }
  return { tokenExpiresAt: permit.tokenExpiresAt ?? 0 };
}
