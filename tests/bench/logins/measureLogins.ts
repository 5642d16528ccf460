import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { RtcError } from '@liuyun/protocol';
import { Signalling } from '../../kit/codecless/Signalling.ts';
import { type Percentiles, spreadWide } from '../percentiles.ts';
import { machineTime } from '../players/machineTime.ts';
import type { ProcessFigures } from '../players/processes.ts';
import { type Server, startServer } from '../players/startServer.ts';
import type { LoginsOptions } from './options.ts';

const SETTLE_MS = 2_000;
/** Users who stay come below the rate that a room allows. */
const BETWEEN_MS = 12;
/** What is loaded and compiled at the first login is not a matter of users. */
const WARM_UP = 20;

/** What signalling costs. What could not be looked at is undefined. */
export type LoginFigures = {
  load: LoginsOptions;
  logins: number;
  perSecond: number;
  failures: { [name: string]: number };
  /** Socket and request together; the request alone. */
  enterMs: Percentiles;
  loginMs: Percentiles;
  logoutMs: Percentiles;
  cpuPerLoginMs: number | undefined;
  memoryPerSessionKB: number | undefined;
  loopDelayP99Ms: number | undefined;
  /** Of this process's JavaScript thread, and of all cores, in percent. */
  generatorBusy: number;
  machineIdle: number;
};

type Told = { progress?: (text: string) => void; signal?: AbortSignal };

/** Measures a server of its own. Everything it started has ended when it resolves or rejects. */
export async function measureLogins(options: LoginsOptions, { progress = () => {}, signal }: Told = {}): Promise<LoginFigures> {
  const server = await startServer({ workers: 1 });
  const staying: Signalling[] = [];
  try {
    for (let index = 0; index < WARM_UP; index++) await visit(server, { roomID: 'warm', userID: `warm-${index}` });
    await pause(SETTLE_MS, undefined, { signal });
    const before = (await server.watch.look()).processes;
    progress('entering');
    for (let index = 0; index < options.users; index++) {
      const { socket } = await enter(server, { roomID: `room-${index % options.rooms}`, userID: `stays-${index}` });
      staying.push(socket);
      await pause(BETWEEN_MS, undefined, { signal });
    }
    await pause(SETTLE_MS, undefined, { signal });
    progress(`measuring ${options.seconds} s`);
    const from = await server.watch.look();
    const [busyFrom, machineFrom] = [performance.eventLoopUtilization(), machineTime()];
    const visits = await comeAndGo(server, options, signal);
    const [busy, machineTo] = [performance.eventLoopUtilization(busyFrom).utilization, machineTime()];
    const to = await server.watch.look();
    const done = visits.flatMap((visit) => ('failed' in visit ? [] : [visit]));
    const failures: { [name: string]: number } = {};
    for (const visit of visits) if ('failed' in visit) failures[visit.failed] = (failures[visit.failed] ?? 0) + 1;
    const cpuMs = sum(to.processes, 'cpuMs') - sum(from.processes, 'cpuMs');
    const known = to.processes.length > 0;
    return {
      load: options,
      logins: done.length,
      perSecond: Math.round(done.length / options.seconds),
      failures,
      enterMs: spreadWide(done.map(({ enterMs }) => enterMs)),
      loginMs: spreadWide(done.map(({ loginMs }) => loginMs)),
      logoutMs: spreadWide(done.map(({ logoutMs }) => logoutMs)),
      cpuPerLoginMs: known ? round(cpuMs / done.length, 2) : undefined,
      memoryPerSessionKB: known
        ? Math.round((sum(from.processes, 'rssBytes') - sum(before, 'rssBytes')) / 1024 / options.users)
        : undefined,
      loopDelayP99Ms: to.loopDelayP99Ms,
      generatorBusy: round(100 * busy, 1),
      machineIdle: round(100 - (100 * (machineTo.busyMs - machineFrom.busyMs)) / (machineTo.allMs - machineFrom.allMs), 1),
    };
  } finally {
    await Promise.all(staying.map((socket) => socket.close()));
    await server.stop();
  }
}

type Person = { roomID: string; userID: string };
type Visit = { enterMs: number; loginMs: number; logoutMs: number } | { failed: string };

async function comeAndGo(server: Server, { rooms, rate, seconds }: LoginsOptions, signal?: AbortSignal): Promise<Visit[]> {
  const visits: Promise<Visit>[] = [];
  const start = performance.now();
  for (let index = 0; index < rate * seconds; index++) {
    const early = start + (1000 * index) / rate - performance.now();
    if (early > 1) await pause(early, undefined, { signal });
    if (performance.now() - start > 1000 * seconds) break;
    visits.push(visit(server, { roomID: `room-${index % rooms}`, userID: `visits-${index}` }));
  }
  return Promise.all(visits);
}

async function visit(server: Server, person: Person): Promise<Visit> {
  try {
    const { socket, ...times } = await enter(server, person);
    const from = performance.now();
    await socket.ask('logoutRoom', {});
    const logoutMs = performance.now() - from;
    await socket.close();
    return { ...times, logoutMs };
  } catch (error) {
    return { failed: error instanceof RtcError ? error.failure : String(error) };
  }
}

async function enter({ door, pass }: Server, { roomID, userID }: Person) {
  const from = performance.now();
  const socket = await Signalling.connect(door.url);
  const open = performance.now();
  try {
    await socket.ask('loginRoom', {
      appID: door.appID,
      roomID,
      user: { userID, userName: userID },
      ...pass(userID),
      userUpdate: true,
      maxMemberCount: 0,
      client: { sdk: 'bench', version: '1', platform: 'bench' },
    });
  } catch (error) {
    await socket.close();
    throw error;
  }
  return { socket, enterMs: performance.now() - from, loginMs: performance.now() - open };
}

function sum(some: ProcessFigures[], field: 'cpuMs' | 'rssBytes'): number {
  return some.reduce((total, one) => total + one[field], 0);
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
