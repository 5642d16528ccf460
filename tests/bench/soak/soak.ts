import { columns } from '../columns.ts';
import { runBench } from '../command.ts';
import { quoted } from '../result.ts';
import { measureSoak, type SoakFigures } from './measureSoak.ts';
import { readOptions, usage } from './options.ts';

/** `npm run bench -- soak`. @returns the exit code. */
export function run(argv: readonly string[]): Promise<number> {
  return runBench({
    argv,
    usage,
    read: readOptions,
    measure: async (options, told) => {
      const result = { ...quoted('soak'), ...(await measureSoak(options, told)) };
      return { result, text: table(result) };
    },
  });
}

function table(result: SoakFigures & ReturnType<typeof quoted>): string {
  const { load, machine, looks } = result;
  const kB = (bytes: number) => Math.round(bytes / 1024);
  const total = (counts: { [name: string]: number }) => Object.values(counts).reduce((sum, count) => sum + count, 0);
  const still = looks.flatMap(({ calls, objects }) =>
    Object.entries(objects).flatMap(([name, count]) => (count === 0 ? [] : [`after ${calls} calls: ${count} ${name}`])),
  );
  return [
    `${load.calls} calls of two people, ${load.atonce} at a time`,
    `${machine.cpu}, ${machine.cores} cores (load ${machine.load}), ${machine.memoryGB} GB, Node ${machine.node}, ${result.date}`,
    '',
    columns([
      ['after calls', 'objects', 'rooms, workers', 'transports, workers', 'descriptors', 'timers …', 'heap kB', 'workers kB'],
      ...looks.map((look) => [
        String(look.calls),
        total(look.objects),
        look.workerRooms,
        look.workerTransports,
        look.descriptors,
        total(look.resources),
        kB(look.heapBytes),
        kB(look.workersBytes),
      ]),
    ]),
    '',
    ...still,
    ...Object.entries(result.failures).map(([reason, count]) => `failed: ${reason} ${count}`),
    `failed: ${result.failed}`,
  ].join('\n');
}
