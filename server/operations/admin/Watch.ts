import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { MediaEngineDescription, MediaTraffic } from '../../media/MediaEngine.ts';
import type { Cloud } from '../Cloud.ts';
import { trafficOf } from '../readiness.ts';

/** A timer that looks so often; Node counts this pause itself as delay. */
const LOOK_EVERY_MS = 20;
/** A share of CPU is measured over at least so long; who asks sooner is told the same again. */
const MEASURED_OVER_MS = 900;
/** For the bitrate. */
const WAITS_MS = 250;

type Measured = { at: number; cpuMs: number; workers: Map<number, number> };
type Bitrate = { inKbps: number | null; outKbps: number | null };
type Shares = { own: number | null; workers: Map<number, number>; eventLoopDelayMs: number };

/** What has to be watched to be known when somebody asks. */
export class Watch {
  workersDied = 0;
  readonly #cloud: Pick<Cloud, 'engine'>;
  /** Milliseconds that only grow. */
  readonly #now: () => number;
  readonly #delay: IntervalHistogram = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });
  #measured: Measured | undefined;
  #shares: Shares = { own: null, workers: new Map(), eventLoopDelayMs: 0 };
  #passed: { at: number; traffic: MediaTraffic } | undefined;
  #bitrate: Bitrate = { inKbps: null, outKbps: null };

  constructor(cloud: Pick<Cloud, 'engine'>, now: () => number = () => performance.now()) {
    this.#cloud = cloud;
    this.#now = now;
    this.#delay.enable();
    // Told for every worker that dies, also for one that carried no room.
    cloud.engine.facts.on('roomsLost', () => {
      this.workersDied += 1;
    });
  }

  /** Shares of one core, and the 99th percentile of how late timers were, since this was asked before. */
  shares(media: MediaEngineDescription): Shares {
    const { user, system } = process.cpuUsage();
    const workers = new Map(media.workers.map(({ pid, cpuMs }) => [pid, cpuMs]));
    const now: Measured = { at: this.#now(), cpuMs: (user + system) / 1_000, workers };
    const before = this.#measured;
    if (before && now.at - before.at < MEASURED_OVER_MS) return this.#shares;
    this.#measured = now;
    const late = this.#delay.percentile(99) / 1e6 - LOOK_EVERY_MS;
    this.#delay.reset();
    this.#shares = { ...sharesBetween(before, now), eventLoopDelayMs: Math.max(0, Math.round(late * 10) / 10) };
    return this.#shares;
  }

  /** What passes now. Counting many connections takes a while: who asks waits a little for it, and is told what was known otherwise. */
  async bitrate(): Promise<Bitrate> {
    const counted = trafficOf(this.#cloud).then((traffic) => this.#note(traffic));
    await Promise.race([counted, delay(WAITS_MS, undefined, { ref: false })]);
    return this.#bitrate;
  }

  #note(traffic: MediaTraffic | undefined): void {
    const before = this.#passed;
    const at = this.#now();
    if (!traffic || (before && at - before.at < MEASURED_OVER_MS)) return;
    this.#passed = { at, traffic };
    if (!before) return;
    const kbps = (bytes: number) => Math.max(0, Math.round((bytes * 8) / (at - before.at)));
    const { received, sent } = before.traffic;
    this.#bitrate = { inKbps: kbps(traffic.received.bytes - received.bytes), outKbps: kbps(traffic.sent.bytes - sent.bytes) };
  }

  close(): void {
    this.#delay.disable();
  }
}

function sharesBetween(before: Measured | undefined, now: Measured): Pick<Shares, 'own' | 'workers'> {
  if (!before) return { own: null, workers: new Map() };
  const ms = now.at - before.at;
  const share = (cpuMs: number) => Math.max(0, Math.round((cpuMs / ms) * 1_000) / 1_000);
  const workers = new Map<number, number>();
  for (const [pid, cpuMs] of now.workers) {
    const earlier = before.workers.get(pid);
    if (earlier !== undefined) workers.set(pid, share(cpuMs - earlier));
  }
  return { own: share(now.cpuMs - before.cpuMs), workers };
}
