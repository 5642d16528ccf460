import { type Params, type Result, streamEndCodes } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Opens the session's transport of one direction; an earlier one closes, and what went over it ends. */
export async function openTransport(caller: Caller, params: Params<'openTransport'>): Promise<Result<'openTransport'>> {
  const { app, session, media } = caller;
  const mediaRoom = await caller.cloud.mediaRooms.of(caller.room);
  const transport = await mediaRoom.openTransport({ direction: params.direction, tcpOnly: params.tcpOnly ?? false });
  media.use(params.direction, transport);
  for (const streamID of media.silenced()) {
    const stream = app.streams.find(streamID);
    if (stream?.session === session && stream.live) app.endStream(stream, streamEndCodes.loggedInAgain);
  }
  return { transportID: transport.id, parameters: transport.parameters };
}
