/** Cancels what was scheduled. Calling it twice, or after the fact, does nothing. */
export type Cancel = () => void;

/** Time, handed in so that tests can hold it. All figures are milliseconds. */
export interface Clock {
  /** Unix time in milliseconds. */
  now(): number;
  /** Calls `task` once after `delayMs`. */
  after(delayMs: number, task: () => void): Cancel;
  /** Calls `task` every `periodMs` until cancelled. */
  every(periodMs: number, task: () => void): Cancel;
}

/** The machine's own time. Its timers never keep a process alive by themselves. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    (timer as { unref?: () => void }).unref?.();
    return () => clearTimeout(timer);
  },
  every(periodMs, task) {
    const timer = setInterval(task, periodMs);
    (timer as { unref?: () => void }).unref?.();
    return () => clearInterval(timer);
  },
};
