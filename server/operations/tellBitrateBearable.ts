import type { StreamID } from '@liuyun/protocol';
import type { Session } from '../domain/sessions/Session.ts';
import type { Publication } from '../media/MediaEngine.ts';

/** Tells the publisher of a stream what its players bear of the picture, as long as it is published. */
export function tellBitrateBearable(told: { session: Session; streamID: StreamID; publication: Publication }): void {
  const { session, streamID, publication } = told;
  publication.facts.on('bitrateBearable', (bps) => {
    const kbps = bps === undefined ? null : Math.floor(bps / 1000);
    if (!publication.closed) session.tell('publishingBitrateBearable', { streamID, kbps });
  });
}
