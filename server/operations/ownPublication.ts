import { RtcError, type StreamID } from '@liuyun/protocol';
import type { Stream } from '../domain/streams/Stream.ts';
import type { Publication } from '../media/MediaEngine.ts';
import type { Caller } from './Caller.ts';

/** A caller's own live stream and its media; PUBLISH_STREAM_NOT_FOUND otherwise. */
export function ownPublication(caller: Caller, streamID: StreamID): { stream: Stream; publication: Publication } {
  const stream = caller.app.ownStream(caller.session, streamID);
  const publication = caller.media.publication(streamID);
  if (!publication || publication.closed) throw new RtcError('PUBLISH_STREAM_NOT_FOUND');
  return { stream, publication };
}
