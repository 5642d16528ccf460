import { setTimeout as delay } from 'node:timers/promises';
import { type RunningServer, start } from './compose.ts';
import type { Config } from './config/Config.ts';
import { createLog } from './log.ts';
import { watchParent } from './parentGone.ts';
import { StartFailed } from './StartFailed.ts';

/** After a second signal, or a failure, closing in order may take no longer. */
const FORCED_MS = 5_000;

/**
 * Runs the server until it is told to stop; the exit code. The first signal drains, the second does not wait,
 * the third ends the process where it stands.
 */
export async function serve(config: Config, out: (line: string) => void): Promise<number> {
  const log = createLog({ level: config.logLevel, pretty: config.dev && process.stdout.isTTY === true });
  const told = listenToTheOutside();
  try {
    const server = await start(config, { log });
    out(server.report);
    // Also when the signal came during the start.
    const first = await told.first;
    if (first.failed) log.fatal({ err: first.error }, 'an unexpected failure: stopping');
    else log.info({ signal: first.signal }, 'stopping: no new logins; a second signal does not wait');
    if (!first.failed) await server.drain(config.drainMs, told.hurry);
    const done = await closeWithin(server, told.hurry, first.failed);
    if (!done) log.error({}, 'closing took too long: stopping where it stands');
    return first.failed || !done ? 1 : 0;
  } catch (error) {
    if (!(error instanceof StartFailed)) throw error;
    log.debug({ err: error.cause }, 'start failed');
    process.stderr.write(`liuyun: ${error.message}\n`);
    return 1;
  } finally {
    told.stop();
  }
}

async function closeWithin(server: RunningServer, hurry: AbortSignal, hurried: boolean): Promise<boolean> {
  const closing = server.close().then(() => true);
  if (!hurried && !hurry.aborted) {
    const abort = new Promise<void>((resolve) => hurry.addEventListener('abort', () => resolve(), { once: true }));
    const first = await Promise.race([closing, abort]);
    if (first === true) return true;
  }
  return Promise.race([closing, delay(FORCED_MS, false, { ref: false })]);
}

/** SIGHUP: the terminal was closed. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

type Told = { failed: false; signal: string } | { failed: true; error: unknown };

/** Signals, and errors that nobody caught: both end the process, in order. */
function listenToTheOutside(): { first: Promise<Told>; hurry: AbortSignal; stop(): void } {
  const hurry = new AbortController();
  let resolveFirst: (told: Told) => void = () => {};
  const first = new Promise<Told>((resolve) => (resolveFirst = resolve));
  let count = 0;
  const onSignal = (signal: string) => {
    count += 1;
    if (count === 1) resolveFirst({ failed: false, signal });
    if (count === 2) hurry.abort();
    if (count === 3) process.exit(1);
  };
  const onFailure = (error: unknown) => {
    resolveFirst({ failed: true, error });
    hurry.abort();
  };
  // Ctrl-C ends npm's shell as well as reaching us: that is one wish, not two.
  const stopWatching = watchParent(() => {
    if (count === 0) onSignal('parent gone');
  });
  for (const signal of SIGNALS) process.on(signal, onSignal);
  process.on('uncaughtException', onFailure);
  process.on('unhandledRejection', onFailure);
  const stop = () => {
    stopWatching();
    for (const signal of SIGNALS) process.off(signal, onSignal);
    process.off('uncaughtException', onFailure);
    process.off('unhandledRejection', onFailure);
  };
  return { first, hurry: hurry.signal, stop };
}
