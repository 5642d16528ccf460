import type { MediaEngineDescription, MediaTraffic } from '../media/MediaEngine.ts';
import type { Cloud } from './Cloud.ts';

export type Readiness = { ready: boolean; reasons: string[] };

/** Whether new users should be sent here: not while closing, not without a media worker. */
export async function readiness(cloud: Cloud): Promise<Readiness> {
  const reasons: string[] = [];
  if (cloud.closing) reasons.push('closing');
  const { workers } = await describeMedia(cloud);
  if (workers.length === 0) reasons.push('no media worker is running');
  return { ready: reasons.length === 0, reasons };
}

/** An engine that cannot answer has no workers. */
export async function describeMedia(cloud: Cloud): Promise<MediaEngineDescription> {
  try {
    return await cloud.engine.describe();
  } catch {
    return { listening: [], workers: [] };
  }
}

/** What has passed; undefined where the engine cannot say. */
export async function trafficOf(cloud: Pick<Cloud, 'engine'>): Promise<MediaTraffic | undefined> {
  try {
    return await cloud.engine.traffic();
  } catch {
    return undefined;
  }
}
