import { isIPv4, isIPv6 } from 'node:net';

/** An IP address in the one way in which it is compared; undefined for what is none. */
export function canonicalAddress(text: string): string | undefined {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(text)?.[1] ?? text;
  if (isIPv4(mapped)) return mapped;
  const [bare = ''] = text.split('%', 1);
  if (!isIPv6(bare)) return undefined;
  return new URL(`http://[${bare}]`).hostname.slice(1, -1);
}
