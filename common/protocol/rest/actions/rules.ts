import { z } from 'zod';
import { action } from '../action.ts';
import { listOf, RoomId, StreamId, UserId, upTo } from '../fields.ts';

const PER_SECOND = 10;
const DAY_SECONDS = 86_400;
const ADDRESS_LENGTH = 45;

const RuleType = z
  .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
  .meta({ type: 'integer', description: '1 by IP address, 2 by room, 3 by user, 4 by user and room' });
const about = {
  RuleType,
  IP: upTo(ADDRESS_LENGTH, 'IPv4 or IPv6 address; for RuleType 1').optional(),
  RoomId: RoomId.optional(),
  UserId: UserId.optional(),
};
const Flag = z.union([z.literal(0), z.literal(1)]).default(0);

export const SetForbidUserRule = action({
  group: 'rules',
  summary: 'Keeps users from logging in or from publishing, for a time',
  notes:
    'What goes on is not interrupted: to end it, call KickoutUser after this. A forbidden login is 1002066 for the client, forbidden publishing 1003025; who may not log in may not begin to publish either. Rules hold over restarts and for reconnections. A rule about the same takes the place of the earlier one. At most 100 rules by address and 200 of each other type are in force (50123).',
  perSecond: PER_SECOND,
  params: z.object({
    ...about,
    DisabledPrivilege: listOf(z.union([z.literal(1), z.literal(2)]).meta({ type: 'integer' }), {
      most: 2,
      description: '1 log in, 2 publish',
    }),
    EffectiveTime: z.int().min(1).max(DAY_SECONDS).meta({ description: 'For how long, in seconds' }),
  }),
  data: z.object({ ExpireTime: z.int().meta({ description: 'Unix seconds' }) }),
});

export const DelForbidUserRule = action({
  group: 'rules',
  summary: 'Takes a user rule back',
  notes: '50124 when there is no such rule in force.',
  perSecond: PER_SECOND,
  params: z.object(about),
  data: z.object({}),
});

export const DescribeForbidUserRules = action({
  group: 'rules',
  summary: 'The user rules of one type that are in force',
  perSecond: PER_SECOND,
  params: z.object({ RuleType }),
  data: z.object({
    RuleList: z.array(
      z.object({
        RuleType: z.int(),
        IP: z.string(),
        RoomId: z.string(),
        UserId: z.string(),
        DisabledPrivilegeList: z.array(z.int()),
        ExpireTime: z.int().meta({ description: 'Unix seconds' }),
      }),
    ),
  }),
});

export const SetForbidStreamRule = action({
  group: 'rules',
  summary: 'Silences or blanks a stream of a room, for a time',
  notes:
    'At once, and when it is published again. Receivers see the track as muted; the publisher is not told. At least one of DisableAudio and DisableVideo is 1 (otherwise 2); the last call counts.',
  perSecond: PER_SECOND,
  params: z.object({
    RoomId,
    StreamId,
    DisableAudio: Flag.meta({ type: 'integer', description: '1: nobody receives its audio' }),
    DisableVideo: Flag.meta({ type: 'integer', description: '1: nobody receives its video' }),
    EffectiveTime: z
      .int()
      .min(1)
      .default(21_600)
      .meta({ description: 'For how long, in seconds; more than a day counts as a day' }),
  }),
  data: z.object({}),
});

export const DelForbidStreamRule = action({
  group: 'rules',
  summary: 'Takes a stream rule back',
  notes: 'Tracks that the publisher has not muted are received again. 50124 when there is no such rule in force.',
  perSecond: PER_SECOND,
  params: z.object({ RoomId, StreamId }),
  data: z.object({}),
});

export const DescribeForbidStreamRules = action({
  group: 'rules',
  summary: 'The rules about streams of a room',
  notes: 'A stream without a rule has zeros.',
  perSecond: PER_SECOND,
  params: z.object({ RoomId, StreamId: listOf(StreamId, { most: 10, description: 'Stream IDs' }) }),
  data: z.object({
    RoomId: z.string(),
    ForbidStreamRuleList: z.array(
      z.object({
        StreamId: z.string(),
        DisableAudio: z.int(),
        DisableVideo: z.int(),
        CreateTime: z.int().meta({ description: 'Unix seconds' }),
        EffectiveTime: z.int().meta({ description: 'Seconds from CreateTime' }),
      }),
    ),
  }),
});
