import type { Opaque } from '@liuyun/protocol';
import type { Stream } from '../domain/streams/Stream.ts';

/** Between them the browsers that cannot decode one of these can decode the other (RFC 7742 §5). */
const COMMON = ['VP8', 'H264'];

/** Tells a publisher that somebody who plays the stream cannot decode its picture, and in which codecs they could. */
export function tellCodecWanted({ session, streamID }: Stream, capabilities: Opaque): void {
  const listed: unknown[] = Array.isArray(capabilities.codecs) ? capabilities.codecs : [];
  const mimeTypes = new Set(
    listed.map((codec) => String((codec as { mimeType?: unknown } | null)?.mimeType ?? '').toLowerCase()),
  );
  const codecs = COMMON.filter((name) => mimeTypes.has(`video/${name.toLowerCase()}`));
  if (codecs.length > 0) session.tell('publishingCodecWanted', { streamID, codecs });
}
