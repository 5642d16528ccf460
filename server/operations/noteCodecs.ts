import type { Track } from '@liuyun/protocol';
import type { Stream } from '../domain/streams/Stream.ts';

/** Remembers what a publisher says that its tracks are encoded with: `VP8`, `opus`. For people, so anything else is left out. */
export function noteCodecs(stream: Stream, tracks: readonly Track[]): void {
  for (const { kind, rtpParameters } of tracks) {
    const { codecs } = rtpParameters as { codecs?: unknown };
    const [first] = Array.isArray(codecs) ? codecs : [];
    const name = /^(?:audio|video)\/([A-Za-z0-9-]{1,32})$/.exec(
      String((first as { mimeType?: unknown } | undefined)?.mimeType),
    )?.[1];
    if (name) stream.codecs.set(kind, name);
  }
}
