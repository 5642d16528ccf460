import { expect, it } from 'vitest';
import { Passwords, standardCost } from './passwords.ts';

const cheap = { logN: 4, r: 8, p: 1 };

it('[CONSOLE-16] a hash says how it was made, differs each time, and is checked after the cost has changed', async () => {
  const old = new Passwords(cheap);
  const [one, other] = await Promise.all([old.hash('correct horse'), old.hash('correct horse')]);
  expect(one).toMatch(/^scrypt\$4\$8\$1\$/);
  expect(one).not.toBe(other);
  const now = new Passwords({ ...cheap, logN: 5 });
  expect(await now.check('correct horse', one)).toBe(true);
  expect(await now.check('correct horsf', one)).toBe(false);
  expect(await now.check('correct horse', undefined)).toBe(false);
  // The same letters, typed on another system.
  expect(await now.check('cafe\u0301 au lait', await now.hash('caf\u00e9 au lait'))).toBe(true);
});

it('[CONSOLE-18] two passwords are hashed at a time, 32 wait, and what is more is told to try again', async () => {
  const passwords = new Passwords(cheap);
  const all = await Promise.allSettled(Array.from({ length: 40 }, () => passwords.hash('correct horse')));
  const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(refused).toHaveLength(6);
  expect(refused[0]).toMatchObject({ failure: 'TOO_MANY', retryAfterMs: 2_000 });
  expect(await passwords.check('correct horse', await passwords.hash('correct horse'))).toBe(true);
});

/** Some tenths of a second by design, and more on a busy machine. */
const SLOW_MS = 60_000;

it(
  '[CONSOLE-18] a guess costs 32 MiB and a noticeable time',
  async () => {
    expect(2 ** standardCost.logN * standardCost.r * 128).toBe(32 * 2 ** 20);
    const from = performance.now();
    await new Passwords().hash('correct horse');
    expect(performance.now() - from).toBeGreaterThan(30);
  },
  SLOW_MS,
);
