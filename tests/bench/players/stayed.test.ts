import { expect, test } from 'vitest';
import { stayed } from './stayed.ts';

const processes = (...pids: number[]) => pids.map((pid, index) => ({ name: `server, ${index}`, pid, cpuMs: 1, rssBytes: 1 }));

test('[BENCH-32] a server that went away while it was measured is a failure, and so is a process that another one replaced', () => {
  const before = { processes: processes(7, 8) };
  expect(() => stayed(before, { processes: [], unseen: 'http://… did not answer' })).toThrow('the server went away');
  expect(() => stayed(before, { processes: processes(7, 9) })).toThrow('server, 1 ended');
  expect(() => stayed(before, { processes: processes(7) })).toThrow('server, 1 ended');
});

test('[BENCH-32] one that is there as before is none, nor is one whose figures nobody may see', () => {
  expect(() => stayed({ processes: processes(7, 8) }, { processes: processes(7, 8, 9) })).not.toThrow();
  const unseen = { processes: [], unseen: 'answered 401' };
  expect(() => stayed(unseen, unseen)).not.toThrow();
});
