import type { Cancel } from '@liuyun/kit';
import type { StreamID } from '@liuyun/protocol';
import type { Session } from '../domain/sessions/Session.ts';
import type { Publication } from '../media/MediaEngine.ts';
import type { Cloud } from './Cloud.ts';

/** A picture is missed at once and let go late: players who switch to and fro must not stop and start an encoder. */
export const UNWANTED_AFTER_MS = 2_000;

/** Tells the publisher of a stream with two pictures which of them anybody plays, as long as it is published. */
export function tellLayersWanted(
  cloud: Cloud,
  { session, streamID, publication }: { session: Session; streamID: StreamID; publication: Publication },
): void {
  let stopWaiting: Cancel = () => undefined;
  const follow = () => {
    stopWaiting();
    const wanted = publication.layersWanted;
    if (!wanted) return;
    const tell = () => {
      if (!publication.closed) session.tell('publishingLayersWanted', { streamID, ...wanted });
    };
    if (wanted.high) tell();
    else stopWaiting = cloud.clock.after(UNWANTED_AFTER_MS, tell);
  };
  publication.facts.on('layersWanted', follow);
  follow();
}
