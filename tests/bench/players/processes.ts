import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One process at one moment. `cpuMs` is what its threads ran since their start, `waitMs` how long they waited for a core. */
export type ProcessFigures = { pid: number; name: string; cpuMs: number; waitMs?: number; rssBytes: number };

/** A tick of /proc is 10 ms on every Linux that Node runs on (USER_HZ), a page 4 kB except on some ARM kernels. */
const TICK_MS = 10;
const PAGE_BYTES = 4096;

/** A process and all its descendants, itself first (proc(5)); undefined where there is no /proc. */
export function processTree(root: number): ProcessFigures[] | undefined {
  if (process.platform !== 'linux') return undefined;
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(name) ?? []);
  const below = (stat: Stat): Stat[] => [stat, ...all.filter(({ parent }) => parent === stat.pid).flatMap(below)];
  return all
    .filter(({ pid }) => pid === root)
    .flatMap(below)
    .map(({ pid, name, ticks, rssBytes }) => ({ pid, name, rssBytes, ...(scheduled(pid) ?? { cpuMs: ticks * TICK_MS }) }));
}

type Stat = { pid: number; parent: number; name: string; ticks: number; rssBytes: number };

function readStat(pid: string): Stat | undefined {
  const text = readOr(`/proc/${pid}/stat`);
  // The name is in brackets and may hold anything, brackets and spaces too.
  const end = text.lastIndexOf(')');
  if (end < 0) return undefined;
  const name = text.slice(text.indexOf('(') + 1, end);
  const fields = text
    .slice(end + 2)
    .split(' ')
    .map(Number);
  const [parent = 0, user = 0, system = 0, pages = 0] = [fields[1], fields[11], fields[12], fields[21]];
  return { pid: Number(pid), parent, name, ticks: user + system, rssBytes: pages * PAGE_BYTES };
}

/** How long each thread of a process ran since its start, ms, by the system's IDs; empty where there is no /proc. */
export function threadTimes(pid: number): Map<number, number> {
  return new Map(schedules(pid).map(({ thread, times }) => [thread, Number(times[0] ?? 0) / 1e6]));
}

function scheduled(pid: number): { cpuMs: number; waitMs: number } | undefined {
  const threads = schedules(pid);
  const [cpuMs, waitMs] = [0, 1].map((field) => threads.reduce((sum, { times }) => sum + Number(times[field] ?? 0), 0) / 1e6);
  return cpuMs ? { cpuMs, waitMs: waitMs ?? 0 } : undefined;
}

/** What the scheduler counted for each thread, in nanoseconds: ticks are too coarse for a server that has little to do. */
function schedules(pid: number): { thread: number; times: string[] }[] {
  return entries(`/proc/${pid}/task`).map((thread) => {
    return { thread: Number(thread), times: readOr(`/proc/${pid}/task/${thread}/schedstat`).split(' ') };
  });
}

/** Datagrams that the kernel threw away because these processes did not read them in time. */
export function droppedDatagrams(pids: readonly number[]): number {
  const inodes = new Set(pids.flatMap((pid) => socketInodes(pid)));
  return ['/proc/net/udp', '/proc/net/udp6']
    .flatMap((file) => readOr(file).trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .reduce((sum, fields) => (inodes.has(fields[9] ?? '') ? sum + Number(fields[12] ?? 0) : sum), 0);
}

function socketInodes(pid: number): string[] {
  return entries(`/proc/${pid}/fd`).flatMap((fd) => /^socket:\[(\d+)\]$/.exec(linkOr(`/proc/${pid}/fd/${fd}`))?.[1] ?? []);
}

// Processes, threads and sockets end while they are looked at.

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkOr(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
