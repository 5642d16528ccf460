import { type Params, type Result, streamEndCodes } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';
import { endUnlessTakenOver } from './takeOver.ts';

/** Opens the session's transport of one direction; an earlier one closes, and what went over it ends, or waits to be taken over. */
export async function openTransport(caller: Caller, params: Params<'openTransport'>): Promise<Result<'openTransport'>> {
  const { app, cloud, session, media } = caller;
  const mediaRoom = await cloud.mediaRooms.of(caller.room);
  const wanted = { direction: params.direction, tcpOnly: params.tcpOnly ?? false };
  const transport = await cloud.step('media: open transport', () => mediaRoom.openTransport(wanted));
  media.use(params.direction, transport);
  for (const streamID of media.silenced()) {
    const stream = app.streams.find(streamID);
    if (stream?.session !== session || !stream.live) continue;
    if (params.keepStreams && stream.content === 'media') endUnlessTakenOver(caller, stream, transport);
    else app.endStream(stream, streamEndCodes.loggedInAgain);
  }
  return { transportID: transport.id, parameters: transport.parameters };
}
