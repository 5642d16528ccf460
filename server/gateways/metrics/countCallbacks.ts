import type { CallbackAttempt } from '../../operations/callbacks/CallbackAttempt.ts';
import type { Callbacks } from '../../operations/callbacks/openCallbacks.ts';
import type { Meters } from './Meters.ts';

export type CallbackSource = Pick<Callbacks, 'count'>;

const AGE_BUCKETS_S = [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120, 600];

/** What apps' servers are told, how late, and what could not be told. */
export function countCallbacks(meters: Meters, source: CallbackSource | undefined, now: () => number) {
  let count: Awaited<ReturnType<CallbackSource['count']>> = { waiting: 0, failed: 0, oldestWaiting: undefined };
  meters.gauge('liuyun_callbacks_waiting', 'Callbacks to be delivered, those on their way included', () => count.waiting);
  meters.gauge('liuyun_callbacks_failed', 'Callbacks that were given up and are kept to be replayed', () => count.failed);
  meters.gauge('liuyun_callback_lag_seconds', 'Age of the oldest callback to be delivered; 0 when none waits', () =>
    count.oldestWaiting === undefined ? 0 : Math.max(0, now() - count.oldestWaiting) / 1000,
  );
  const help = 'Attempts to deliver a callback: delivered, retried later, or failed for good';
  const attempts = meters.counter('liuyun_callback_attempts_total', help, ['outcome']);
  for (const outcome of ['delivered', 'retried', 'failed']) attempts.inc({ outcome }, 0);
  const took = meters.histogram('liuyun_callback_seconds', "How long apps' servers took for one attempt", AGE_BUCKETS_S);
  const age = meters.histogram('liuyun_callback_age_seconds', 'Age of the event when it was delivered', AGE_BUCKETS_S);
  return {
    attempted: ({ outcome, tookMs, ageMs }: CallbackAttempt) => {
      attempts.inc({ outcome });
      took.observe(tookMs / 1000);
      if (outcome === 'delivered') age.observe(ageMs / 1000);
    },
    refresh: async () => {
      // A store that cannot be read has its own line in the log; the figures stay as they were.
      count = (await source?.count().catch(() => undefined)) ?? count;
    },
  };
}
