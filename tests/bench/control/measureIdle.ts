import { setTimeout as pause } from 'node:timers/promises';
import type { BenchServer } from './BenchServer.ts';
import { Failures } from './Failures.ts';
import { enter, entryOf, inTurns } from './Sitter.ts';

const PER_ROOM = 10;
const AT_A_TIME = 16;
const LOOK_MS = 5_000;

export type IdleFigures = {
  sessions: number;
  failed: number;
  failures: { [reason: string]: number };
  /** Of the server and its worker, rooms included: what they grew by. */
  perSessionKB: number | undefined;
  /** All that they use then. */
  serverMB: number | undefined;
  /** What minding them costs, in percent of a core. */
  corePercent: number | undefined;
};

/** Sessions that do nothing, ten to a room. */
export async function measureIdle(server: BenchServer, sessions: number): Promise<IdleFigures> {
  const { signallingUrl: url, apps } = server.begun;
  const [app] = apps;
  if (!app) throw new Error('no app');
  const before = await server.rssBytes();
  const failures = new Failures();
  const sitters = await inTurns(sessions, AT_A_TIME, (index) =>
    enter(url, entryOf(app, `idle-${index}`, `idle-${Math.floor(index / PER_ROOM)}`)).catch((error: unknown) => {
      failures.add(error);
      return undefined;
    }),
  );
  await pause(LOOK_MS);
  const [rss, cpu, from] = [await server.rssBytes(), await server.cpuMs(), performance.now()];
  await pause(LOOK_MS);
  const later = await server.cpuMs();
  const tookMs = performance.now() - from;
  await inTurns(sessions, 64, async (index) => sitters[index]?.close());
  const failed = failures.count;
  return {
    sessions: sessions - failed,
    failed,
    failures: failures.byReason,
    perSessionKB: rss && before && Math.round((rss - before) / 1024 / (sessions - failed)),
    serverMB: rss && Math.round(rss / 2 ** 20),
    corePercent: cpu && later && Math.round((1000 * (later.all - cpu.all)) / tookMs) / 10,
  };
}
