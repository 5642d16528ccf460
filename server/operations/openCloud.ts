import { USER_COUNT_EVERY_MS } from '@liuyun/protocol';
import { Cloud, type CloudParts } from './Cloud.ts';
import { endAllSessions } from './drain.ts';
import { expireRules } from './expireRules.ts';
import { FOLLOW_EVERY_MS, followApps } from './followApps.ts';
import { loseMedia } from './loseMedia.ts';
import { SWEEP_EVERY_MS, sweepSessions } from './sweepSessions.ts';
import { tellUserCounts } from './tellUserCounts.ts';
import { tellUserNews } from './tellUserNews.ts';

/** A cloud whose clock runs: it sweeps, counts and minds its media until it is closed. */
export function openCloud(parts: CloudParts): { cloud: Cloud; close(): void } {
  const cloud = new Cloud(parts);
  cloud.mediaRooms.facts.on('lost', (room) => loseMedia(cloud, room));
  tellUserNews(cloud);
  const stops = [
    parts.clock.every(SWEEP_EVERY_MS, () => sweepSessions(cloud)),
    parts.clock.every(SWEEP_EVERY_MS, () => expireRules(cloud)),
    parts.clock.every(FOLLOW_EVERY_MS, followApps(cloud)),
    parts.clock.every(USER_COUNT_EVERY_MS, () => tellUserCounts(cloud)),
  ];
  const close = () => {
    for (const stop of stops) stop();
    endAllSessions(cloud);
    cloud.mediaRooms.closeAll();
  };
  return { cloud, close };
}
