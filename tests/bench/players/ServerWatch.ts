import { droppedDatagrams, type ProcessFigures, processTree } from './processes.ts';

/** A server at one moment; `dropped` counts datagrams that the kernel threw away at its sockets. */
export type ServerMoment = { processes: ProcessFigures[]; dropped: number | undefined; loopDelayP99Ms: number | undefined };

/** Looks at a server from outside: at its processes if it is ours, at its /metrics if it runs elsewhere. */
export class ServerWatch {
  readonly #pid: number | undefined;
  readonly #origin: string;

  constructor({ pid, origin }: { pid: number | undefined; origin: string }) {
    this.#pid = pid;
    this.#origin = origin;
  }

  async look(): Promise<ServerMoment> {
    const text = await this.#metrics();
    // Seconds; the figure is of the time since it was asked for last.
    const lag = text === undefined ? undefined : metric(text, 'liuyun_event_loop_lag_seconds')[0]?.value;
    const tree = this.#pid === undefined ? undefined : processTree(this.#pid);
    const processes = tree ? named(tree) : text === undefined ? [] : workersOf(text);
    return {
      processes,
      dropped: tree && droppedDatagrams(tree.map(({ pid }) => pid)),
      loopDelayP99Ms: lag === undefined ? undefined : lag * 1000,
    };
  }

  /** An installation may keep its figures to itself. */
  async #metrics(): Promise<string | undefined> {
    try {
      const answer = await fetch(`${this.#origin}/metrics`, { signal: AbortSignal.timeout(2_000) });
      return answer.ok ? await answer.text() : undefined;
    } catch {
      return undefined;
    }
  }
}

function named([main, ...workers]: ProcessFigures[]): ProcessFigures[] {
  if (!main) return [];
  return [
    { ...main, name: 'server, signalling' },
    ...workers.map((worker, index) => ({ ...worker, name: `server, worker ${index}` })),
  ];
}

function workersOf(text: string): ProcessFigures[] {
  const memory = metric(text, 'liuyun_worker_memory_bytes');
  return metric(text, 'liuyun_worker_cpu_seconds').map(({ worker, value }, index) => ({
    pid: -1 - index,
    name: `server, worker ${worker}`,
    cpuMs: value * 1000,
    rssBytes: memory.find((one) => one.worker === worker)?.value ?? Number.NaN,
  }));
}

/** Prometheus text format, as far as it is needed. */
function metric(text: string, name: string): { worker: string; value: number }[] {
  const lines = text.matchAll(new RegExp(`^${name}(?:\\{worker="([^"]*)"\\})? (\\S+)$`, 'gm'));
  return [...lines].map(([, worker = '', value]) => ({ worker, value: Number(value) }));
}
