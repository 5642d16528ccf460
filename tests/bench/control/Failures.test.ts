import { expect, it } from 'vitest';
import { Failures } from './Failures.ts';
import { Refused } from './Sitter.ts';

it('[BENCH-24] what fails is counted by its reason', () => {
  const failures = new Failures();
  const answer = '{"id":1,"fail":{"code":1102022,"name":"TOO_MANY_REQUESTS","detail":"logins into this room"}}';
  for (const error of [new Refused(answer), new Refused(answer), new Refused('"fail" closed'), new Error('socket hang up')]) {
    failures.add(error);
  }
  expect(failures.byReason).toEqual({ TOO_MANY_REQUESTS: 2, closed: 1, 'socket hang up': 1 });
  expect(failures.count).toBe(4);
});
