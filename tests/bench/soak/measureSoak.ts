import { setTimeout as pause } from 'node:timers/promises';
import { BenchServer } from '../control/BenchServer.ts';
import { Failures } from '../control/Failures.ts';
import { Receiver } from '../control/Receiver.ts';
import { inTurns } from '../control/Sitter.ts';
import type { Holding } from './holding.ts';
import { ENDINGS, oneCall } from './oneCall.ts';
import type { SoakOptions } from './options.ts';

/** The shortest that an app may ask for. */
const KEEP_MS = 5_000;
/** The longest that anything of a call may outlive it: the kept session, a timer of the ended one, and as much again. */
const EMPTY_MS = 30_000;
const LOOK_EVERY_MS = 1_000;
/** A call takes a second or two. */
const CALL_MS = 60_000;

export type SoakFigures = {
  load: SoakOptions;
  failed: number;
  failures: { [reason: string]: number };
  /** Of the fresh server, and when everybody of so many calls had left. What is made once and kept (pools, compiled code) is there after the first round. */
  looks: ({ calls: number } & Holding)[];
};

type Told = { progress?: (text: string) => void; signal?: AbortSignal };

/** Holds calls against a server of its own. Everything it started has ended when it resolves or rejects. */
export async function measureSoak(options: SoakOptions, { progress = () => {}, signal }: Told = {}): Promise<SoakFigures> {
  const receiver = await Receiver.open();
  const server = await BenchServer.start({ apps: 1, callbackUrl: receiver.url, keepSessionMs: KEEP_MS });
  const { origin, signallingUrl: url, apps } = server.begun;
  const [app] = apps;
  if (!app) throw new Error('no app');
  const failures = new Failures();
  let held = 0;
  const hold = (count: number) =>
    inTurns(count, options.atonce, async () => {
      signal?.throwIfAborted();
      const number = held++;
      const ending = ENDINGS[number % ENDINGS.length] ?? 'orderly';
      try {
        await within(CALL_MS, oneCall({ origin, url, app, roomID: `call-${number}` }, ending), signal);
      } catch (error) {
        failures.add(error);
      }
    });
  try {
    const looks: SoakFigures['looks'] = [{ calls: 0, ...(await server.look()) }];
    for (let round = 1; round <= options.rounds; round++) {
      const calls = Math.round((options.calls * round) / options.rounds);
      progress(`${calls} of ${options.calls} calls`);
      await hold(calls - (looks.at(-1)?.calls ?? 0));
      looks.push({ calls, ...(await whenEmpty(server, signal)) });
    }
    return { load: options, failed: failures.count, failures: failures.byReason, looks };
  } finally {
    await server.stop();
    await receiver.close();
  }
}

async function within(ms: number, call: Promise<void>, signal?: AbortSignal): Promise<void> {
  const over = new AbortController();
  const late = pause(ms, undefined, { signal: signal ? AbortSignal.any([signal, over.signal]) : over.signal });
  try {
    await Promise.race([call, late.then(() => Promise.reject(new Error(`a call was not over after ${ms / 1000} s`)))]);
  } finally {
    over.abort();
  }
}

/** What the server holds when everybody has left; if something stays, what it held at the end of its time. */
async function whenEmpty(server: BenchServer, signal?: AbortSignal): Promise<Holding> {
  const until = performance.now() + EMPTY_MS;
  for (;;) {
    // Looking closely stops the server for a moment; while it says itself that somebody is there, there is no need to.
    const late = performance.now() > until;
    if (late || !(await server.busy())) {
      const found = await server.look();
      const left = Object.values(found.objects).reduce((sum, count) => sum + count, 0);
      if (late || left === 0) return found;
    }
    await pause(LOOK_EVERY_MS, undefined, { signal });
  }
}
