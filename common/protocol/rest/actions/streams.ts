import { z } from 'zod';
import { STREAM_EXTRA_INFO_BYTES } from '../../limits.ts';
import { action } from '../action.ts';
import { RoomId, StreamId, UserId, UserName, upTo } from '../fields.ts';

const TITLE_BYTES = 127;

export const DescribeSimpleStreamList = action({
  group: 'streams',
  summary: 'The streams of a room',
  notes: 'Empty for a room that does not exist. StreamNumberId is unique since the server started.',
  perSecond: 50,
  oncePerRoomMs: 10_000,
  params: z.object({ RoomId }),
  data: z.object({
    StreamList: z.array(
      z.object({
        StreamId: z.string(),
        UserId: z.string(),
        UserName: z.string(),
        CreateTime: z.int().meta({ description: 'Unix ms' }),
        StreamNumberId: z.int(),
      }),
    ),
  }),
});

export const AddStream = action({
  group: 'streams',
  summary: 'Puts a stream on the list of a room',
  notes:
    'Signalling only: clients hear ADD with ExtraInfo; what they play must come from elsewhere (a CDN, say). The room must exist (104). The stream stays until DeleteStream, or until the room is empty. 1012 when the stream ID is another user’s. StreamTitle and CensorFlag are taken, without effect.',
  perSecond: 10,
  params: z.object({
    RoomId,
    UserId,
    UserName: UserName.default(''),
    StreamId,
    StreamTitle: upTo(TITLE_BYTES, 'Title').default(''),
    ExtraInfo: upTo(STREAM_EXTRA_INFO_BYTES, 'What clients get with the stream').default(''),
    CensorFlag: z.int().optional(),
  }),
  data: z.object({}),
});

export const DeleteStream = action({
  group: 'streams',
  summary: 'Takes a stream off the list of a room',
  notes:
    'Signalling only: others hear DELETE. The publisher is not told, and media that flows goes on; to end it, forbid it (ForbidRTCStream). 138 when it is not on the list, 1012 when it is another user’s.',
  perSecond: 10,
  params: z.object({ RoomId, UserId, StreamId }),
  data: z.object({}),
});
