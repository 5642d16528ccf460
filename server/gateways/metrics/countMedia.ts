import type { Cloud } from '../../operations/Cloud.ts';
import { describeMedia, trafficOf } from '../../operations/readiness.ts';
import type { Meters } from './Meters.ts';

type Described = Awaited<ReturnType<typeof describeMedia>>;
type Traffic = Awaited<ReturnType<typeof trafficOf>>;

/** Media workers, and what passes through them. */
export function countMedia(meters: Meters, cloud: Cloud): { refresh(): Promise<void> } {
  let workers: Described['workers'] = [];
  let traffic: Traffic;
  const each = (figure: (worker: Described['workers'][number]) => number) => () =>
    workers.map((worker, index): [string, number] => [String(index), figure(worker)]);
  const label = 'worker';
  meters.gauge('liuyun_workers', 'Running media workers', () => workers.length);
  meters.gauges({
    name: 'liuyun_worker_cpu_seconds',
    help: 'CPU time of a media worker',
    label,
    read: each(({ cpuMs }) => cpuMs / 1000),
  });
  meters.gauges({
    name: 'liuyun_worker_memory_bytes',
    help: 'Memory of a media worker',
    label,
    read: each(({ rssBytes }) => rssBytes),
  });
  meters.gauges({
    name: 'liuyun_worker_transports',
    help: 'Open transports of a media worker',
    label,
    read: each(({ transports }) => transports),
  });
  meters.gauges({ name: 'liuyun_worker_rooms', help: 'Rooms on a media worker', label, read: each(({ rooms }) => rooms) });

  const ways = (what: 'bytes' | 'packets' | 'lost') => (): [string, number][] =>
    traffic ? (['received', 'sent'] as const).map((way) => [way, traffic?.[way][what] ?? 0]) : [];
  const totals = [
    ['liuyun_media_bytes_total', 'Bytes of media connections, by direction as the server sees it', 'bytes'],
    ['liuyun_media_packets_total', 'RTP packets, by direction as the server sees it', 'packets'],
    ['liuyun_media_packets_lost_total', 'RTP packets that did not arrive, as RTCP reports them, by direction', 'lost'],
  ] as const;
  for (const [name, help, what] of totals) meters.totals({ name, help, label: 'direction', read: ways(what) });

  let died = 0;
  meters.total('liuyun_workers_died_total', 'Media workers that ended by themselves', () => died);
  cloud.engine.facts.on('roomsLost', () => {
    died += 1;
  });
  return {
    refresh: async () => {
      [{ workers }, traffic] = await Promise.all([describeMedia(cloud), trafficOf(cloud)]);
    },
  };
}
