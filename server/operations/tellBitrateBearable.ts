import type { StreamID } from '@liuyun/protocol';
import type { Session } from '../domain/sessions/Session.ts';
import type { Publication } from '../media/MediaEngine.ts';

/** Tells the publisher of a stream what its players bear of the picture, as long as it is published; at first any bitrate. */
export function tellBitrateBearable(told: { session: Session; streamID: StreamID; publication: Publication }): void {
  const { session, streamID, publication } = told;
  const tell = (bps: number | undefined) =>
    session.tell('publishingBitrateBearable', { streamID, kbps: bps === undefined ? null : Math.floor(bps / 1000) });
  if (publication.layersWanted) tell(undefined);
  publication.facts.on('bitrateBearable', (bps) => {
    if (!publication.closed) tell(bps);
  });
}
