import { expect, it } from 'vitest';
import { measureControl } from '../bench/control/measureControl.ts';
import { readOptions } from '../bench/control/options.ts';
import { processTree } from '../bench/players/processes.ts';

it('[BENCH-23] a small load gives figures of every part, and nothing it started is left', async () => {
  const { options } = readOptions(['--members', '30', '--rate', '10', '--idle', '50', '--seconds', '1']);
  const figures = await measureControl(options);
  const { api, manyRooms, oneRoom, messages, callbacks, idle } = figures;
  expect([api.failed, manyRooms.failed, oneRoom.failed, idle.failed]).toEqual([0, 0, 0, 0]);
  expect([oneRoom.heardOf, messages.arrived]).toEqual([1, 1]);
  expect(api.perSecond).toBeGreaterThan(0);
  expect(manyRooms.perSecond).toBeGreaterThan(0);
  expect(callbacks.delivered).toBeGreaterThanOrEqual(1_200);
  expect(idle.sessions).toBe(50);
  if (process.platform === 'linux') {
    expect(idle.serverMB).toBeGreaterThan(0);
    expect(processTree(process.pid)).toHaveLength(1);
  }
});
