import { z } from 'zod';
import type { ErrorName } from '../errors.ts';
import {
  byteLength,
  type Fault,
  faultOfRoomID,
  faultOfStreamID,
  faultOfUserID,
  faultOfUserName,
  type RoomID,
  type StreamID,
  type UserID,
} from '../ids.ts';
import { MESSAGE_BYTES, ROOM_ID_BYTES, STREAM_ID_BYTES, USER_ID_BYTES, USER_NAME_BYTES } from '../limits.ts';
import type { ReturnName } from './returnCodes.ts';

type Meta = { description: string; minLength?: number; maxLength?: number; pattern?: string };

/** Text with a rule of its own; the answer's name travels as `params.answer` of the issue. */
function text<T extends string>(meta: Meta, fault: (value: string) => ReturnName | undefined) {
  const schema = z
    .string()
    .superRefine((value, context) => {
      const answer = fault(value);
      if (answer) context.addIssue({ code: 'custom', message: answer, params: { answer } });
    })
    .meta(meta);
  // A brand exists for the compiler only: what comes in is a string, and stays one.
  return schema as unknown as z.ZodType<T, string>;
}

const TOO_LONG: ReadonlySet<ErrorName> = new Set([
  'ROOM_ID_TOO_LONG',
  'USER_ID_TOO_LONG',
  'USER_NAME_TOO_LONG',
  'STREAM_ID_TOO_LONG',
]);

function idAnswer(fault: Fault): ReturnName | undefined {
  if (!fault) return undefined;
  return TOO_LONG.has(fault) ? 'PARAM_TOO_LONG' : 'PARAM_WRONG';
}

export const RoomId = text<RoomID>({ description: 'Room ID', minLength: 1, maxLength: ROOM_ID_BYTES }, (value) =>
  idAnswer(faultOfRoomID(value)),
);
export const UserId = text<UserID>({ description: 'User ID', minLength: 1, maxLength: USER_ID_BYTES }, (value) =>
  idAnswer(faultOfUserID(value)),
);
export const StreamId = text<StreamID>({ description: 'Stream ID', minLength: 1, maxLength: STREAM_ID_BYTES }, (value) =>
  idAnswer(faultOfStreamID(value)),
);
/** For the media actions, which have a code of their own for a wrong stream ID. */
export const MediaStreamId = text<StreamID>({ description: 'Stream ID', minLength: 1, maxLength: STREAM_ID_BYTES }, (value) =>
  faultOfStreamID(value) ? 'STREAM_ID_WRONG' : undefined,
);
export const UserName = text<string>({ description: 'User name', maxLength: USER_NAME_BYTES }, (value) =>
  idAnswer(faultOfUserName(value)),
);

/** Text of at most so many UTF-8 bytes. */
export const upTo = (bytes: number, description: string) =>
  text<string>({ description: `${description} (at most ${bytes} bytes)`, maxLength: bytes }, (value) =>
    byteLength(value) > bytes ? 'PARAM_TOO_LONG' : undefined,
  );

export const messageContent = (tooLong: ReturnName) =>
  text<string>({ description: `Text of 1 to ${MESSAGE_BYTES} bytes`, minLength: 1, maxLength: MESSAGE_BYTES }, (value) => {
    if (value === '') return 'CONTENT_EMPTY';
    return byteLength(value) > MESSAGE_BYTES ? tooLong : undefined;
  });

/** One to `most` of something; one more is answered with `tooMany`. */
export function listOf<T extends z.ZodType>(item: T, given: { most: number; tooMany?: ReturnName; description: string }) {
  const { most, tooMany = 'PARAM_WRONG', description } = given;
  return z
    .array(item)
    .min(1)
    .superRefine((values, context) => {
      if (values.length > most) context.addIssue({ code: 'custom', message: tooMany, params: { answer: tooMany } });
    })
    .meta({ description: `${description} (1 to ${most})`, maxItems: most });
}

/** A whole number that grows from request to request; Unix milliseconds do. Kept as text: it may be long. */
export const Sequence = text<string>(
  { description: 'A whole number that grows from request to request of one stream; Unix ms do', pattern: '^[0-9]{1,18}$' },
  (value) => (/^\d{1,18}$/.test(value) ? undefined : 'PARAM_WRONG'),
);
