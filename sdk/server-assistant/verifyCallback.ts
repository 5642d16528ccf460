import { type CallbackFailure, checkCallback } from '@liuyun/token';

/** A callback that is genuine, with its fields; or what is wrong with it: answer 401 then. */
export type VerifiedCallback =
  | {
      /** Whether the cloud sent it. */
      ok: true;
      /** What happened: `room_login`, `stream_close` and so on. */
      event: string;
      /** Everything in the body, under the documented names. */
      fields: { [name: string]: unknown };
    }
  | {
      /** Whether the cloud sent it. */
      ok: false;
      /** The first thing that is wrong. */
      failure: CallbackFailure;
    };

/** Any form of headers that Node, Express and `fetch` have. */
export type CallbackHeaders = Headers | { readonly [name: string]: string | readonly string[] | undefined };

/**
 * Says whether the cloud sent this callback: the documented signature in its body, the signature over the whole body in the
 * header `X-Liuyun-Signature`, and its age. `body` is the text of the request exactly as it came, before any JSON parser.
 */
export function verifyCallback(
  body: string | Uint8Array,
  headers: CallbackHeaders,
  expected: {
    /** The app's CallbackSecret. */
    secret: string;
    /** How old a callback may be, in seconds; 300 unless given. */
    maxAgeSeconds?: number;
    /** false: a callback without the header is taken too, as from a cloud that sends the documented signature only. */
    bodySignature?: boolean;
    /** Unix ms; the present when left out. */
    now?: number;
  },
): VerifiedCallback {
  const { secret, maxAgeSeconds = 300, bodySignature: bodySignatureNeeded = true, now = Date.now() } = expected;
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const bodySignature = headerOf(headers, 'x-liuyun-signature');
  const checked = checkCallback({ secret, body: text, bodySignature, bodySignatureNeeded, maxAgeSeconds, now });
  return checked.ok ? { ok: true, event: String(checked.fields.event), fields: checked.fields } : checked;
}

function headerOf(headers: CallbackHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() === name) return typeof value === 'string' ? value : value?.[0];
  }
  return undefined;
}
