import { columns } from '../columns.ts';
import { runBench } from '../command.ts';
import { quoted } from '../result.ts';
import type { Estimate } from './costOf.ts';
import { measureRecords } from './measureRecords.ts';
import { readOptions, usage } from './options.ts';

/** `npm run bench -- records`. @returns the exit code. */
export function run(argv: readonly string[]): Promise<number> {
  return runBench({
    argv,
    usage,
    read: readOptions,
    measure: async (options, told) => {
      const result = { ...quoted('records'), ...(await measureRecords(options, told)) };
      const { machine, own, costs, load, failures } = result;
      const shown = ({ median, from, to }: Estimate) => `${median} % (${from} to ${to})`;
      const rows = Object.entries(costs).map(([kind, { withoutUs, percent, threadPercent, samePercent }]) => {
        return [kind, `${withoutUs} µs`, shown(percent), shown(threadPercent), shown(samePercent)];
      });
      const text = [
        `${machine.cpu}, ${machine.cores} cores (load ${machine.load}), ${machine.memoryGB} GB, Node ${machine.node}, ${result.date}`,
        '',
        columns(
          [
            [`server CPU, ${load.rounds} rounds`, 'without records', 'more with them', 'of that their thread', 'two without'],
            ...rows,
          ],
          'left',
        ),
        '',
        `records themselves: ${own.signallingUs} µs of the signalling thread and ${own.threadUs} µs of their own for each login and logout, ${result.ownPercent} % of it`,
        `failed: ${result.failed} ${JSON.stringify(failures)}`,
      ].join('\n');
      return { result, text };
    },
  });
}
