import { columns } from '../columns.ts';
import { runBench } from '../command.ts';
import { quoted } from '../result.ts';
import { measureRecords, type Spread } from './measureRecords.ts';
import { readOptions, usage } from './options.ts';

/** `npm run bench -- records`. @returns the exit code. */
export function run(argv: readonly string[]): Promise<number> {
  return runBench({
    argv,
    usage,
    read: readOptions,
    measure: async (options, told) => {
      const result = { ...quoted('records'), ...(await measureRecords(options, told)) };
      const row = (name: string, { least, quarter, median, threeQuarters, most }: Spread) => {
        return [name, least, quarter, median, threeQuarters, most] as const;
      };
      const { machine, pairs, own } = result;
      const text = [
        `${machine.cpu}, ${machine.cores} cores (load ${machine.load}), ${machine.memoryGB} GB, Node ${machine.node}, ${result.date}`,
        '',
        columns([
          [`with records / without, ${pairs.length} pairs`, 'least', '25 %', 'median', '75 %', 'most'],
          row('server CPU per login and logout', result.loginCpu),
          row('logins per second', result.loginsPerSecond),
          row('server CPU per message delivered', result.deliveryCpu),
        ]),
        '',
        `records themselves: ${own.signallingUs} µs of the signalling thread and ${own.threadUs} µs of their own for each login and logout, ${result.ownPercent} % of it`,
        `failed: ${result.failed}`,
      ].join('\n');
      return { result, text };
    },
  });
}
