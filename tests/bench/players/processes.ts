import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** One process at one moment. `cpuMs` is user and system time since its start. */
export type ProcessFigures = { pid: number; name: string; cpuMs: number; rssBytes: number };

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
    .map(({ pid, name, ticks, rssBytes }) => ({ pid, name, cpuMs: scheduledMs(pid) ?? ticks * TICK_MS, rssBytes }));
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

/** What the scheduler counted for each thread, in nanoseconds: ticks are too coarse for a server that has little to do. */
function scheduledMs(pid: number): number | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const times = threads.map((thread) => Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]));
    return times.reduce((sum, time) => sum + time, 0) / 1e6;
  } catch {
    return undefined; // ended meanwhile, or a kernel without it
  }
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
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return []; // closed meanwhile
      }
    });
  } catch {
    return []; // ended meanwhile, or of another user
  }
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
