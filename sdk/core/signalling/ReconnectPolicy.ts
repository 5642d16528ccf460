/** Waits between attempts, ms: at once first (most losses are short), then longer, at last every 7 s. */
const STEPS_MS = [0, 300, 1200, 2700, 4800, 7000] as const;
/** At most this part of a wait is added at random, so that the clients of a restarted server do not return together. */
const JITTER = 0.4;

/**
 * How long to wait before the next attempt, or `undefined` to give up.
 * Pure: `attempt` counts from 0, `elapsedMs` since the loss, `fraction` in [0, 1) is the dice.
 */
export function nextReconnectDelay(now: {
  attempt: number;
  elapsedMs: number;
  windowMs: number;
  fraction: number;
}): number | undefined {
  const left = now.windowMs - now.elapsedMs;
  if (left <= 0) return undefined;
  const step = STEPS_MS[Math.min(now.attempt, STEPS_MS.length - 1)] ?? 0;
  const delay = Math.round(step * (1 + JITTER * now.fraction));
  // The last attempt is made at the very end of the window instead of being given away.
  return Math.min(delay, left);
}
