import { columns, type Row } from '../columns.ts';
import type { Quoted } from '../result.ts';
import type { Figures } from './figures.ts';

const SERVERS = { own: '', here: ', a server that ran already', elsewhere: ', a server elsewhere' };

/** A result for people, in fixed width. */
export function table(result: Figures & Quoted & { findings: string[] }): string {
  const { load, packets, delayMs, probeMs, joinMs, firstPacketMs, firstKeyFrameMs, machinePercent, machine } = result;
  const rate = `${load.codec} ${load.kbps} kbit/s ${load.fps}/s${load.audio ? ' + Opus 32 kbit/s' : ''}`;
  const { memoryPerPlayerKB: memory } = result;
  const percent = (value: number | undefined) => (value === undefined ? '' : `${value} %`);
  const ms = (name: string, { p50, p95, most }: { p50: number; p95: number; most: number }, p99?: number): Row => [
    name,
    p50,
    p95,
    p99,
    most,
  ];
  return [
    `${load.rooms} × (${load.streams} streams × ${load.players} players) = ${load.plays} plays, ${rate}, ${result.seconds} s`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGB} GB, Node ${machine.node}, ${result.date}${SERVERS[load.server]}`,
    '',
    columns([
      ['packets', 'asked', 'sent', 'expected', 'received', 'lost', 'lost %', 'gaps', 'twice', 'reordered', 'per s', 'Mbit/s'],
      [
        '',
        packets.asked,
        packets.sent,
        packets.expected,
        packets.received,
        packets.lost,
        packets.lostPercent,
        packets.gaps,
        packets.duplicates,
        packets.reordered,
        packets.perSecond,
        packets.mbps,
      ],
    ]),
    '',
    columns([
      ['milliseconds', 'p50', 'p95', 'p99', 'most'],
      ms('delay, publisher to player', delayMs, delayMs.p99),
      ms('the same without the server', probeMs, probeMs.p99),
      ms('login (socket and request)', joinMs),
      ms('first packet after asking to play', firstPacketMs),
      ms('first key frame', firstKeyFrameMs),
    ]),
    '',
    columns([
      ['process', 'of a core', 'waited', 'JS thread', 'loop delay p99 ms', 'RSS MB'],
      ...result.processes.map(
        ({ name, core, waited, loopBusy, loopDelayP99Ms, rssMB }): Row => [
          name,
          percent(core),
          percent(waited),
          percent(loopBusy),
          loopDelayP99Ms,
          rssMB,
        ],
      ),
    ]),
    '',
    columns(
      [
        [
          'server CPU per packet',
          result.cpuPerPacketUs
            ? `${result.cpuPerPacketUs.all} µs (workers ${result.cpuPerPacketUs.workers} µs)`
            : 'not to be seen from here',
        ],
        ['server memory per player', memory ? `${memory.all} kB (workers ${memory.workers} kB)` : 'not to be seen from here'],
        ['dropped at server sockets', result.dropped?.atServer ?? 'not to be seen from here'],
        [
          'machine',
          machinePercent
            ? (['server', 'generators', 'others', 'idle'] as const)
                .filter((part) => machinePercent[part] !== undefined)
                .map((part) => `${part} ${machinePercent[part]} %`)
                .join(', ')
            : 'not to be seen from here',
        ],
      ],
      'left',
    ),
    '',
    ...result.findings.map((line) => `• ${line}`),
  ].join('\n');
}
