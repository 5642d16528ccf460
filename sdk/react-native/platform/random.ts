import type { RandomSource } from '@liuyun/kit';

/**
 * Names that must not meet by chance: session and track names. React Native brings no `crypto` of its own; where an app has
 * installed one, that is used. Nothing secret is made of these numbers.
 */
export const phoneRandom: RandomSource = {
  bytes(count) {
    const bytes = new Uint8Array(count);
    const source = (globalThis as { crypto?: Partial<Crypto> }).crypto;
    if (typeof source?.getRandomValues === 'function') return source.getRandomValues(bytes);
    return bytes.map(() => Math.floor(Math.random() * 256));
  },
};
