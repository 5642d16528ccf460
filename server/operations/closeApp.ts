import type { Cloud } from './Cloud.ts';

/** An app that was deleted: everybody goes, nobody comes in any more, and what was forbidden in it is forgotten. */
export async function closeApp(cloud: Cloud, appID: number): Promise<void> {
  cloud.apps.close(appID, 'the app was deleted');
  const rules = cloud.rulesOf(appID);
  for (const rule of rules.all(cloud.clock.now())) rules.remove(rule);
  for (const { appID: its, rule } of await cloud.ruleStore.list()) if (its === appID) await cloud.ruleStore.remove(appID, rule);
}
