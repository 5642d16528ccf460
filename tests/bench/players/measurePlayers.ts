import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { drained } from './drained.ts';
import { type Figures, figuresOf, type Moment } from './figures.ts';
import { LoadProcess } from './LoadProcess.ts';
import { machineTime } from './machineTime.ts';
import type { Pass } from './messages.ts';
import { type PlayersOptions, refuseTooMuch } from './options.ts';
import { type Plan, planOf } from './plan.ts';
import { processTree } from './processes.ts';
import { type Server, startServer } from './startServer.ts';
import { stayed } from './stayed.ts';
import { lifeMs, longestMs } from './times.ts';

const WINDOW = 1;
/** After the last player plays: key frames, garbage and caches are done with. */
const SETTLE_MS = 1_000;

type Told = { progress?: (text: string) => void; signal?: AbortSignal };

/**
 * Puts a load on a server and measures it: on one of its own on the loopback address, or on `options.target`. Everything
 * it started has ended when it resolves or rejects, and soon after `signal` aborts.
 *
 * @throws Error when nobody could play, the server died meanwhile, or nothing was done in time.
 */
export async function measurePlayers(options: PlayersOptions, { progress = () => {}, signal }: Told = {}): Promise<Figures> {
  refuseTooMuch(options);
  const undo: (() => Promise<unknown>)[] = [];
  const deadline = AbortSignal.timeout(longestMs(options));
  const stopped = signal ? AbortSignal.any([signal, deadline]) : deadline;
  const aborted = new Promise<never>((_, reject) => {
    stopped.addEventListener('abort', () => reject(new Error(deadline.aborted ? 'it took too long' : 'stopped')), { once: true });
  });
  aborted.catch(() => {});
  try {
    const server = await startServer({ ...options, tokenMs: lifeMs(options) });
    undo.push(server.stop);
    return await Promise.race([measure(options, { server, undo, progress, stopped }), aborted]);
  } finally {
    for (const one of undo.toReversed()) await one().catch(() => {});
  }
}

type Parts = { server: Server; undo: (() => Promise<unknown>)[]; progress(text: string): void; stopped: AbortSignal };

async function measure(options: PlayersOptions, { server, undo, progress, stopped }: Parts): Promise<Figures> {
  stopped.throwIfAborted();
  const { unseen } = await server.watch.look();
  if (options.target?.metrics.wanted && unseen) throw new Error(unseen);
  const plan = planOf(options, `bench-${randomBytes(4).toString('hex')}`);
  const life = { lifeMs: lifeMs(options) };
  const publisher = new LoadProcess(life);
  undo.push(() => publisher.close());
  const players = plan.playing.map(() => new LoadProcess(life));
  undo.push(() => Promise.all(players.map((one) => one.close())));

  progress('publishing');
  await publisher.ask('publish', { door: server.door, people: plan.publishing.map(withPass(server)), pace: paceOf(options) });
  await pause(SETTLE_MS, undefined, { signal: stopped });
  const before = (await server.watch.look()).processes;

  progress('joining');
  const joined = await Promise.all(players.map((one, index) => one.ask('play', playing(options, { plan, index, server }))));
  const everybody = joined.flatMap((one) => one.players);
  if (!everybody.some(({ failed, ...one }) => !failed && 'plays' in one && one.plays.some((play) => !play.failed))) {
    throw new Error(`nobody could play: ${JSON.stringify(everybody[0])}`);
  }
  await pause(SETTLE_MS, undefined, { signal: stopped });

  progress(`measuring ${options.seconds} s`);
  const all = [publisher, ...players];
  const looked = () => look(server, all);
  await Promise.all(players.map((one) => one.ask('begin', { window: WINDOW, probePorts: [] })));
  const began = await publisher.ask('begin', { window: WINDOW, probePorts: joined.map(({ probePort }) => probePort) });
  const from = await looked();
  await pause(options.seconds * 1000, undefined, { signal: stopped });
  const to = await looked();
  stayed(from.server, to.server);
  const ended = await publisher.ask('end', {});
  const loads = [ended, ...(await Promise.all(players.map((one) => one.ask('end', {}))))];

  progress('counting');
  const sent = await publisher.ask('sent', {});
  const received = await drained(
    players.map((one) => () => one.ask('received', {})),
    (ms) => pause(ms, undefined, { signal: stopped }),
  );
  const seconds = (ended.atUs - began.atUs) / 1e6;
  return figuresOf({ options, seconds, sent, received, everybody, before, from, to, loads });
}

async function look({ watch }: Server, loads: LoadProcess[]): Promise<Moment> {
  const server = await watch.look();
  const names = loads.map((_, index) => (index === 0 ? 'generator, publishers' : `generator, players ${index - 1}`));
  const trees = loads.map(({ pid }, index) =>
    processTree(pid)
      ?.slice(0, 1)
      .map((one) => ({ ...one, name: names[index] ?? '' })),
  );
  return { server, generators: trees.flatMap((tree) => tree ?? []), machine: machineTime(), at: performance.now() };
}

function paceOf({ codec, audio, kbps, fps }: PlayersOptions) {
  return { codec, audio, kbps, fps };
}

function playing(options: PlayersOptions, { plan, index, server }: { plan: Plan; index: number; server: Server }) {
  const people = (plan.playing[index] ?? []).map(withPass(server));
  const everyMs = (1000 * plan.playing.length) / options.joins;
  return { door: server.door, people, everyMs, audio: options.audio, window: WINDOW };
}

const withPass =
  ({ pass }: Server) =>
  <T extends { userID: string }>(person: T): T & Pass => ({ ...person, ...pass(person.userID) });
