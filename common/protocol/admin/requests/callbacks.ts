import { z } from 'zod';
import { AppID, pageOf, paging, Time } from '../fields.ts';
import { adminRequest } from '../shape.ts';

const State = z.enum(['waiting', 'delivered', 'failed']);

const Delivery = z.object({
  /** Grows with time. */
  id: z.int(),
  appID: AppID,
  roomID: z.string(),
  streamID: z.string().nullable(),
  event: z.string(),
  createdAt: Time,
  state: State,
  attempts: z.int(),
  /** When it is tried next. */
  dueAt: Time,
  /** Why the last attempt failed; '' for none. */
  error: z.string(),
  /** JSON text of the event's own fields. */
  fields: z.string(),
});

/** The newest first. */
export const listDeliveries = adminRequest({
  params: z.object({ appID: AppID, state: State.optional(), ...paging }),
  result: z.object({ ...pageOf(Delivery), /** Of this app. */ waiting: z.int() }),
});

/** Failed ones wait anew: those named, or all of the app's. */
export const replayDelivery = adminRequest({
  params: z.object({ appID: AppID, ids: z.array(z.int().min(1)).min(1).max(200).optional() }),
  result: z.object({ count: z.int() }),
  audited: ['appID', 'ids'],
});

/** Posts a signed `test` event to the app's callback URL and says how that went. NOT_FOUND for an app without callbacks. */
export const testCallback = adminRequest({
  params: z.object({ appID: AppID }),
  result: z.object({ ok: z.boolean(), /** '' when it was accepted. */ error: z.string(), ms: z.number() }),
  audited: ['appID'],
});
