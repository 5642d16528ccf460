import { expect, it } from 'vitest';
import { processTree } from '../bench/players/processes.ts';
import { measureSoak } from '../bench/soak/measureSoak.ts';
import { ENDINGS } from '../bench/soak/oneCall.ts';
import { readOptions } from '../bench/soak/options.ts';

it('[BENCH-61] when calls have ended in every way, the server holds nothing of them: no session, room, stream, transport or socket', {
  timeout: 400_000,
}, async () => {
  const { options } = readOptions(['--calls', String(2 * ENDINGS.length), '--atonce', '3', '--rounds', '1']);
  const { failures, looks } = await measureSoak(options);
  expect(failures).toEqual({});
  const [fresh, end] = looks;
  expect(looks).toHaveLength(2);
  for (const { objects, workerRooms, workerTransports } of looks) {
    expect(Object.entries(objects).filter(([, count]) => count > 0)).toEqual([]);
    expect({ workerRooms, workerTransports }).toEqual({ workerRooms: 0, workerTransports: 0 });
  }
  if (process.platform === 'linux') {
    // Half as many as calls were held: what each left open would show.
    expect((end?.descriptors ?? 0) - (fresh?.descriptors ?? 0)).toBeLessThan(ENDINGS.length);
    expect(processTree(process.pid)).toHaveLength(1);
  }
});
