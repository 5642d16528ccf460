import type { Clock } from '@liuyun/kit';
import type { types } from 'mediasoup-client';
import type { DataDelivery } from '../Engine.ts';
import type { Live } from '../keeping/Keeper.ts';
import type { Wire } from '../media/Wire.ts';
import { opened } from './opened.ts';

/** More than this waiting to be sent means that the network does not keep up. */
export const DATA_WAITING_BYTES = 262_144;

export type DataSendingOptions = {
  streamID: string;
  producer: types.DataProducer;
  delivery: DataDelivery;
  transportID: string;
  wire: Wire;
  clock: Clock;
};

/** One open data channel to the server. */
export class DataSending implements Live {
  readonly #options: DataSendingOptions;
  #dropped = false;

  static async open(options: DataSendingOptions): Promise<DataSending> {
    const { streamID, producer, delivery, transportID, wire, clock } = options;
    const { streamId = 0 } = producer.sctpStreamParameters;
    try {
      await opened(producer, clock);
      await wire.ask('startBroadcastingData', { streamID, transportID, sctp: { streamId, ...delivery } });
    } catch (error) {
      producer.close();
      throw error;
    }
    return new DataSending(options);
  }

  private constructor(options: DataSendingOptions) {
    this.#options = options;
  }

  /** False when the channel is not open, or too much is waiting to be sent. */
  send(data: ArrayBuffer): boolean {
    const { producer } = this.#options;
    if (producer.closed || producer.readyState !== 'open' || producer.bufferedAmount > DATA_WAITING_BYTES) return false;
    producer.send(data);
    return true;
  }

  drop(tellServer: boolean): void {
    if (this.#dropped) return;
    this.#dropped = true;
    this.#options.producer.close();
    if (tellServer) this.#options.wire.owe('stopBroadcastingData', this.#options.streamID);
  }
}
