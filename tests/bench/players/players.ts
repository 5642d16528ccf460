import { runBench } from '../command.ts';
import { quoted } from '../result.ts';
import { findings } from './findings.ts';
import { measurePlayers } from './measurePlayers.ts';
import { readOptions, usage } from './options.ts';
import { table } from './table.ts';

/** `npm run bench -- players`. @returns the exit code. */
export function run(argv: readonly string[]): Promise<number> {
  return runBench({
    argv,
    usage,
    read: readOptions,
    measure: async (options, told) => {
      const figures = await measurePlayers(options, told);
      const result = { ...quoted('players'), ...figures, findings: findings(figures) };
      return { result, text: table(result) };
    },
  });
}
