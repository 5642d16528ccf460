import type { Kind, RoomID, StreamID } from '@liuyun/protocol';
import type { Stream, StreamTrack } from '../domain/streams/Stream.ts';
import type { Publication } from '../media/MediaEngine.ts';
import type { Cloud } from './Cloud.ts';

/** Of each publication the change that is under way: what a track is meanwhile says nothing of what it will be. */
const underWay = new WeakMap<Publication, Promise<void>>();

/** Brings a stream's tracks in line with what is forbidden and what its publisher wants muted, also of what changes meanwhile. */
export async function silenceTracks(cloud: Cloud, stream: Stream, publication: Publication): Promise<void> {
  const before = underWay.get(publication)?.catch(() => undefined);
  const change = (async () => {
    if (before) await before;
    for (let next = outOfLine(cloud, stream, publication); next; next = outOfLine(cloud, stream, publication))
      await publication.mute(next.kind, next.muted);
  })();
  underWay.set(publication, change);
  await change;
}

/** The same for a stream that is live; whoever receives it is told if it is another than before. */
export async function silenceLive(cloud: Cloud, stream: Stream, publication: Publication): Promise<void> {
  await silenceTracks(cloud, stream, publication);
  if (!stream.live || publication.closed || sameTracks(stream.tracks, publication.tracks)) return;
  stream.setTracks(publication.tracks);
  const { appID, roomID } = stream.session;
  cloud.apps.find(appID)?.rooms.get(roomID)?.facts.tell('tracksChanged', stream);
}

/** The same for a stream that is known by name, if it is live. */
export async function silenceLiveStream(cloud: Cloud, named: { appID: number; roomID: string; streamID: string }): Promise<void> {
  // They were checked when the rule was made.
  const room = cloud.apps.find(named.appID)?.rooms.get(named.roomID as RoomID);
  const stream = room?.streams.get(named.streamID as StreamID);
  const publication = stream && cloud.publicationOf(stream);
  if (publication && !publication.closed) await silenceLive(cloud, stream, publication);
}

/** The first track that is not as it should be, and how it should be. What its publisher wants of one that is forbidden is noted. */
function outOfLine(cloud: Cloud, stream: Stream, publication: Publication): { kind: Kind; muted: boolean } | undefined {
  if (publication.closed) return undefined;
  const { session, streamID, mutes } = stream;
  const { appID, roomID } = session;
  const now = cloud.clock.now();
  for (const { kind, muted } of publication.tracks) {
    const forbidden = cloud.rulesOf(appID).forbidsTrack({ roomID, streamID, kind }, now);
    const own = mutes.get(kind) ?? muted;
    if (forbidden) mutes.set(kind, own);
    if ((forbidden || own) !== muted) return { kind, muted: forbidden || own };
    if (!forbidden) mutes.delete(kind);
  }
  return undefined;
}

function sameTracks(some: readonly StreamTrack[], others: readonly StreamTrack[]): boolean {
  const matches = (one: StreamTrack) => others.some(({ kind, muted }) => kind === one.kind && muted === one.muted);
  return some.length === others.length && some.every(matches);
}
