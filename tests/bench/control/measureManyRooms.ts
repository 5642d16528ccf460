import { type Percentiles, spreadWide } from '../percentiles.ts';
import type { BenchServer } from './BenchServer.ts';
import { Failures } from './Failures.ts';
import { enter, entryOf } from './Sitter.ts';

const ROOMS = 100;
const AT_A_TIME = 16;
/** Tokens are made beforehand; more logins than this per second are not expected. */
const ENTRIES_PER_SECOND = 1_500;

export type ManyRoomsFigures = {
  perSecond: number;
  failed: number;
  failures: { [reason: string]: number };
  loginMs: Percentiles;
  cpuPerLoginMs: number | undefined;
};

/** Logins into a hundred rooms, as many as are answered; whoever came leaves again. */
export async function measureManyRooms(server: BenchServer, seconds: number): Promise<ManyRoomsFigures> {
  const { signallingUrl: url, apps } = server.begun;
  const [app] = apps;
  if (!app) throw new Error('no app');
  const entries = Array.from({ length: ENTRIES_PER_SECOND * seconds }, (_, index) =>
    entryOf(app, `many-${index}`, `many-${index % ROOMS}`),
  );
  const loginMs: number[] = [];
  const failures = new Failures();
  const before = await server.cpuMs();
  const from = performance.now();
  const work = async () => {
    for (let entry = entries.pop(); entry && performance.now() - from < 1000 * seconds; entry = entries.pop()) {
      const asked = performance.now();
      try {
        const sitter = await enter(url, entry);
        loginMs.push(performance.now() - asked);
        await sitter.ask('logoutRoom', {});
        await sitter.close();
      } catch (error) {
        failures.add(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  const tookMs = performance.now() - from;
  const after = await server.cpuMs();
  return {
    perSecond: Math.round((1000 * loginMs.length) / tookMs),
    failed: failures.count,
    failures: failures.byReason,
    loginMs: spreadWide(loginMs),
    cpuPerLoginMs: before && after && Math.round((100 * (after.all - before.all)) / loginMs.length) / 100,
  };
}
