import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Text of the publisher's own beside their stream; others in the room are told. */
export async function setStreamExtraInfo(
  caller: Caller,
  params: Params<'setStreamExtraInfo'>,
): Promise<Result<'setStreamExtraInfo'>> {
  const { app, session, room } = caller;
  const stream = app.ownStream(session, params.streamID);
  if (stream.extraInfo === params.extraInfo) return {};
  stream.setExtraInfo(params.extraInfo);
  room.facts.tell('extraInfoChanged', stream);
  return {};
}
