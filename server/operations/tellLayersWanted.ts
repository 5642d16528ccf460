import type { Cancel } from '@liuyun/kit';
import type { StreamID } from '@liuyun/protocol';
import type { Session } from '../domain/sessions/Session.ts';
import type { LayersWanted, Publication } from '../media/MediaEngine.ts';
import type { Cloud } from './Cloud.ts';

/** A picture is missed at once and let go late: players who switch to and fro must not stop and start an encoder. */
export const UNWANTED_AFTER_MS = 2_000;
/** The last one is let go later still: who comes next, or back, need not wait for an encoder to begin. */
export const UNPLAYED_AFTER_MS = 10_000;

/**
 * Tells the publisher of a stream what of its picture anybody plays, as long as it is published. It begins with all of it: what was
 * told of a former publication may reach a publisher who was away after the new one has begun.
 */
export function tellLayersWanted(
  cloud: Cloud,
  { session, streamID, publication }: { session: Session; streamID: StreamID; publication: Publication },
): void {
  // Until it hears otherwise a publisher sends all.
  let told: LayersWanted = { low: true, high: true };
  let stopWaiting: Cancel = () => undefined;
  const tell = (wanted: LayersWanted) => {
    if (publication.closed || (wanted.low === told.low && wanted.high === told.high)) return;
    told = wanted;
    session.tell('publishingLayersWanted', { streamID, ...wanted });
  };
  const follow = () => {
    stopWaiting();
    const wanted = publication.layersWanted;
    if (!wanted) return;
    tell({ low: told.low || wanted.low, high: told.high || wanted.high });
    stopWaiting = cloud.clock.after(wanted.low ? UNWANTED_AFTER_MS : UNPLAYED_AFTER_MS, () => tell(wanted));
  };
  if (publication.layersWanted) session.tell('publishingLayersWanted', { streamID, ...told });
  publication.facts.on('layersWanted', follow);
  // A timer would hold a session for seconds after it has ended.
  publication.facts.on('closed', () => stopWaiting());
  follow();
}
