import type { UserRule, UserRuleType } from '@liuyun/protocol/rest/forbidRule';
import { canonicalAddress } from '../domain/rules/canonicalAddress.ts';
import type { Cloud } from './Cloud.ts';

export { canonicalAddress } from '../domain/rules/canonicalAddress.ts';

/** What a rule is about; fields that its type does not speak of are empty. */
export type WhoIsMeant = { type: UserRuleType; address: string; roomID: string; userID: string };

/**
 * Forbids logins, publishing or both, from now on and over restarts. Who is in stays in, and what is published goes on; a
 * lost connection that comes back is a login. The rule; undefined when there are as many as there may be.
 */
export async function forbidUsers(
  cloud: Cloud,
  asked: WhoIsMeant & { appID: number; login: boolean; publish: boolean; seconds: number },
): Promise<UserRule | undefined> {
  const { appID, seconds, ...rest } = asked;
  const now = cloud.clock.now();
  const rule: UserRule = { kind: 'user', ...canonical(rest), createdAt: now, expiresAt: now + seconds * 1_000 };
  const rules = cloud.rulesOf(appID);
  if (!rules.fits(rule, now)) return undefined;
  // In force at once; durable when this is answered.
  rules.set(rule);
  await cloud.ruleStore.put(appID, rule);
  return rule;
}

/** False when there was no such rule in force. */
export async function permitUsers(cloud: Cloud, { appID, ...who }: WhoIsMeant & { appID: number }): Promise<boolean> {
  const subject = { kind: 'user' as const, ...canonical(who) };
  const rules = cloud.rulesOf(appID);
  const found = rules.find(subject, cloud.clock.now()) !== undefined;
  rules.remove(subject);
  await cloud.ruleStore.remove(appID, subject);
  return found;
}

/** The rules of one type that are in force. */
export function listUserRules(cloud: Cloud, { appID, type }: { appID: number; type: UserRuleType }): UserRule[] {
  return cloud.rulesOf(appID).userRules(type, cloud.clock.now());
}

function canonical<W extends WhoIsMeant>(who: W): W {
  return { ...who, address: canonicalAddress(who.address) ?? who.address };
}
