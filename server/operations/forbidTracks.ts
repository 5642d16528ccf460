import type { TrackRule } from '@liuyun/protocol/rest/forbidRule';
import type { Cloud } from './Cloud.ts';
import { silenceLiveStream } from './silenceTracks.ts';

type Named = { appID: number; roomID: string; streamID: string };

/** Nobody in any room hears, or sees, that stream of that room for so long: at once, and when it is published again. False when there are too many rules. */
export async function forbidTracks(
  cloud: Cloud,
  asked: Named & { audio: boolean; video: boolean; seconds: number },
): Promise<boolean> {
  const { appID, seconds, ...rest } = asked;
  const now = cloud.clock.now();
  const rule: TrackRule = { kind: 'tracks', ...rest, createdAt: now, expiresAt: now + seconds * 1_000 };
  const rules = cloud.rulesOf(appID);
  if (!rules.fits(rule, now)) return false;
  rules.set(rule);
  await cloud.ruleStore.put(appID, rule);
  await silenceLiveStream(cloud, asked);
  return true;
}

/** False when there was no such rule in force. */
export async function permitTracks(cloud: Cloud, { appID, roomID, streamID }: Named): Promise<boolean> {
  const subject = { kind: 'tracks' as const, roomID, streamID };
  const rules = cloud.rulesOf(appID);
  const found = rules.find(subject, cloud.clock.now()) !== undefined;
  rules.remove(subject);
  await cloud.ruleStore.remove(appID, subject);
  await silenceLiveStream(cloud, { appID, roomID, streamID });
  return found;
}

/** The rule about each stream that is in force, in the order asked for. */
export function findTrackRules(
  cloud: Cloud,
  asked: { appID: number; roomID: string; streamIDs: readonly string[] },
): (TrackRule | undefined)[] {
  const rules = cloud.rulesOf(asked.appID);
  const now = cloud.clock.now();
  return asked.streamIDs.map((streamID) => rules.find({ kind: 'tracks', roomID: asked.roomID, streamID }, now));
}
