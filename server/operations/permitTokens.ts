import type { Cloud } from './Cloud.ts';

/** Tokens that were revoked are good again unless they have expired: of a user, or (userID '') what was revoked of everybody. False when nothing was. */
export async function permitTokens(cloud: Cloud, { appID, userID }: { appID: number; userID: string }): Promise<boolean> {
  const subject = { kind: 'tokens' as const, userID };
  const rules = cloud.rulesOf(appID);
  const found = rules.find(subject, cloud.clock.now()) !== undefined;
  rules.remove(subject);
  await cloud.ruleStore.remove(appID, subject);
  return found;
}
