import type { Clock } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';
import { REQUEST_TIMEOUT_MS } from '@liuyun/protocol/limits';

type Once<E extends string> = { once(event: E, listener: () => void): unknown };
/** Of a DataProducer as of a DataConsumer. */
type Channel = Once<'open'> & { readonly readyState: RTCDataChannelState; readonly observer: Once<'close'> };

/** Resolves when data can pass; what is sent before that is lost. TIMEOUT, or NETWORK_BROKEN when it closes instead. */
export function opened(channel: Channel, clock: Clock): Promise<void> {
  if (channel.readyState === 'open') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = clock.after(REQUEST_TIMEOUT_MS, () => reject(new RtcError('TIMEOUT', 'data channel')));
    channel.once('open', () => {
      stop();
      resolve();
    });
    channel.observer.once('close', () => {
      stop();
      reject(new RtcError('NETWORK_BROKEN', 'data channel'));
    });
  });
}
