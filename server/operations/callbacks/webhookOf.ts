import { type Clock, type RandomSource, randomHex } from '@liuyun/kit';
import { callbackBodySignature, callbackSignature } from '@liuyun/token';
import type { CallbackTarget } from '../../stores/AppStore.ts';
import type { StoredCallback } from '../../stores/CallbackStore.ts';
import type { Webhook } from '../../webhooks/WebhookSender.ts';

/** Where these fields are numbers in the documents. */
const NUMERIC = new Set(['room_create', 'room_close']);

/** One attempt. Signed anew for each, so that a late one is not taken for an old one that somebody repeats. */
export function webhookOf(
  callback: Pick<StoredCallback, 'id' | 'appID' | 'event' | 'fields'>,
  { url, secret }: CallbackTarget,
  { clock, random, traceparent }: { clock: Clock; random: RandomSource; traceparent?: string | undefined },
): Webhook {
  const seconds = Math.floor(clock.now() / 1_000);
  const [timestamp, nonce] = [String(seconds), randomHex(random, 8)];
  const numeric = NUMERIC.has(callback.event);
  const body = JSON.stringify({
    event: callback.event,
    appid: numeric ? callback.appID : String(callback.appID),
    timestamp: numeric ? seconds : timestamp,
    nonce,
    signature: callbackSignature({ secret, timestamp, nonce }),
    ...(JSON.parse(callback.fields) as object),
  });
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'liuyun-callback',
    'x-liuyun-callback-id': String(callback.id),
    'x-liuyun-signature': callbackBodySignature({ secret, timestamp, nonce, body }),
    ...(traceparent !== undefined && { traceparent }),
  };
  return { url, headers, body };
}
