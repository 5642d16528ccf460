import { type DelayCounts, DelayHistogram } from '../../kit/codecless/DelayHistogram.ts';
import { type Spread, spread } from '../call/percentiles.ts';
import { packetsAsked } from './asked.ts';
import type { MachineTime } from './machineTime.ts';
import type { GeneratorLoad, PlayerReport, Tasks } from './messages.ts';
import type { PlayersOptions } from './options.ts';
import type { ProcessFigures } from './processes.ts';
import type { ServerMoment } from './ServerWatch.ts';

/** Everything that is looked at early and late in the measurement. `at` in ms, when this machine was looked at. */
export type Moment = { server: ServerMoment; generators: ProcessFigures[]; machine: MachineTime; at: number };

/** Milliseconds. */
export type Delays = { packets: number; p50: number; p95: number; p99: number; most: number };
/**
 * In percent of the time: `core`, how long its threads ran; `waited`, how long they could have run and had no core, which
 * is the others' doing; `loopBusy`, how long its JavaScript thread was at work.
 */
export type ProcessCost = {
  name: string;
  core: number;
  waited?: number;
  loopBusy?: number;
  loopDelayP99Ms?: number;
  rssMB: number;
};

export type Packets = {
  /** What the publishers were to send (see packetsAsked), and what they sent. */
  asked: number;
  sent: number;
  /** A copy for each player of each stream. */
  expected: number;
  received: number;
  lost: number;
  lostPercent: number;
  /** Missing sequence numbers between the first and the last packet of a player (RFC 3550 A.3). */
  gaps: number;
  duplicates: number;
  reordered: number;
  perSecond: number;
  mbps: number;
};

/** The result of one load. What could not be looked at is undefined. */
export type Figures = {
  load: Omit<PlayersOptions, 'target'> & { plays: number; server: 'own' | 'here' | 'elsewhere' };
  /** Length of the measurement. */
  seconds: number;
  packets: Packets;
  /** From the publisher's send to the player's callback, and the same without the server (see Probe). */
  delayMs: Delays;
  probeMs: Delays;
  joinMs: Spread;
  firstPacketMs: Spread;
  firstKeyFrameMs: Spread;
  processes: ProcessCost[];
  /** Why no process of the server could be seen. */
  unseen: string | undefined;
  /** CPU of signalling and workers, µs for each packet that arrived. */
  cpuPerPacketUs: { all: number; workers: number } | undefined;
  /** Memory that the server took for each player by the time that all had come, in kB. */
  memoryPerPlayerKB: { all: number; workers: number } | undefined;
  /** Percent of all cores of this machine: of a server on it, of the generators, of everything else, and unused. */
  machinePercent: { server?: number; generators: number; others?: number; idle: number } | undefined;
  /** Datagrams that the kernel threw away because they were not read in time. */
  dropped: { atServer: number } | undefined;
  failures: { [name: string]: number };
};

type Material = {
  options: PlayersOptions;
  /** For how long packets counted, by the publishers' clock. */
  seconds: number;
  sent: { [streamID: string]: number };
  received: Tasks['received']['result'][];
  everybody: PlayerReport[];
  /** The server before anybody played. */
  before: ProcessFigures[];
  from: Moment;
  to: Moment;
  /** In the order of the generators. */
  loads: GeneratorLoad[];
};

/** Adds everything up. */
export function figuresOf({ options, seconds, sent, received, everybody, before, from, to, loads }: Material): Figures {
  const { target, ...load } = options;
  const packets = packetsOf({ options, sent, received, seconds });
  const looked = (to.at - from.at) / 1000;
  const serverLooked = (to.server.at - from.server.at) / 1000;
  const server = costs(from.server.processes, to.server.processes);
  const generators = costs(from.generators, to.generators);
  const plays = everybody.flatMap((player) => (player.failed === undefined ? player.plays : []));
  const played = plays.flatMap((play) => (play.failed === undefined ? [play] : []));
  const players = everybody.filter(({ failed }) => failed === undefined).length;
  // Nothing that was there has ended, and nothing new has its place.
  const whole = server.length > 0 && server.length === to.server.processes.length && server.every(({ cpuMs }) => cpuMs >= 0);
  const us = (some: Cost[]) => round((1000 * sumOf(some, ({ cpuMs }) => cpuMs)) / serverLooked / (packets.received / seconds), 2);
  const workers = server.filter(isWorker);
  const grown = (some: (one: ProcessFigures) => boolean) =>
    Math.round((rss(from.server.processes.filter(some)) - rss(before.filter(some))) / 1024 / players);
  const { dropped } = to.server;
  return {
    load: { ...load, plays: played.length, server: target ? (target.here ? 'here' : 'elsewhere') : 'own' },
    seconds: round(seconds, 2),
    packets,
    delayMs: delaysOf(received.map(({ delays }) => delays)),
    probeMs: delaysOf(received.map(({ probe }) => probe)),
    joinMs: spread(everybody.flatMap((player) => (player.failed === undefined ? [player.joinMs] : []))),
    firstPacketMs: spread(played.map(({ firstPacketMs }) => firstPacketMs)),
    firstKeyFrameMs: spread(played.flatMap(({ firstKeyFrameMs }) => firstKeyFrameMs ?? [])),
    processes: [
      ...server.map((one) => shown(one, serverLooked, one.name.includes('signalling') ? to.server : {})),
      ...generators.map((one, index) => shown(one, looked, loads[index])),
    ],
    unseen: to.server.unseen,
    cpuPerPacketUs: whole && packets.received > 0 ? { all: us(server), workers: us(workers) } : undefined,
    memoryPerPlayerKB: before.length > 0 ? { all: grown(() => true), workers: grown(isWorker) } : undefined,
    machinePercent: machineOf({ from, to, server, generators, away: target?.here === false }),
    dropped: dropped === undefined ? undefined : { atServer: dropped - (from.server.dropped ?? 0) },
    failures: failuresOf(everybody, received),
  };
}

