import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

/** How often a timer looks; Node counts this pause itself as delay. */
const LOOK_EVERY_MS = 10;

/** How late the timers of this process come. */
export class EventLoopLag {
  readonly #histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });

  constructor() {
    this.#histogram.enable();
  }

  /** 99th percentile since it was taken last, in seconds; 0 when nothing was late. */
  take(): number {
    const seconds = lateness(this.#histogram.percentile(99));
    this.#histogram.reset();
    return seconds;
  }

  close(): void {
    this.#histogram.disable();
  }
}

/** What is late in a time between two looks (ns → s). */
export function lateness(betweenLooksNs: number): number {
  const late = betweenLooksNs / 1e9 - LOOK_EVERY_MS / 1e3;
  return late > 0 ? late : 0;
}
