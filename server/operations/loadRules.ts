import type { Cloud } from './Cloud.ts';

/** What was forbidden before the server stopped is forbidden again, before anybody comes in. */
export async function loadRules(cloud: Cloud): Promise<void> {
  await cloud.ruleStore.purge(cloud.clock.now());
  for (const { appID, rule } of await cloud.ruleStore.list()) cloud.rulesOf(appID).set(rule);
}
