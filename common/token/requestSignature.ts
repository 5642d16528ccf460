import { createHash, createHmac } from 'node:crypto';

/** What is signed of a server API request. */
export type SignedRequest = {
  method: string;
  /** As sent, without the query: `/` or `/api/`. */
  path: string;
  /** Decoded names and values in any order; `Signature` is left out of the signature. */
  query: readonly (readonly [name: string, value: string])[];
  body: Uint8Array;
  timestamp: string;
  nonce: string;
};

/** SignatureVersion 2.0: lower-case hexadecimal MD5 of AppId, nonce, secret and timestamp. It covers no parameter. */
export function signature2(given: { appID: string; nonce: string; secret: string; timestamp: string }): string {
  const { appID, nonce, secret, timestamp } = given;
  return createHash('md5').update(`${appID}${nonce}${secret}${timestamp}`, 'utf8').digest('hex');
}

/** SignatureVersion 3.0: lower-case hexadecimal HMAC-SHA256 over everything that makes up the request. */
export function signature3(request: SignedRequest, secret: string): string {
  return createHmac('sha256', secret).update(textToSign(request), 'utf8').digest('hex');
}

/** One line each: what this is, method, path, sorted query, hash of the body, timestamp, nonce. */
export function textToSign({ method, path, query, body, timestamp, nonce }: SignedRequest): string {
  const pairs = query
    .filter(([name]) => name !== 'Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const bodyHash = createHash('sha256').update(body).digest('hex');
  return ['LIUYUN-HMAC-SHA256', method.toUpperCase(), path, pairs.join('&'), bodyHash, timestamp, nonce].join('\n');
}

/** RFC 3986: all but letters, digits and `-._~`. Pairs are plain ASCII then, and sort the same in every language. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
