import type { SctpStream } from '@liuyun/protocol';
import type { DataConsumer, DataProducer, Router, WebRtcTransport } from 'mediasoup/types';
import { type Delivery, deliveryOf } from '../DataDelivery.ts';
import type { DataPlayback, DataPublication } from '../MediaEngine.ts';

/** Data that arrives on one stream of a send transport's data channel. */
export class MediasoupDataPublication implements DataPublication {
  /** The router that it arrives at. */
  readonly router: Router;
  readonly producer: DataProducer;
  readonly delivery: Delivery;

  static async open(router: Router, transport: WebRtcTransport, sctp: SctpStream): Promise<MediasoupDataPublication> {
    const delivery = deliveryOf(sctp);
    const producer = await transport.produceData({ sctpStreamParameters: { streamId: sctp.streamId, ...delivery } });
    return new MediasoupDataPublication(router, producer, delivery);
  }

  private constructor(router: Router, producer: DataProducer, delivery: Delivery) {
    this.router = router;
    this.delivery = delivery;
    this.producer = producer;
  }

  get closed(): boolean {
    return this.producer.closed;
  }

  close(): void {
    this.producer.close();
  }
}

/** Data on its way to one receiver, in the order and as reliably as it was sent. */
export class MediasoupDataPlayback implements DataPlayback {
  readonly id: string;
  readonly sctp: SctpStream;
  readonly #consumer: DataConsumer;

  static async open(transport: WebRtcTransport, publication: MediasoupDataPublication): Promise<MediasoupDataPlayback> {
    const consumer = await transport.consumeData({ dataProducerId: publication.producer.id, ...publication.delivery });
    // The worker tells this too, but a moment later.
    const sourceGone = () => consumer.close();
    publication.producer.observer.once('close', sourceGone);
    consumer.observer.once('close', () => publication.producer.observer.off('close', sourceGone));
    if (publication.closed) consumer.close();
    return new MediasoupDataPlayback(consumer, publication.delivery);
  }

  private constructor(consumer: DataConsumer, delivery: Delivery) {
    this.id = consumer.id;
    this.sctp = { streamId: consumer.sctpStreamParameters?.streamId ?? 0, ...delivery };
    this.#consumer = consumer;
  }

  get closed(): boolean {
    return this.#consumer.closed;
  }

  close(): void {
    this.#consumer.close();
  }
}
