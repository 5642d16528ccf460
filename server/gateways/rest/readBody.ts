import { Refusal } from './Refusal.ts';

/** A body of JSON: an object, or nothing. UNDECODABLE otherwise. */
export function readBody(body: Uint8Array): { [name: string]: unknown } {
  if (body.byteLength === 0) return {};
  const value = parse(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal('UNDECODABLE', 'the body is no JSON object');
  return Object.assign(Object.create(null), value);
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new Refusal('UNDECODABLE', 'the body is no JSON');
  }
}
