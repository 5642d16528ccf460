import { FakeClock } from '@liuyun/kit';
import { expect, test } from 'vitest';
import { NetworkTime } from './NetworkTime.ts';

test('[ROOMX-20] the server time is known from the first answered heartbeat, give or take half its round trip', () => {
  const clock = new FakeClock(1_000_000);
  const time = new NetworkTime(clock);
  expect(time.now()).toEqual({ timestamp: 0, maxDeviation: 0 });
  clock.advance(100);
  time.add({ sentAt: 1_000_000, receivedAt: 1_000_100, serverTime: 5_000_050 });
  expect(time.now()).toEqual({ timestamp: 5_000_100, maxDeviation: 50 });
  clock.advance(1_000);
  expect(time.now()).toEqual({ timestamp: 5_001_100, maxDeviation: 51 });
});

test('[ROOMX-20] the best of the last heartbeats counts, and its age counts against it', () => {
  const clock = new FakeClock(0);
  const time = new NetworkTime(clock);
  clock.advance(10_000);
  time.add({ sentAt: 9_980, receivedAt: 10_000, serverTime: 20_000 });
  clock.advance(10_000);
  time.add({ sentAt: 19_000, receivedAt: 20_000, serverTime: 29_800 });
  expect(time.now()).toEqual({ timestamp: 30_010, maxDeviation: 11 });
});

test('[ROOMX-20] an own clock that was set is followed at once', () => {
  const clock = new FakeClock(0);
  const time = new NetworkTime(clock);
  clock.advance(1_000);
  time.add({ sentAt: 990, receivedAt: 1_000, serverTime: 50_995 });
  time.add({ sentAt: 998, receivedAt: 1_000, serverTime: 90_999 });
  expect(time.now()).toEqual({ timestamp: 91_000, maxDeviation: 1 });
  time.add({ sentAt: 1_000, receivedAt: 900, serverTime: 1 });
  time.add({ sentAt: 1_000, receivedAt: 1_000, serverTime: 0 });
  expect(time.now().timestamp).toBe(91_000);
});
