import { Facts, FakeClock, seededRandom } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';
import { expect, it } from 'vitest';
import { failureOf } from '../platform/fake/fakeCall.ts';
import type { LinkFacts } from '../signalling/SignallingLink.ts';
import { comeInTurn } from './comeInTurn.ts';

/** When a client with this luck asks, ms from the first time, if it is let in at its `success`-th try. */
async function timesAsked(seed: number, success: number): Promise<{ times: number[]; outcome: string }> {
  const clock = new FakeClock();
  const from = clock.now();
  const times: number[] = [];
  const link = { facts: new Facts<LinkFacts>(), state: 'open' as const };
  const coming = comeInTurn({ link, clock, random: seededRandom(seed) }, async () => {
    times.push(clock.now() - from);
    if (times.length < success) throw new RtcError('TOO_MANY_REQUESTS', 'logins into this room');
    return 'in';
  });
  const outcome = failureOf(coming);
  for (let passed = 0; passed < 10_000; passed += 10) {
    clock.advance(10);
    for (let turn = 0; turn < 4; turn++) await Promise.resolve();
  }
  expect(clock.pending).toBe(0);
  return { times, outcome: await outcome };
}

it('[CLIENT-95] clients of a crowd ask again at different times, within a second', async () => {
  const seconds = await Promise.all(Array.from({ length: 40 }, async (_, seed) => (await timesAsked(seed, 2)).times[1] ?? 0));
  expect(new Set(seconds).size).toBeGreaterThan(20);
  expect(Math.min(...seconds)).toBeGreaterThanOrEqual(200);
  expect(Math.max(...seconds)).toBeLessThanOrEqual(820);
});

it('[CLIENT-95] the waits grow to 3 s, and after 8 s the refusal holds', async () => {
  const { times, outcome } = await timesAsked(3, Number.POSITIVE_INFINITY);
  expect(outcome).toBe('TOO_MANY_REQUESTS');
  expect(times.length).toBeGreaterThan(3);
  expect(times.length).toBeLessThan(12);
  expect(times.at(-1)).toBeLessThanOrEqual(8_000);
  const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.max(...waits)).toBeLessThanOrEqual(3_010);
});

it('[CLIENT-95] any other refusal holds at once', async () => {
  const link = { facts: new Facts<LinkFacts>(), state: 'open' as const };
  const clock = new FakeClock();
  const refused = comeInTurn({ link, clock, random: seededRandom(1) }, () => Promise.reject(new RtcError('ROOM_FULL')));
  expect(await failureOf(refused)).toBe('ROOM_FULL');
  expect(clock.pending).toBe(0);
});
