import { FakeClock } from '@liuyun/kit';
import { expect, test } from 'vitest';
import { Heartbeat, RETURN_ANSWER_MS } from './Heartbeat.ts';

function heartbeat() {
  const clock = new FakeClock();
  const seen = { sent: 0, dead: 0 };
  const beat = new Heartbeat(clock, { send: () => void seen.sent++, dead: () => void seen.dead++ });
  return { clock, seen, beat };
}

test('[CLIENT-5] silence counts from the heartbeat on, and any frame ends it', () => {
  const { clock, seen, beat } = heartbeat();
  beat.start();
  clock.advance(17_000);
  expect(seen).toEqual({ sent: 1, dead: 0 });
  beat.heard();
  clock.advance(10_000);
  expect(seen).toEqual({ sent: 2, dead: 0 });
  clock.advance(1_000);
  expect(seen.dead).toBe(1);
  expect(clock.pending).toBe(0);
});

test('[CLIENT-5] a client that slept asks once more before it takes the server for dead', () => {
  const { clock, seen, beat } = heartbeat();
  // Time that moves on while no timer runs, as on a sleeping machine.
  let slept = 0;
  const sleepy = { now: () => clock.now() + slept, after: clock.after.bind(clock), every: clock.every.bind(clock) };
  const sleeper = new Heartbeat(sleepy, { send: () => void seen.sent++, dead: () => void seen.dead++ });
  beat.stop();
  sleeper.start();
  clock.advance(10_000);
  slept = 600_000;
  clock.advance(8_000);
  expect(seen.dead).toBe(0);
  expect(seen.sent).toBe(2);
  sleeper.heard();
  clock.advance(4_000);
  expect(seen.dead).toBe(0);
  sleeper.stop();
  expect(clock.pending).toBe(0);
});

test('[CLIENT-5] a page that was busy looks at what has come meanwhile before it takes the server for dead', () => {
  const { clock, seen } = heartbeat();
  let busy = 0;
  const late = { now: () => clock.now() + busy, after: clock.after.bind(clock), every: clock.every.bind(clock) };
  const beat = new Heartbeat(late, { send: () => void seen.sent++, dead: () => void seen.dead++ });
  beat.start();
  beat.probe(RETURN_ANSWER_MS);
  // For 1.2 s no script runs: the timer's turn comes first, then that of the answer.
  busy = 400;
  clock.advance(RETURN_ANSWER_MS);
  beat.heard();
  clock.advance(1_000);
  expect(seen.dead).toBe(0);
  // Where nothing has come, the answer is the same a moment later.
  beat.probe(RETURN_ANSWER_MS);
  busy = 800;
  clock.advance(RETURN_ANSWER_MS);
  expect(seen.dead).toBe(0);
  clock.advance(200);
  expect(seen.dead).toBe(1);
  expect(clock.pending).toBe(0);
});

test('[CLIENT-6] a probe asks at once and waits 4 s; a stopped heartbeat does not probe', () => {
  const { clock, seen, beat } = heartbeat();
  beat.probe();
  expect(seen.sent).toBe(0);
  beat.start();
  beat.probe();
  expect(seen.sent).toBe(1);
  clock.advance(3_999);
  expect(seen.dead).toBe(0);
  clock.advance(1);
  expect(seen.dead).toBe(1);
});

test('[CLIENT-6] of two unanswered questions the earlier deadline counts', () => {
  const { clock, seen, beat } = heartbeat();
  beat.start();
  beat.probe();
  clock.advance(3_500);
  beat.probe();
  clock.advance(500);
  expect(seen.dead).toBe(1);
  beat.start();
  beat.probe();
  beat.probe(RETURN_ANSWER_MS);
  clock.advance(RETURN_ANSWER_MS);
  expect(seen).toEqual({ sent: 4, dead: 2 });
  expect(clock.pending).toBe(0);
});

test('[CLIENT-6] what else is asked serves as a probe', () => {
  const { clock, seen, beat } = heartbeat();
  beat.asked();
  expect(clock.pending).toBe(0);
  beat.start();
  beat.asked();
  clock.advance(2_000);
  beat.asked();
  clock.advance(2_999);
  expect(seen).toEqual({ sent: 0, dead: 0 });
  clock.advance(1);
  expect(seen).toEqual({ sent: 0, dead: 1 });
});
