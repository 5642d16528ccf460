import { z } from 'zod';
import {
  byteLength,
  type Fault,
  faultOfRoomID,
  faultOfStreamID,
  faultOfUserID,
  type RoomID,
  type StreamID,
  type UserID,
} from '../ids.ts';

/** Unix ms. */
export const Time = z.int().min(0).max(8_640_000_000_000_000);
export const AppID = z.int().min(1).max(0xffff_ffff);

/** At most so many UTF-8 bytes. */
export const upTo = (bytes: number) =>
  z.string().refine((text) => byteLength(text) <= bytes, { error: `longer than ${bytes} bytes` });

function id<T extends string>(fault: (value: unknown) => Fault) {
  const schema = z.string().superRefine((value, context) => {
    const wrong = fault(value);
    if (wrong) context.addIssue({ code: 'custom', message: wrong });
  });
  // A brand exists for the compiler only: what comes in is a string, and stays one.
  return schema as unknown as z.ZodType<T, string>;
}

export const RoomIDField = id<RoomID>(faultOfRoomID);
export const UserIDField = id<UserID>(faultOfUserID);
export const StreamIDField = id<StreamID>(faultOfStreamID);

/** A page of a list: ask again with `next` as `cursor` until there is none. */
export const paging = {
  cursor: upTo(600).optional(),
  limit: z.int().min(1).max(200).default(50),
};

/** What a list answers with. */
export const pageOf = <T extends z.ZodType>(item: T) => ({ items: z.array(item), next: z.string().optional() });

/** What people type to find something; matched anywhere, whatever the case. */
export const Search = upTo(128).optional();
