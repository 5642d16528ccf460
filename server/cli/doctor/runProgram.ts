import { spawn } from 'node:child_process';

/** How a program ended: its exit code, or why there is none, and the beginning of what it said. */
export type ProgramEnd = { code: number | undefined; error: string | undefined; output: string };

const LONGEST_OUTPUT = 4_000;

/** Runs a program without a shell, for at most `timeoutMs`. Never throws. */
export function runProgram(
  path: string,
  argv: readonly string[],
  given: { env: NodeJS.ProcessEnv; timeoutMs: number },
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(path, argv, {
      env: given.env,
      timeout: given.timeoutMs,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const listen = (chunk: Buffer) => {
      if (output.length < LONGEST_OUTPUT) output += chunk.toString();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', (error: NodeJS.ErrnoException) => resolve({ code: undefined, error: error.code ?? error.message, output }));
    child.on('close', (code, signal) => resolve({ code: code ?? undefined, error: signal ?? undefined, output }));
  });
}
