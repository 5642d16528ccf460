import type { Cloud } from '../../operations/Cloud.ts';
import type { CallbackAttempt } from '../../operations/callbacks/CallbackAttempt.ts';
import { type CallbackSource, countCallbacks } from './countCallbacks.ts';
import { countCalls } from './countCalls.ts';
import { countMedia } from './countMedia.ts';
import { countProcess } from './countProcess.ts';
import { countRequests } from './countRequests.ts';
import { countServerApi } from './countServerApi.ts';
import { countSockets } from './countSockets.ts';
import { Meters } from './Meters.ts';

export type MetricsParts = {
  cloud: Cloud;
  version: string;
  /** Open signalling sockets. */
  sockets: () => number;
  callbacks?: CallbackSource;
  records?: { threadDeaths(): number } | undefined;
  /** How many apps have figures of their own: those with the most users. */
  apps?: number;
};

/** Figures of this process for Prometheus, by subject. Nothing is counted twice, and what can be looked up is not counted. */
export class Metrics {
  readonly #meters = new Meters();
  readonly #stops: (() => void)[] = [];
  readonly #refresh: (() => Promise<void>)[] = [];
  /** Told by the doors. */
  readonly signalling: ReturnType<typeof countRequests> & ReturnType<typeof countSockets>;
  readonly serverApi: ReturnType<typeof countServerApi>;
  readonly attempted: (attempt: CallbackAttempt) => void;

  constructor({ cloud, version, sockets, callbacks, records, apps = 0 }: MetricsParts) {
    const meters = this.#meters;
    meters.gauges({ name: 'liuyun_info', help: 'Always 1', label: 'version', read: () => [[version, 1]] });
    countCalls(meters, cloud, apps);
    this.signalling = { ...countRequests(meters), ...countSockets(meters, sockets) };
    this.serverApi = countServerApi(meters);
    const media = countMedia(meters, cloud);
    const told = countCallbacks(meters, callbacks, () => cloud.clock.now());
    this.attempted = told.attempted;
    this.#refresh.push(media.refresh, told.refresh);
    const deaths = 'How often the thread that writes records ended by itself and was started again';
    if (records) meters.gauge('liuyun_records_thread_deaths', deaths, () => records.threadDeaths());
    this.#stops.push(countProcess(meters));
  }

  get contentType(): string {
    return this.#meters.contentType;
  }

  /** What has to be asked for is asked for once, before anything is written down. */
  async text(): Promise<string> {
    await Promise.all(this.#refresh.map((refresh) => refresh()));
    return this.#meters.text();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#meters.clear();
  }
}
