import type { RoomID, StreamID } from '@liuyun/protocol';
import type { Stream } from '../domain/streams/Stream.ts';
import type { Publication } from '../media/MediaEngine.ts';
import type { Cloud } from './Cloud.ts';

/** Brings a stream's tracks in line with what is forbidden now; what the publisher muted stays muted. Whether anything changed. */
export async function silenceTracks(cloud: Cloud, stream: Stream, publication: Publication): Promise<boolean> {
  const { appID, roomID } = stream.session;
  const rules = cloud.rulesOf(appID);
  const now = cloud.clock.now();
  let changed = false;
  for (const { kind, muted } of publication.tracks) {
    const own = stream.silenced.get(kind);
    const forbidden = rules.forbidsTrack({ roomID, streamID: stream.streamID, kind }, now);
    if (forbidden === (own !== undefined)) continue;
    if (forbidden) stream.silenced.set(kind, muted);
    else stream.silenced.delete(kind);
    const wanted = forbidden || (own ?? false);
    if (wanted === muted) continue;
    await publication.mute(kind, wanted);
    changed = true;
  }
  return changed;
}

/** The same for a stream that is live, if it is; whoever receives it is told. */
export async function silenceLiveStream(cloud: Cloud, named: { appID: number; roomID: string; streamID: string }): Promise<void> {
  // They were checked when the rule was made.
  const room = cloud.apps.find(named.appID)?.rooms.get(named.roomID as RoomID);
  const stream = room?.streams.get(named.streamID as StreamID);
  const publication = stream && cloud.publicationOf(stream);
  if (!room || !publication || publication.closed) return;
  if (!(await silenceTracks(cloud, stream, publication)) || !stream.live) return;
  stream.setTracks(publication.tracks);
  room.facts.tell('tracksChanged', stream);
}
