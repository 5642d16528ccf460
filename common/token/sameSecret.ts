import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two secrets (an AppSign, a start key) are equal, in a time that does not tell how much of them is. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** Digests have one length, so lengths that differ need no early answer. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
