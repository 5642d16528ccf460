import { watchParent } from '../../../server/parentGone.ts';
import { quoted, writeResult } from '../result.ts';
import { findings } from './findings.ts';
import { measurePlayers } from './measurePlayers.ts';
import { readOptions, usage, WrongOptions } from './options.ts';
import { table } from './table.ts';

/** `npm run bench -- players`. @returns the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  const unwatch = watchParent(onSignal);
  try {
    const { options, json } = readOptions(argv);
    const progress = (text: string) => process.stderr.isTTY && process.stderr.write(`\r${text.padEnd(40)}`);
    const figures = await measurePlayers(options, { progress, signal: stop.signal });
    progress('');
    const result = { ...quoted('players'), ...figures, findings: findings(figures) };
    console.log(`\n${table(result)}`);
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
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal);
  }
}
