import { expect, it } from 'vitest';
import { measureLogins } from '../bench/logins/measureLogins.ts';
import { readOptions } from '../bench/logins/options.ts';
import { processTree } from '../bench/players/processes.ts';

it('[BENCH-21] logins of a small load are counted and timed, and nothing it started is left', async () => {
  const { options } = readOptions(['--users', '6', '--rooms', '2', '--rate', '10', '--seconds', '1']);
  const figures = await measureLogins(options);
  expect(figures.failures).toEqual({});
  expect(figures.logins).toBeGreaterThan(0);
  expect(figures.logins).toBeLessThanOrEqual(10);
  expect(figures.loginMs.p50).toBeGreaterThan(0);
  expect(figures.enterMs.most).toBeGreaterThanOrEqual(figures.loginMs.p50);
  if (process.platform === 'linux') {
    expect(figures.cpuPerLoginMs).toBeGreaterThan(0);
    expect(processTree(process.pid)).toHaveLength(1);
  }
});
