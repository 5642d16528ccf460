import type { StreamID } from '@liuyun/protocol';
import type { Cloud } from './Cloud.ts';

/** A published stream now, or when it was last. Unix ms; `until` is undefined while it is live. */
export type StreamLife = { from: number; until: number | undefined };

/** Undefined for a stream that is not published and did not end lately. */
export function describeStream(cloud: Cloud, { appID, streamID }: { appID: number; streamID: StreamID }): StreamLife | undefined {
  const app = cloud.apps.find(appID);
  const stream = app?.streams.find(streamID);
  if (stream?.state.state === 'live' && stream.content === 'media') return { from: stream.state.since, until: undefined };
  return app?.endedStreams.find(streamID);
}
