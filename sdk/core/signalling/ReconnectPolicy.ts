/**
 * Waits between attempts, ms: at once first (most losses are short), then longer, but never so long that a server which has been
 * away for minutes, as one that is rebooted, would be noticed late.
 */
const STEPS_MS = [0, 300, 1000, 2000, 3000] as const;
/** A wait is shorter or longer by at most this part, at random, so that the clients of a restarted server do not return together. */
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
  const delay = Math.round(step * (1 + JITTER * (2 * now.fraction - 1)));
  // The last attempt is made at the very end of the window instead of being given away.
  return Math.min(delay, left);
}
