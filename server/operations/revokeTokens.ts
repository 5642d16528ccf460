import type { UserID } from '@liuyun/protocol';
import type { TokenRule } from '@liuyun/protocol/rest/forbidRule';
import type { Cloud } from './Cloud.ts';

type Asked = { appID: number; userIDs: readonly UserID[] | undefined; kickOut: boolean; detail: string };

/**
 * From now on no token is taken that was issued until now: of these users, or of every user of the app when `userIDs` is
 * undefined. Who is in with one is thrown out when `kickOut` is set; who stays in can neither come back with it nor publish.
 * Tokens issued in a later second are good. `until` is Unix ms; undefined when there are as many such rules as there may be.
 */
export async function revokeTokens(cloud: Cloud, asked: Asked): Promise<{ until: number; kicked: number } | undefined> {
  const { appID, userIDs, kickOut } = asked;
  const until = cloud.clock.now();
  const rules = cloud.rulesOf(appID);
  const made = (userIDs ?? ['']).map(
    (userID): TokenRule => ({ kind: 'tokens', userID, until, createdAt: until, expiresAt: null }),
  );
  if (!made.every((rule) => rules.fits(rule, until))) return undefined;
  // In force at once; durable when this is answered.
  for (const rule of made) rules.set(rule);
  const kicked = kickOut ? throwOut(cloud, asked) : 0;
  for (const rule of made) await cloud.ruleStore.put(appID, rule);
  return { until, kicked };
}

/** Of those who were asked for: whom an earlier request let stay, this one does not mean. */
function throwOut(cloud: Cloud, { appID, userIDs, detail }: Asked): number {
  const app = cloud.apps.find(appID);
  if (!app) return 0;
  const rules = cloud.rulesOf(appID);
  const meant = userIDs && new Set(userIDs);
  const kicked = new Set<UserID>();
  for (const session of [...cloud.apps.sessions()]) {
    const { permit, user } = session;
    const { tokenIssuedAt: issuedAt } = permit;
    if (session.appID !== appID || session.gone || issuedAt === null) continue;
    if (meant && !meant.has(user.userID)) continue;
    if (!rules.tokenRevoked({ userID: user.userID, issuedAt })) continue;
    app.endSession(session, 'kickedOut', detail);
    kicked.add(user.userID);
  }
  return kicked.size;
}
