import { isIP, isIPv6 } from 'node:net';
import { z } from 'zod';

const WORDS = ['loopback', 'private'];

/** Addresses, ranges like 10.0.0.0/8, and the words loopback and private; as a list or separated by commas; `none` is nobody. */
export function proxies(): z.ZodType<string[]> {
  const error = 'must be addresses or ranges like 10.0.0.0/8, loopback or private, separated by commas, or none';
  const range = z.string({ error }).refine(isRange, { error });
  return z.preprocess(split, z.array(range, { error }).max(64, { error }));
}

function split(value: unknown): unknown {
  if (value === 'none') return [];
  if (typeof value !== 'string') return value;
  const parts = value.split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '');
}

function isRange(text: string): boolean {
  if (WORDS.includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  if (isIP(address) === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv6(address) ? 128 : 32));
}
