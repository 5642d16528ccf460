import type { FastifyInstance } from 'fastify';
import type { Config } from './config/Config.ts';
import { version } from './config/version.ts';
import { addMetrics } from './gateways/metrics/addMetrics.ts';
import { Metrics } from './gateways/metrics/Metrics.ts';
import { MetricsServer } from './gateways/metrics/MetricsServer.ts';
import type { ObserveRest } from './gateways/rest/addServerApi.ts';
import type { Observer } from './gateways/signalling/Observer.ts';
import type { Cloud } from './operations/Cloud.ts';
import type { Callbacks } from './operations/callbacks/openCallbacks.ts';
import type { Records } from './operations/records/openRecords.ts';
import type { Spans } from './traces/Spans.ts';

export type OpenMetrics = {
  /** What doors are to tell. */
  signalling: Observer;
  serverApi: ObserveRest;
  /** `/metrics` on the main port; nothing where it has a port of its own. */
  door: (server: FastifyInstance) => void;
  /** On the port of its own. Rejects with the system's error. */
  listen(host: string, port: number): Promise<void>;
  /** On the port of its own, once it listens. */
  url(): string | undefined;
  close(): Promise<void>;
};

/** `spans`: where traces are wanted, they are told the same. */
type Parts = {
  cloud: Cloud;
  callbacks: Callbacks;
  sockets: () => number;
  records?: Records | undefined;
  spans?: Spans | undefined;
};

/** The figures of a cloud, and the way to them that was chosen. */
export function openMetrics(config: Config, parts: Parts): OpenMetrics {
  const { metricsApps: apps, metricsPort, metricsToken } = config;
  let url: string | undefined;
  const metrics = new Metrics({ ...parts, version: version(), apps });
  const { spans } = parts;
  parts.callbacks.facts.on('attempted', metrics.attempted);
  const own = metricsPort === undefined ? undefined : new MetricsServer(metrics, metricsToken);
  return {
    signalling: {
      ...metrics.signalling,
      ...(spans && { around: (request, work) => spans.around(work, request) }),
      answered: (answered) => {
        metrics.signalling.answered(answered);
        spans?.answered(answered);
      },
    },
    serverApi: (answered) => {
      metrics.serverApi(answered);
      spans?.answeredRest(answered);
    },
    door: (server) => {
      if (!own) addMetrics(server, metrics, metricsToken);
    },
    listen: async (host, port) => {
      const taken = await own?.listen(host, port);
      url = taken === undefined ? undefined : `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`;
    },
    url: () => url,
    close: async () => {
      metrics.close();
      await own?.close();
    },
  };
}
