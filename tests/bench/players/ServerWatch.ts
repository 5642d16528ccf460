import { droppedDatagrams, type ProcessFigures, processTree } from './processes.ts';

const SIGNALLING = 'server, signalling';

/**
 * A server at one moment: `at` (ms) its processes were looked at, signalling first. `dropped` counts datagrams that the kernel
 * threw away at its sockets. `unseen`: why no process can be seen.
 */
export type ServerMoment = {
  processes: ProcessFigures[];
  at: number;
  dropped: number | undefined;
  loopDelayP99Ms: number | undefined;
  unseen?: string | undefined;
};

/** `metrics`: where its figures are; `token`: what they are shown for; `pid`: of a server that we started. */
type Watched = { metrics: string; token?: string | undefined; pid?: number | undefined };

/** Looks at a server from outside: at its processes if it is ours, else at its /metrics. */
export class ServerWatch {
  readonly #server: Watched;

  constructor(server: Watched) {
    this.#server = server;
  }

  async look(): Promise<ServerMoment> {
    const tree = this.#server.pid === undefined ? undefined : processTree(this.#server.pid);
    const asked = performance.now();
    const metrics = await this.#metrics();
    const answered = performance.now();
    const text = 'text' in metrics ? metrics.text : '';
    const processes = tree ? named(tree) : processesOf(text);
    const unseen = 'failed' in metrics ? metrics.failed : `${this.#server.metrics} shows not the figures of a whole server`;
    // Seconds; the figure is of the time since it was asked for last.
    const lag = metric(text, 'liuyun_event_loop_lag_seconds')[0]?.value;
    return {
      processes,
      at: tree ? asked : (asked + answered) / 2,
      dropped: tree && droppedDatagrams(tree.map(({ pid }) => pid)),
      loopDelayP99Ms: lag === undefined ? undefined : lag * 1000,
      unseen: processes.length > 0 ? undefined : unseen,
    };
  }

  /** An installation may keep its figures to itself. */
  async #metrics(): Promise<{ text: string } | { failed: string }> {
    const { metrics, token } = this.#server;
    const headers = new Headers(token === undefined ? {} : { Authorization: `Bearer ${token}` });
    try {
      const answer = await fetch(metrics, { headers, signal: AbortSignal.timeout(2_000) });
      return answer.ok ? { text: await answer.text() } : { failed: `${metrics} answered ${answer.status}` };
    } catch {
      return { failed: `${metrics} did not answer` };
    }
  }
}

function named([main, ...workers]: ProcessFigures[]): ProcessFigures[] {
  if (!main) return [];
  return [{ ...main, name: SIGNALLING }, ...workers.map((worker, index) => ({ ...worker, name: `server, worker ${index}` }))];
}

/** Signalling and workers by the figures of a server; none, unless both are there. */
function processesOf(text: string): ProcessFigures[] {
  const [cpu] = metric(text, 'liuyun_cpu_seconds_total');
  const [rss] = metric(text, 'liuyun_resident_memory_bytes');
  const memory = metric(text, 'liuyun_worker_memory_bytes');
  const workers = metric(text, 'liuyun_worker_cpu_seconds').map(({ worker, value }) => ({
    name: `server, worker ${worker}`,
    cpuMs: value * 1000,
    rssBytes: memory.find((one) => one.worker === worker)?.value ?? Number.NaN,
  }));
  if (!cpu || !rss || workers.length === 0) return [];
  const signalling = { name: SIGNALLING, cpuMs: cpu.value * 1000, rssBytes: rss.value };
  // Nobody says their pids; these are nobody's.
  return [signalling, ...workers].map((one, index) => ({ pid: -1 - index, ...one }));
}

/** Prometheus text format, as far as it is needed. */
function metric(text: string, name: string): { worker: string; value: number }[] {
  const lines = text.matchAll(new RegExp(`^${name}(?:\\{worker="([^"]*)"\\})? (\\S+)$`, 'gm'));
  return [...lines].map(([, worker = '', value]) => ({ worker, value: Number(value) }));
}
