/** Randomness, handed in so that tests can repeat it. */
export interface RandomSource {
  bytes(count: number): Uint8Array;
}

/** The system is asked for so many bytes at a time: each question costs more than a thousand of them. */
const POOL_BYTES = 4_096;
const pool = { bytes: new Uint8Array(POOL_BYTES), used: POOL_BYTES };

/** Cryptographically strong. */
export const systemRandom: RandomSource = {
  bytes: (count) => {
    if (count > POOL_BYTES) return crypto.getRandomValues(new Uint8Array(count));
    if (pool.used + count > POOL_BYTES) {
      crypto.getRandomValues(pool.bytes);
      pool.used = 0;
    }
    const from = pool.used;
    pool.used += count;
    const taken = pool.bytes.slice(from, pool.used);
    // What was handed out is nowhere else.
    pool.bytes.fill(0, from, pool.used);
    return taken;
  },
};

/** Repeatable, for tests only (mulberry32). */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) & 0xff;
  };
  return { bytes: (count) => Uint8Array.from({ length: count }, next) };
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hexadecimal text of `count` random bytes. */
export function randomHex(random: RandomSource, count: number): string {
  let text = '';
  for (const byte of random.bytes(count)) text += hex[byte];
  return text;
}

/** A number in [0, 1). */
export function randomFraction(random: RandomSource): number {
  const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4);
  return (a * 0x1000000 + b * 0x10000 + c * 0x100 + d) / 0x100000000;
}
