import { workerBin } from '../../media/mediasoup/worker/workerBin.ts';
import { type Check, ok, wrong } from './Finding.ts';
import { runProgram } from './runProgram.ts';

const ABOUT = 'media worker';
/** A worker that was started by hand, without its version in the environment, says so with this exit code (its main.cpp). */
const STARTED_BY_HAND = 41;

/** Finds the program that forwards media and sees whether this system can run it. */
export const checkWorker: Check = async ({ env }) => {
  let path: string;
  try {
    path = workerBin(env);
  } catch (error) {
    return [wrong(ABOUT, (error as Error).message, 'run "npm run setup"')];
  }
  const { MEDIASOUP_VERSION: _, ...rest } = env;
  const { code, error, output } = await runProgram(path, [], { env: rest, timeoutMs: 5_000 });
  if (code === STARTED_BY_HAND) return [ok(ABOUT, `${path} runs`)];
  const says = output.trim().split('\n')[0] || error || `exit code ${code}`;
  return [wrong(ABOUT, `${path} does not run: ${says}`, 'remove that file and run "npm run setup" to build it for this system')];
};
