import type { Cancel, Clock } from '@liuyun/kit';
import type { Consumer, ConsumerTraceEventData } from 'mediasoup/types';

const ASK_EVERY_MS = 400;
const GIVE_UP_AFTER_MS = 10_000;

/**
 * Asks the publisher of one video consumer for a key frame until one has really been forwarded. One request is not
 * enough: it may be lost, dropped by the sender's own throttle, or come before DTLS is done.
 */
export class KeyFrameAsker {
  readonly #consumer: Consumer;
  readonly #clock: Clock;
  readonly #came: () => void;
  #cancel: Cancel | undefined;

  /** `came` is called for every key frame that was asked for and forwarded. */
  constructor(consumer: Consumer, clock: Clock, came: () => void) {
    this.#consumer = consumer;
    this.#clock = clock;
    this.#came = came;
    consumer.on('trace', ({ type }: ConsumerTraceEventData) => {
      if (type !== 'keyframe') return;
      this.stop();
      this.#came();
    });
    consumer.observer.once('close', () => this.stop());
  }

  /** Call before the consumer is resumed: resuming asks for the first key frame, this sees whether it came. */
  start(): void {
    this.stop();
    if (this.#consumer.closed) return;
    const giveUpAt = this.#clock.now() + GIVE_UP_AFTER_MS;
    ignoreFailure(this.#consumer.enableTraceEvent(['keyframe']));
    this.#cancel = this.#clock.every(ASK_EVERY_MS, () => {
      if (this.#clock.now() >= giveUpAt) this.stop();
      else if (!this.#consumer.producerPaused) ignoreFailure(this.#consumer.requestKeyFrame());
    });
  }

  stop(): void {
    if (!this.#cancel) return;
    this.#cancel();
    this.#cancel = undefined;
    if (!this.#consumer.closed) ignoreFailure(this.#consumer.enableTraceEvent([]));
  }
}

/** These fail only when the consumer closes meanwhile, and then nobody needs the key frame. */
function ignoreFailure(request: Promise<void>): void {
  request.catch(() => {});
}
