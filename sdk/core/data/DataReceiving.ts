import type { Clock } from '@liuyun/kit';
import type { types } from 'mediasoup-client';
import type { Live } from '../keeping/Keeper.ts';
import type { Wire } from '../media/Wire.ts';
import { opened } from './opened.ts';

export type DataReceivingOptions = {
  streamID: string;
  transport: types.Transport;
  transportID: string;
  wire: Wire;
  clock: Clock;
  received(data: ArrayBuffer): void;
};

/** One data channel from the server. */
export class DataReceiving implements Live {
  readonly #consumer: types.DataConsumer;
  readonly #options: DataReceivingOptions;
  #dropped = false;

  static async open(options: DataReceivingOptions): Promise<DataReceiving> {
    const { streamID, transport, transportID, wire, clock, received } = options;
    const { dataID, sctp } = await wire.ask('startSubscribingData', { streamID, transportID });
    let consumer: types.DataConsumer | undefined;
    try {
      const sctpStreamParameters = { ...sctp, ordered: sctp.ordered !== false };
      consumer = await transport.consumeData({ id: dataID, dataProducerId: streamID, sctpStreamParameters, label: 'data' });
      consumer.binaryType = 'arraybuffer';
      consumer.on('message', (data: unknown) => {
        if (data instanceof ArrayBuffer) received(data);
      });
      await opened(consumer, clock);
      return new DataReceiving(options, consumer);
    } catch (error) {
      consumer?.close();
      wire.owe('stopSubscribingData', streamID);
      throw error;
    }
  }

  private constructor(options: DataReceivingOptions, consumer: types.DataConsumer) {
    this.#options = options;
    this.#consumer = consumer;
  }

  drop(tellServer: boolean): void {
    if (this.#dropped) return;
    this.#dropped = true;
    this.#consumer.close();
    if (tellServer) this.#options.wire.owe('stopSubscribingData', this.#options.streamID);
  }
}
