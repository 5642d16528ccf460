import type { CallbackCount } from '../../stores/CallbackStore.ts';
import type { Cloud } from '../Cloud.ts';
import { CallbackDelivery } from './CallbackDelivery.ts';
import { CallbackWriter } from './CallbackWriter.ts';
import { watchCallbacks } from './watchCallbacks.ts';

type Parts = Omit<ConstructorParameters<typeof CallbackWriter>[0], 'written'> & ConstructorParameters<typeof CallbackDelivery>[0];

export type Callbacks = {
  readonly facts: CallbackDelivery['facts'];
  /** How much waits and how much has failed, of all apps. */
  count(): Promise<CallbackCount>;
  /** What happens in this cloud from now on is told to apps' servers. */
  watch(cloud: Cloud): void;
  /** Everything is written, and sent as far as that takes at most `CLOSE_MS`. Closes the sender; the store stays open. */
  close(): Promise<void>;
};

const CLOSE_MS = 2_000;

/** Callbacks that run: what the last run left open is told to be closed, and what waits is sent. */
export async function openCallbacks(parts: Parts): Promise<Callbacks> {
  const delivery = new CallbackDelivery(parts);
  const writer = new CallbackWriter({ ...parts, written: () => delivery.wake() });
  await writer.recover();
  delivery.start();
  return {
    facts: delivery.facts,
    count: () => parts.store.count(),
    watch: (cloud) => watchCallbacks(cloud, (fact) => writer.add(fact)),
    close: async () => {
      await writer.flush();
      const late = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
      await Promise.race([delivery.idle(), late]);
      const closing = delivery.close();
      // What still hangs is cut off, and is sent again by the next run.
      await parts.sender.close();
      await closing;
    },
  };
}
