import { type Params, type Result, RtcError } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';
import { ownPublication } from './ownPublication.ts';

/** The publisher stops, or again starts, sending one track; whoever receives the stream is told. */
export async function muteTrack(caller: Caller, params: Params<'muteTrack'>): Promise<Result<'muteTrack'>> {
  const { stream, publication } = ownPublication(caller, params.streamID);
  const { room } = caller;
  const track = publication.tracks.find(({ kind }) => kind === params.kind);
  if (!track) throw new RtcError('TRACK_NOT_FOUND', params.kind);
  if (stream.silenced.has(params.kind)) {
    // Heard when the server no longer forbids it.
    stream.silenced.set(params.kind, params.muted);
    return {};
  }
  if (track.muted === params.muted) return {};
  await publication.mute(params.kind, params.muted);
  if (!stream.live) throw new RtcError('PUBLISH_STREAM_NOT_FOUND', 'ended meanwhile');
  stream.setTracks(publication.tracks);
  room.facts.tell('tracksChanged', stream);
  return {};
}
