import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const RUN_MS = 20_000;

/** Runs a short command to its end; rejects with what it printed. */
export async function run(command: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await execute(command, args, { timeout: RUN_MS });
    return stdout;
  } catch (error) {
    const { stderr = '', message = '' } = error as { stderr?: string; message?: string };
    throw new Error(`${command} ${args.join(' ')}: ${stderr.trim() || message}`);
  }
}

/** One `ip` command, written as one would type it. */
export const ip = (line: string): Promise<string> => run('ip', ...line.split(' '));
