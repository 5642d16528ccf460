import { parseArgs } from 'node:util';
import { chromium } from './chromium.ts';
import { compiler } from './compiler.ts';
import { consoleBundle } from './consoleBundle.ts';
import { coturn } from './coturn.ts';
import { ffmpeg } from './ffmpeg.ts';
import { firefox } from './firefox.ts';
import { type Machine, SetupError, type Step } from './Machine.ts';
import { packages } from './packages.ts';
import { progressTo } from './progress.ts';
import { provide } from './provide.ts';
import { pulseaudio } from './pulseaudio.ts';
import { webBundle } from './webBundle.ts';
import { worker } from './worker.ts';
import { xvfb } from './xvfb.ts';

/** What each purpose needs, in the order in which it is provided. */
const NEEDS: Record<string, readonly Step[] | undefined> = {
  run: [worker, webBundle, consoleBundle],
  test: [worker, chromium, firefox, pulseaudio, ffmpeg, webBundle, consoleBundle, packages],
  faults: [worker, chromium, pulseaudio, compiler, xvfb, coturn, webBundle],
};

const { values } = parseArgs({ options: { for: { type: 'string', default: 'run' } } });
const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(new SetupError(`stopped by ${name}`)));

const { say, progress } = progressTo(process.stderr);
const machine: Machine = {
  env: process.env,
  root: process.getuid?.() === 0,
  aptLists: '/var/lib/apt/lists',
  say,
  progress,
  signal: stop.signal,
};

try {
  const steps = NEEDS[values.for];
  if (!steps) throw new SetupError(`--for ${values.for}: one of ${Object.keys(NEEDS).join(', ')} is meant`);
  await provide(steps, machine);
} catch (error) {
  say(error instanceof SetupError ? error.message : `failed: ${error instanceof Error ? error.stack : error}`);
  process.exitCode = 1;
}
