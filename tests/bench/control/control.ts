import { columns, type Row } from '../columns.ts';
import { runBench } from '../command.ts';
import type { Percentiles } from '../percentiles.ts';
import { quoted } from '../result.ts';
import { type ControlFigures, measureControl } from './measureControl.ts';
import { readOptions, usage } from './options.ts';

/** `npm run bench -- control`. @returns the exit code. */
export function run(argv: readonly string[]): Promise<number> {
  return runBench({
    argv,
    usage,
    read: readOptions,
    measure: async (options, told) => {
      const result = { ...quoted('control'), ...(await measureControl(options, told)) };
      return { result, text: table(result) };
    },
  });
}

function table(result: ControlFigures & ReturnType<typeof quoted>): string {
  const { api, manyRooms, oneRoom, messages, callbacks, idle, machine } = result;
  const seen = (value: number | undefined, unit: string) =>
    value === undefined ? 'not to be seen from here' : `${value} ${unit}`;
  const spread = (name: string, perSecond: number | string, { p50, p95, p99, most }: Percentiles): Row => [
    name,
    perSecond,
    p50,
    p95,
    p99,
    most,
  ];
  return [
    `${machine.cpu}, ${machine.cores} cores (load ${machine.load}), ${machine.memoryGB} GB, Node ${machine.node}, ${result.date}`,
    '',
    columns([
      ['milliseconds', 'per s', 'p50', 'p95', 'p99', 'most'],
      spread('server API, 16 at a time', api.perSecond, api.ms),
      spread('login, 100 rooms, 16 at a time', manyRooms.perSecond, manyRooms.loginMs),
      spread('login, one room', oneRoom.perSecond, oneRoom.loginMs),
      spread('… until 100 users have heard of it', '', oneRoom.toldMs),
      spread(`message to ${messages.members - 1} users`, '', messages.deliveryMs),
      spread('… until the last has it', '', messages.lastMs),
      spread('callback, all at once', callbacks.perSecond, callbacks.ageMs),
    ]),
    '',
    columns(
      [
        ['server CPU per API call', seen(api.cpuUs, 'µs')],
        ['server CPU per login and logout, 100 rooms', seen(manyRooms.cpuPerLoginMs, 'ms')],
        ['the same in one room, told to 100', seen(oneRoom.cpuPerLoginMs, 'ms')],
        ['server CPU per message and receiver', seen(messages.cpuPerDeliveryUs, 'µs')],
        ['server CPU per callback, logins included', seen(callbacks.cpuPerCallbackMs, 'ms')],
        [
          `${idle.sessions} idle sessions`,
          `${seen(idle.serverMB, 'MB')} in all, ${seen(idle.perSessionKB, 'kB each')}, ${seen(idle.corePercent, '% of a core')}`,
        ],
        ['failed', `API ${api.failed}, logins ${why(manyRooms)} and ${why(oneRoom)}, idle ${why(idle)}`],
        [
          'arrived',
          `notices ${percent(oneRoom.heardOf)}, messages ${percent(messages.arrived)}, callbacks ${callbacks.delivered}`,
        ],
        ['generator', `${result.generatorBusy} % of its JavaScript thread; machine ${result.machineIdle} % idle`],
      ],
      'left',
    ),
  ].join('\n');
}

/** How many failed, and why. */
function why({ failed, failures }: { failed: number; failures: { [reason: string]: number } }): string {
  const reasons = Object.entries(failures).map(([reason, count]) => `${reason} ${count}`);
  return reasons.length === 0 ? String(failed) : `${failed} (${reasons.join(', ')})`;
}

const percent = (share: number) => `${Math.round(1000 * share) / 10} %`;