type Sent = Pick<Material, 'options' | 'sent' | 'received' | 'seconds'>;

function packetsOf({ options, sent, received, seconds }: Sent): Packets {
  const plays = received.flatMap((one) => one.plays);
  const expected = sumOf(plays, ({ streamID }) => sent[streamID] ?? 0);
  const arrived = sumOf(plays, (play) => play.received);
  const lost = expected - arrived;
  return {
    asked: Math.round(packetsAsked(options).perSecond * seconds),
    sent: sumOf(Object.values(sent), (count) => count),
    expected,
    received: arrived,
    lost,
    lostPercent: expected > 0 ? round((100 * lost) / expected, 4) : 0,
    gaps: sumOf(plays, ({ missing }) => missing),
    duplicates: sumOf(plays, ({ duplicates }) => duplicates),
    reordered: sumOf(plays, ({ reordered }) => reordered),
    perSecond: Math.round(arrived / seconds),
    mbps: round((8 * sumOf(plays, ({ bytes }) => bytes)) / 1e6 / seconds, 1),
  };
}

function delaysOf(counts: DelayCounts[]): Delays {
  const all = new DelayHistogram();
  for (const one of counts) all.add(one);
  const ms = (us: number) => round(us / 1000, 2);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => ms(all.percentile(share)));
  return { packets: all.total, p50: p50 ?? Number.NaN, p95: p95 ?? Number.NaN, p99: p99 ?? Number.NaN, most: ms(all.mostUs) };
}

type Cost = { name: string; cpuMs: number; waitMs: number | undefined; rssBytes: number };

/** What each process that was there at both ends used in between. */
function costs(from: ProcessFigures[], to: ProcessFigures[]): Cost[] {
  return to.flatMap(({ pid, name, cpuMs, waitMs, rssBytes }) => {
    const then = from.find((one) => one.pid === pid);
    const waited = waitMs === undefined || then?.waitMs === undefined ? undefined : waitMs - then.waitMs;
    return then ? [{ name, cpuMs: cpuMs - then.cpuMs, waitMs: waited, rssBytes }] : [];
  });
}

function shown({ name, cpuMs, waitMs, rssBytes }: Cost, seconds: number, loop: Partial<GeneratorLoad> = {}): ProcessCost {
  const { loopBusy, loopDelayP99Ms } = loop;
  return {
    name,
    core: round(cpuMs / seconds / 10, 1),
    ...(waitMs !== undefined && { waited: round(waitMs / seconds / 10, 1) }),
    ...(loopBusy !== undefined && { loopBusy: round(100 * loopBusy, 1) }),
    ...(loopDelayP99Ms !== undefined && { loopDelayP99Ms: round(loopDelayP99Ms, 1) }),
    rssMB: Math.round(rssBytes / 2 ** 20),
  };
}

type Machine = { from: Moment; to: Moment; server: Cost[]; generators: Cost[]; away: boolean };

/** `away`: the server is on another machine. */
function machineOf({ from, to, server, generators, away }: Machine): Figures['machinePercent'] {
  const allMs = to.machine.allMs - from.machine.allMs;
  if (generators.length === 0 || allMs <= 0) return undefined;
  const percent = (ms: number) => round((100 * ms) / allMs, 1);
  const busyMs = to.machine.busyMs - from.machine.busyMs;
  const seen = !away && server.length > 0;
  const ours = seen ? sumOf(server, ({ cpuMs }) => cpuMs) : 0;
  const theirs = sumOf(generators, ({ cpuMs }) => cpuMs);
  return {
    ...(seen && { server: percent(ours) }),
    generators: percent(theirs),
    ...((seen || away) && { others: Math.max(0, percent(busyMs - ours - theirs)) }),
    idle: percent(allMs - busyMs),
  };
}

function failuresOf(everybody: PlayerReport[], received: Material['received']): { [name: string]: number } {
  const failures: { [name: string]: number } = {};
  const count = (name: string) => (failures[name] = (failures[name] ?? 0) + 1);
  for (const player of everybody) {
    if (player.failed !== undefined) count(player.failed);
    else for (const play of player.plays) if (play.failed !== undefined) count(play.failed);
  }
  for (const code of received.flatMap(({ lost }) => lost)) count(`socket closed with ${code}`);
  return failures;
}

const isWorker = ({ name }: { name: string }) => name.includes('worker');
const rss = (some: ProcessFigures[]) => sumOf(some, ({ rssBytes }) => rssBytes);
const sumOf = <T>(some: readonly T[], value: (one: T) => number) => some.reduce((sum, one) => sum + value(one), 0);
const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
