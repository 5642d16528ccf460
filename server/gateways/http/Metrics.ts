import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Cloud } from '../../operations/Cloud.ts';
import { countCloud } from '../../operations/countCloud.ts';
import { describeMedia } from '../../operations/readiness.ts';
import { EventLoopLag } from './EventLoopLag.ts';

const LOGIN_BUCKETS_S = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** Figures of this process for Prometheus. They are looked up when they are asked for. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #cloud: Cloud;
  readonly #workers: ReturnType<typeof workerGauges>;
  readonly #requests: Counter<'request' | 'outcome'>;
  readonly #login: Histogram;
  readonly #lag = new EventLoopLag();

  constructor(cloud: Cloud, sockets: () => number) {
    this.#cloud = cloud;
    const registers = [this.#registry];
    this.#requests = new Counter({
      name: 'liuyun_requests_total',
      help: 'Signalling requests by name and outcome (ok, or the name of the failure)',
      labelNames: ['request', 'outcome'],
      registers,
    });
    this.#login = new Histogram({
      name: 'liuyun_login_seconds',
      help: 'Time from a login request to its answer',
      buckets: LOGIN_BUCKETS_S,
      registers,
    });
    this.#gauge('liuyun_rooms', 'Open rooms', () => countCloud(cloud).rooms);
    this.#gauge('liuyun_users', 'Users in rooms, those whose connection broke included', () => countCloud(cloud).users);
    this.#gauge('liuyun_users_away', 'Users whose connection broke and whose place is kept', () => countCloud(cloud).usersAway);
    this.#gauge('liuyun_streams', 'Published streams', () => countCloud(cloud).streams);
    this.#gauge('liuyun_plays', 'Streams being played, counted once per player', () => countCloud(cloud).plays);
    this.#gauge('liuyun_sockets', 'Open signalling sockets', sockets);
    this.#gauge('liuyun_event_loop_lag_seconds', '99th percentile of the delay of the event loop since the last scrape', () =>
      this.#lag.take(),
    );
    this.#gauge('liuyun_resident_memory_bytes', 'Memory of the signalling process', () => process.memoryUsage.rss());
    this.#workers = workerGauges(this.#registry);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  async text(): Promise<string> {
    await this.#readWorkers();
    return this.#registry.metrics();
  }

  answered({ request, outcome, ms }: { request: string; outcome: string; ms: number }): void {
    this.#requests.inc({ request, outcome });
    if (request === 'loginRoom' && outcome === 'ok') this.#login.observe(ms / 1000);
  }

  close(): void {
    this.#lag.close();
    this.#registry.clear();
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** The engine is asked once per scrape, before anything is written down. */
  async #readWorkers(): Promise<void> {
    const { workers } = await describeMedia(this.#cloud);
    const { count, cpu, memory, transports } = this.#workers;
    count.set(workers.length);
    for (const gauge of [cpu, memory, transports]) gauge.reset();
    for (const [worker, { cpuMs, rssBytes, transports: open }] of workers.entries()) {
      cpu.set({ worker }, cpuMs / 1000);
      memory.set({ worker }, rssBytes);
      transports.set({ worker }, open);
    }
  }
}

function workerGauges(registry: Registry) {
  const registers = [registry];
  const labelNames = ['worker'] as const;
  return {
    count: new Gauge({ name: 'liuyun_workers', help: 'Running media workers', registers }),
    cpu: new Gauge({ name: 'liuyun_worker_cpu_seconds', help: 'CPU time of a media worker', labelNames, registers }),
    memory: new Gauge({ name: 'liuyun_worker_memory_bytes', help: 'Memory of a media worker', labelNames, registers }),
    transports: new Gauge({ name: 'liuyun_worker_transports', help: 'Open transports of a media worker', labelNames, registers }),
  };
}
