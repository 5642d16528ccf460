import { type StreamID, streamEndCodes } from '@liuyun/protocol';
import type { StreamRule } from '@liuyun/protocol/rest/forbidRule';
import type { Cloud } from './Cloud.ts';

type Asked = { appID: number; streamIDs: readonly StreamID[]; sequence: bigint };

/**
 * Ends streams and forbids their names until they are permitted again, over restarts too. Publishers hear STREAM_FORBIDDEN,
 * players PLAY_FORBIDDEN. False when a later request about one of them was there first, or there are too many; nothing is done then.
 */
export async function forbidStreams(cloud: Cloud, { appID, streamIDs, sequence }: Asked): Promise<boolean> {
  const now = cloud.clock.now();
  const rules = cloud.rulesOf(appID);
  const made = streamIDs.map((streamID): StreamRule => ({ kind: 'stream', streamID, createdAt: now, expiresAt: null }));
  if (!made.every((rule) => rules.fits(rule, now))) return false;
  if (!cloud.sequencesOf(appID).take(streamIDs, sequence, now)) return false;
  for (const rule of made) rules.set(rule);
  for (const streamID of streamIDs) endForbidden(cloud, { appID, streamID });
  for (const rule of made) await cloud.ruleStore.put(appID, rule);
  return true;
}

/** Permits the names again; publishers begin anew when they want to. False when a later request was there first. */
export async function permitStreams(cloud: Cloud, { appID, streamIDs, sequence }: Asked): Promise<boolean> {
  if (!cloud.sequencesOf(appID).take(streamIDs, sequence, cloud.clock.now())) return false;
  const subjects = streamIDs.map((streamID) => ({ kind: 'stream' as const, streamID }));
  for (const subject of subjects) cloud.rulesOf(appID).remove(subject);
  for (const subject of subjects) await cloud.ruleStore.remove(appID, subject);
  return true;
}

function endForbidden(cloud: Cloud, { appID, streamID }: { appID: number; streamID: StreamID }): void {
  const app = cloud.apps.find(appID);
  const stream = app?.streams.find(streamID);
  if (!app || stream?.content !== 'media') return;
  // Before the stream ends, which would tell players only that it is not there.
  for (const player of [...stream.players]) {
    if (!player.gone) cloud.mediaOf(player).stopPlaying(streamID);
    app.streams.stopsPlaying(player, stream, 'removedByServer');
    player.tell('playingEnded', { streamID, failure: 'PLAY_FORBIDDEN' });
  }
  app.endStream(stream, streamEndCodes.removedByServer);
  stream.session.tell('publishingEnded', { streamID, failure: 'STREAM_FORBIDDEN', detail: '' });
}
