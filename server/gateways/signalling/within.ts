import type { Clock } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol';

/** The promise, or TIMEOUT when it takes longer than `ms`. Whatever it does later is its own affair. */
export function within<T>(clock: Clock, ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new RtcError('TIMEOUT')));
    promise.then(resolve, reject).finally(cancel);
  });
}
