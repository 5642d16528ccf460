import type { ActionParams } from '@liuyun/protocol/rest/actions';
import { findTrackRules, forbidTracks, permitTracks } from '../../../operations/forbidTracks.ts';
import { canonicalAddress, forbidUsers, listUserRules, permitUsers, type WhoIsMeant } from '../../../operations/forbidUsers.ts';
import type { Answer } from '../Answer.ts';
import { Refusal } from '../Refusal.ts';

const DAY_SECONDS = 86_400;

const SetForbidUserRule: Answer<'SetForbidUserRule'> = async ({ cloud, appID }, params) => {
  const privileges = new Set(params.DisabledPrivilege);
  const rule = await forbidUsers(cloud, {
    appID,
    ...whoIsMeant(params),
    login: privileges.has(1),
    publish: privileges.has(2),
    seconds: params.EffectiveTime,
  });
  if (!rule) throw new Refusal('TOO_MANY_RULES');
  return { ExpireTime: inSeconds(rule.expiresAt) };
};

const DelForbidUserRule: Answer<'DelForbidUserRule'> = async ({ cloud, appID }, params) => {
  if (!(await permitUsers(cloud, { appID, ...whoIsMeant(params) }))) throw new Refusal('RULE_UNKNOWN');
  return {};
};

const DescribeForbidUserRules: Answer<'DescribeForbidUserRules'> = ({ cloud, appID }, { RuleType }) => ({
  RuleList: listUserRules(cloud, { appID, type: RuleType }).map(
    ({ type, address, roomID, userID, login, publish, expiresAt }) => ({
      RuleType: type,
      IP: address,
      RoomId: roomID,
      UserId: userID,
      DisabledPrivilegeList: [...(login ? [1] : []), ...(publish ? [2] : [])],
      ExpireTime: inSeconds(expiresAt),
    }),
  ),
});

/** What this type of rule speaks of must be given; what it does not speak of is left aside. */
function whoIsMeant(params: ActionParams<'DelForbidUserRule'>): WhoIsMeant {
  const { RuleType: type, IP = '' } = params;
  const needed: { [field in 'IP' | 'RoomId' | 'UserId']?: string | undefined } = {
    1: { IP },
    2: { RoomId: params.RoomId },
    3: { UserId: params.UserId },
    4: { RoomId: params.RoomId, UserId: params.UserId },
  }[type];
  for (const [field, value = ''] of Object.entries(needed)) if (value === '') throw new Refusal('PARAM_WRONG', field);
  if (type === 1 && canonicalAddress(IP) === undefined) throw new Refusal('PARAM_WRONG', 'IP');
  return { type, address: needed.IP ?? '', roomID: needed.RoomId ?? '', userID: needed.UserId ?? '' };
}

const SetForbidStreamRule: Answer<'SetForbidStreamRule'> = async ({ cloud, appID }, params) => {
  const { RoomId, StreamId, DisableAudio, DisableVideo, EffectiveTime } = params;
  if (!DisableAudio && !DisableVideo) throw new Refusal('PARAM_WRONG', 'DisableAudio, DisableVideo');
  const done = await forbidTracks(cloud, {
    appID,
    roomID: RoomId,
    streamID: StreamId,
    audio: DisableAudio === 1,
    video: DisableVideo === 1,
    seconds: Math.min(EffectiveTime, DAY_SECONDS),
  });
  if (!done) throw new Refusal('TOO_MANY_RULES');
  return {};
};

const DelForbidStreamRule: Answer<'DelForbidStreamRule'> = async ({ cloud, appID }, { RoomId, StreamId }) => {
  if (!(await permitTracks(cloud, { appID, roomID: RoomId, streamID: StreamId }))) throw new Refusal('RULE_UNKNOWN');
  return {};
};

const DescribeForbidStreamRules: Answer<'DescribeForbidStreamRules'> = ({ cloud, appID }, { RoomId, StreamId }) => {
  const rules = findTrackRules(cloud, { appID, roomID: RoomId, streamIDs: StreamId });
  return {
    RoomId,
    ForbidStreamRuleList: StreamId.map((streamID, at) => {
      const rule = rules[at];
      return {
        StreamId: streamID,
        DisableAudio: rule?.audio ? 1 : 0,
        DisableVideo: rule?.video ? 1 : 0,
        CreateTime: rule ? inSeconds(rule.createdAt) : 0,
        EffectiveTime: rule ? inSeconds(rule.expiresAt - rule.createdAt) : 0,
      };
    }),
  };
};

function inSeconds(ms: number): number {
  return Math.floor(ms / 1_000);
}

/** Actions that forbid, and take it back. */
export const ruleAnswers = {
  SetForbidUserRule,
  DelForbidUserRule,
  DescribeForbidUserRules,
  SetForbidStreamRule,
  DelForbidStreamRule,
  DescribeForbidStreamRules,
};
