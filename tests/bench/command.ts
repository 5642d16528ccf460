import { watchParent } from '../../server/parentGone.ts';
import { WrongOptions } from './commandLine.ts';
import { type Quoted, writeResult } from './result.ts';

type Command<Options> = {
  argv: readonly string[];
  usage: string;
  /** @throws WrongOptions */
  read(argv: readonly string[]): { options: Options; json: string | undefined };
  /** @returns the result, and how to show it. */
  measure(
    options: Options,
    told: { progress(text: string): void; signal: AbortSignal },
  ): Promise<{ result: Quoted; text: string }>;
};

/** Runs a bench from the command line: help, refusals, progress, Ctrl-C, table and JSON. @returns the exit code. */
export async function runBench<Options>({ argv, usage, read, measure }: Command<Options>): Promise<number> {
  if (argv.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  const unwatch = watchParent(onSignal);
  try {
    const { options, json } = read(argv);
    const progress = (text: string) => process.stderr.isTTY && process.stderr.write(`\r${text.padEnd(40)}`);
    const { result, text } = await measure(options, { progress, signal: stop.signal });
    progress('');
    console.log(`\n${text}`);
    if (json === undefined) console.log(`\n${JSON.stringify(result)}`);
    else console.log(`\nWritten to ${await writeResult(json, result)}`);
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return 130;
    console.error(error instanceof Error ? `bench: ${error.message}` : error);
    if (error instanceof WrongOptions) console.error(`\n${usage}`);
    return error instanceof WrongOptions ? 2 : 1;
  } finally {
    unwatch();
    for (const signal of signals) process.off(signal, onSignal);
  }
}
