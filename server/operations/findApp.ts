import type { AppRecord } from '../stores/AppStore.ts';
import type { Cloud } from './Cloud.ts';

export type { AppRecord } from '../stores/AppStore.ts';

/** An app as it is stored now; undefined when there is none. */
export function findApp(cloud: Cloud, appID: number): Promise<AppRecord | undefined> {
  return cloud.store.find(appID);
}
