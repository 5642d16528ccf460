import type { SctpStream } from '@liuyun/protocol';
import type { DataConsumer, DataProducer, Router, WebRtcTransport } from 'mediasoup/types';
import type { DataPlayback, DataPublication } from '../MediaEngine.ts';

/** Data that arrives on one stream of a send transport's data channel. */
export class MediasoupDataPublication implements DataPublication {
  /** The router that it arrives at. */
  readonly router: Router;
  readonly producer: DataProducer;

  static async open(router: Router, transport: WebRtcTransport, sctp: SctpStream): Promise<MediasoupDataPublication> {
    const { streamId } = sctp;
    return new MediasoupDataPublication(
      router,
      await transport.produceData({ sctpStreamParameters: { streamId, ordered: true } }),
    );
  }

  private constructor(router: Router, producer: DataProducer) {
    this.router = router;
    this.producer = producer;
  }

  get closed(): boolean {
    return this.producer.closed;
  }

  close(): void {
    this.producer.close();
  }
}

/** Data on its way to one receiver, in order and reliably. */
export class MediasoupDataPlayback implements DataPlayback {
  readonly id: string;
  readonly sctp: SctpStream;
  readonly #consumer: DataConsumer;

  static async open(transport: WebRtcTransport, publication: MediasoupDataPublication): Promise<MediasoupDataPlayback> {
    const consumer = await transport.consumeData({ dataProducerId: publication.producer.id, ordered: true });
    // The worker tells this too, but a moment later.
    const sourceGone = () => consumer.close();
    publication.producer.observer.once('close', sourceGone);
    consumer.observer.once('close', () => publication.producer.observer.off('close', sourceGone));
    if (publication.closed) consumer.close();
    return new MediasoupDataPlayback(consumer);
  }

  private constructor(consumer: DataConsumer) {
    this.id = consumer.id;
    this.sctp = { streamId: consumer.sctpStreamParameters?.streamId ?? 0, ordered: true };
    this.#consumer = consumer;
  }

  get closed(): boolean {
    return this.#consumer.closed;
  }

  close(): void {
    this.#consumer.close();
  }
}
