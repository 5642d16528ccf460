import type { StreamID } from '@liuyun/protocol';
import { AdminError } from '@liuyun/protocol/admin/errors';
import type { AdminParams, AdminResult } from '@liuyun/protocol/admin/requests';
import { type ForbidRule, ruleKey } from '@liuyun/protocol/rest/forbidRule';
import { permitStreams } from '../forbidStreams.ts';
import { permitTracks } from '../forbidTracks.ts';
import { permitUsers } from '../forbidUsers.ts';
import { permitTokens } from '../permitTokens.ts';
import { appOf } from './apps.ts';
import type { Asking } from './Desk.ts';
import { sequenceOf } from './liveActs.ts';
import { pageOfLeast } from './paging.ts';

export async function listRules({ desk }: Asking, asked: AdminParams<'listRules'>): Promise<AdminResult<'listRules'>> {
  const { appID, search = '', cursor, limit } = asked;
  await appOf(desk, appID);
  const wanted = search.toLowerCase();
  const all = desk.cloud
    .rulesOf(appID)
    .all(desk.cloud.clock.now())
    .filter((rule) => wanted === '' || namesOf(rule).some((name) => name.toLowerCase().includes(wanted)));
  const { items, next } = pageOfLeast(all, { cursor, limit, keyOf: orderOf });
  return { items: items.map(described), ...(next !== undefined && { next }), total: all.length };
}

export async function removeRule({ desk }: Asking, { appID, id }: AdminParams<'removeRule'>): Promise<AdminResult<'removeRule'>> {
  const { cloud } = desk;
  await appOf(desk, appID);
  const rule = cloud.rulesOf(appID).withKey(id, cloud.clock.now());
  if (!rule) throw new AdminError('NOT_FOUND', 'this rule is no longer in force');
  if (rule.kind === 'user') await permitUsers(cloud, { ...rule, appID });
  else if (rule.kind === 'tracks') await permitTracks(cloud, { ...rule, appID });
  else if (rule.kind === 'tokens') await permitTokens(cloud, { ...rule, appID });
  else {
    const streamIDs = [rule.streamID as StreamID];
    if (!(await permitStreams(cloud, { appID, streamIDs, sequence: sequenceOf(desk) })))
      throw new AdminError('CONFLICT', 'the app’s server has just said something else about this stream');
  }
  return {};
}

/** Whom and what a rule is about. */
function namesOf(rule: ForbidRule): string[] {
  if (rule.kind === 'stream') return [rule.streamID];
  if (rule.kind === 'tracks') return [rule.roomID, rule.streamID];
  return rule.kind === 'tokens' ? [rule.userID] : [rule.userID, rule.roomID, rule.address];
}

function orderOf(rule: ForbidRule): string {
  return `${String(rule.createdAt).padStart(16, '0')}-${ruleKey(rule)}`;
}

function described(rule: ForbidRule): AdminResult<'listRules'>['items'][number] {
  const { kind, createdAt, expiresAt } = rule;
  const nothing = { userID: null, roomID: null, address: null, streamID: null };
  const allowed = { login: false, publish: false, audio: false, video: false, tokensUntil: null };
  const common = { id: ruleKey(rule), kind, createdAt, expiresAt, ...nothing, ...allowed };
  if (rule.kind === 'stream') return { ...common, streamID: rule.streamID };
  if (rule.kind === 'tokens') return { ...common, userID: rule.userID || null, tokensUntil: rule.until };
  if (rule.kind === 'tracks') {
    const { roomID, streamID, audio, video } = rule;
    return { ...common, roomID, streamID, audio, video };
  }
  const { login, publish, userID, roomID, address } = rule;
  return { ...common, userID: userID || null, roomID: roomID || null, address: address || null, login, publish };
}
