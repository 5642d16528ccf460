import { performance } from 'node:perf_hooks';
import { EventLoopLag } from './EventLoopLag.ts';
import type { Meters } from './Meters.ts';

/** The signalling process itself. Gives what ends the counting. */
export function countProcess(meters: Meters): () => void {
  const lag = new EventLoopLag();
  let before = performance.eventLoopUtilization();
  meters.gauge('liuyun_event_loop_lag_seconds', '99th percentile of the delay of the event loop since the last scrape', () =>
    lag.take(),
  );
  meters.gauge('liuyun_event_loop_busy_ratio', 'Share of the time in which the event loop worked since the last scrape', () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    return utilization;
  });
  meters.total('liuyun_cpu_seconds_total', 'CPU time of the signalling process', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  meters.gauge('liuyun_resident_memory_bytes', 'Memory of the signalling process', () => process.memoryUsage.rss());
  meters.gauge('liuyun_heap_used_bytes', 'Memory used by JavaScript objects', () => process.memoryUsage().heapUsed);
  meters.gauge('liuyun_start_time_seconds', 'When the process started, Unix time', () => performance.timeOrigin / 1000);
  return () => lag.close();
}
