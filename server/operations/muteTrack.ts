import { type Params, type Result, RtcError } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';
import { ownPublication } from './ownPublication.ts';
import { silenceLive } from './silenceTracks.ts';

/** The publisher stops, or again starts, sending one track; whoever receives the stream is told. What is forbidden stays muted until it no longer is. */
export async function muteTrack(caller: Caller, params: Params<'muteTrack'>): Promise<Result<'muteTrack'>> {
  const { stream, publication } = ownPublication(caller, params.streamID);
  if (!publication.tracks.some(({ kind }) => kind === params.kind)) throw new RtcError('TRACK_NOT_FOUND', params.kind);
  stream.mutes.set(params.kind, params.muted);
  await silenceLive(caller.cloud, stream, publication);
  if (!stream.live) throw new RtcError('PUBLISH_STREAM_NOT_FOUND', 'ended meanwhile');
  return {};
}
