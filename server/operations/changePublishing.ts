import { type Params, type Result, RtcError } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';
import { noteCodecs } from './noteCodecs.ts';
import { ownPublication } from './ownPublication.ts';
import { silenceTracks } from './silenceTracks.ts';

/** Removes and adds whole tracks of a live stream; whoever receives it is told. */
export async function changePublishing(caller: Caller, params: Params<'changePublishing'>): Promise<Result<'changePublishing'>> {
  const { stream, publication } = ownPublication(caller, params.streamID);
  const { room } = caller;
  for (const kind of params.remove) {
    publication.remove(kind);
    stream.mutes.delete(kind);
  }
  try {
    if (params.add.length > 0) await caller.cloud.step('media: change tracks', () => publication.add(params.add));
    noteCodecs(stream, params.add);
    await silenceTracks(caller.cloud, stream, publication);
  } finally {
    // Also after a failed addition: what was removed is gone.
    if (stream.live) {
      stream.setTracks(publication.tracks);
      // One in the place of another: players have to ask for it.
      const replaced = params.add.some(({ kind }) => params.remove.includes(kind));
      room.facts.tell('tracksChanged', stream, ...(replaced ? ([true] as const) : []));
    }
  }
  if (!stream.live) throw new RtcError('PUBLISH_STREAM_NOT_FOUND', 'ended meanwhile');
  return {};
}
