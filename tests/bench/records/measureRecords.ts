import { BenchServer } from '../control/BenchServer.ts';
import { Failures } from '../control/Failures.ts';
import { Receiver } from '../control/Receiver.ts';
import { threadTimes } from '../players/processes.ts';
import { type Cost, costOf, type Measured, type Round } from './costOf.ts';
import { measureOwn } from './measureOwn.ts';
import type { RecordsOptions } from './options.ts';
import { apiCalls, logins, messages, type Slice } from './slices.ts';

type Told = { progress?: (text: string) => void; signal?: AbortSignal };

/** Enough that what is compiled at first does not count. */
const OWN_LOGINS = 40_000;
/** Records are kept of one app of three: the other two say how far two that are the same are apart. */
const SAME = 3;
const [RECORDED, TOLD_RECORDED] = [0, SAME];
const WARM_UP = 4;

const kinds = ['login and logout', 'login and logout, told by callbacks', 'message delivered', 'call of the server API'] as const;
export type RecordsKind = (typeof kinds)[number];

/** Measures one server, in short turns. Everything it started has ended when it resolves or rejects. */
export async function measureRecords(options: RecordsOptions, { progress = () => {}, signal }: Told = {}) {
  const receiver = await Receiver.open();
  const server = await BenchServer.start({
    apps: 2 * SAME,
    callbackUrl: receiver.url,
    told: [TOLD_RECORDED, TOLD_RECORDED + 1, TOLD_RECORDED + 2],
    recorded: [RECORDED, TOLD_RECORDED],
  });
  const failures = new Failures();
  try {
    const slices = await slicesOf(server, { options, failures });
    const rounds = new Map<RecordsKind, Round[]>(kinds.map((kind) => [kind, []]));
    for (let turn = 0; turn < WARM_UP + options.rounds; turn++) {
      for (const kind of kinds) {
        signal?.throwIfAborted();
        progress(`${turn < WARM_UP ? 'warming up' : `round ${turn - WARM_UP + 1} of ${options.rounds}`}: ${kind}`);
        const measured: Measured[] = [];
        // Whoever comes first, second and last changes from round to round, in both directions.
        for (const which of orderOf(turn)) {
          const slice = slices[kind][which] as Slice;
          measured[which] = await measure(server, () => slice(turn));
        }
        const [on, off, again] = measured as [Measured, Measured, Measured];
        if (turn >= WARM_UP) rounds.get(kind)?.push({ on, off, again });
      }
    }
    const costs = Object.fromEntries(kinds.map((kind) => [kind, costOf(rounds.get(kind) ?? [])])) as { [K in RecordsKind]: Cost };
    const own = measureOwn(OWN_LOGINS);
    return {
      load: options,
      costs,
      own,
      /** What records themselves take, of a login and logout without them. */
      ownPercent: Math.round((1_000 * (own.signallingUs + own.threadUs)) / costs['login and logout'].withoutUs) / 10,
      failed: failures.count,
      failures: failures.byReason,
      rounds: Object.fromEntries(rounds),
    };
  } finally {
    await server.stop();
    await receiver.close();
  }
}

async function slicesOf(server: BenchServer, { options, failures }: { options: RecordsOptions; failures: Failures }) {
  const { apps } = server.begun;
  const failed = (error: unknown) => failures.add(error);
  const { logins: count, members } = options;
  const three = <T>(from: number, make: (app: (typeof apps)[number]) => T) => apps.slice(from, from + SAME).map(make);
  return {
    'login and logout': three(RECORDED, (app) => logins(server, app, { count, failed })),
    'login and logout, told by callbacks': three(TOLD_RECORDED, (app) =>
      logins(server, app, { count: Math.ceil(count / 2), failed }),
    ),
    'message delivered': await Promise.all(three(RECORDED, (app) => messages(server, app, { members, failed }))),
    'call of the server API': three(RECORDED, (app) => apiCalls(server, app, { count: 150, failed })),
  };
}

function orderOf(turn: number): number[] {
  const forwards = [0, 1, 2].map((which) => (which + turn) % SAME);
  return turn % 2 === 0 ? forwards : forwards.toReversed();
}

async function measure(server: BenchServer, work: () => Promise<number>): Promise<Measured> {
  const { pid = 0, begun } = server;
  await server.settle();
  const before = threadTimes(pid);
  const done = await work();
  await server.settle();
  const after = threadTimes(pid);
  // Threads that have ended meanwhile did next to nothing.
  const us = (threads: Iterable<number>) =>
    [...threads].reduce((sum, thread) => sum + (after.get(thread) ?? 0) - (before.get(thread) ?? 0), 0) * (1_000 / done);
  return { all: us(after.keys()), main: us([pid]), records: us(begun.recordThreads) };
}
