import type { Cloud } from './Cloud.ts';
import { silenceLiveStream } from './silenceTracks.ts';

/** Rules whose time is up are forgotten, and tracks that they silenced are heard again. */
export function expireRules(cloud: Cloud): void {
  const now = cloud.clock.now();
  let any = false;
  for (const [appID, rules] of cloud.allRules()) {
    for (const rule of rules.expire(now)) {
      any = true;
      if (rule.kind !== 'tracks') continue;
      const failed = (error: unknown) => cloud.log.warn({ err: error, appID }, 'a track could not be made heard again');
      silenceLiveStream(cloud, { appID, roomID: rule.roomID, streamID: rule.streamID }).catch(failed);
    }
  }
  if (any)
    cloud.ruleStore.purge(now).catch((error: unknown) => cloud.log.warn({ err: error }, 'expired rules could not be deleted'));
}
