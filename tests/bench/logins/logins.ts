import { columns } from '../columns.ts';
import { runBench } from '../command.ts';
import { quoted } from '../result.ts';
import { measureLogins } from './measureLogins.ts';
import { readOptions, usage } from './options.ts';

/** `npm run bench -- logins`. @returns the exit code. */
export function run(argv: readonly string[]): Promise<number> {
  return runBench({
    argv,
    usage,
    read: readOptions,
    measure: async (options, told) => {
      const figures = await measureLogins(options, told);
      const result = { ...quoted('logins'), ...figures };
      return { result, text: table(result) };
    },
  });
}

function table(result: Awaited<ReturnType<typeof measureLogins>> & ReturnType<typeof quoted>): string {
  const { load, machine, enterMs, loginMs, logoutMs } = result;
  const row = (name: string, { p50, p95, p99, most }: typeof enterMs) => [name, p50, p95, p99, most];
  const unseen = 'not to be seen from here';
  const facts: [string, string][] = [
    ['logins', `${result.logins}, ${result.perSecond} per second of ${load.rate} asked for`],
    ...Object.entries(result.failures).map(([name, count]): [string, string] => [`failed: ${name}`, String(count)]),
    ['server CPU per login and logout', result.cpuPerLoginMs === undefined ? unseen : `${result.cpuPerLoginMs} ms`],
    ['server memory per idle session', result.memoryPerSessionKB === undefined ? unseen : `${result.memoryPerSessionKB} kB`],
    [
      'server loop delay, p99',
      result.loopDelayP99Ms === undefined ? unseen : `${Math.round(10 * result.loopDelayP99Ms) / 10} ms`,
    ],
    ['generator', `${result.generatorBusy} % of its JavaScript thread; machine ${result.machineIdle} % idle`],
  ];
  return [
    `${load.users} users in ${load.rooms} rooms, ${load.rate} others per second log in and out for ${load.seconds} s`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGB} GB, Node ${machine.node}, ${result.date}`,
    '',
    columns([
      ['milliseconds', 'p50', 'p95', 'p99', 'most'],
      row('socket and login', enterMs),
      row('login alone', loginMs),
      row('logout', logoutMs),
    ]),
    '',
    columns(facts, 'left'),
  ].join('\n');
}
