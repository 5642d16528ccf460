import { RtcError } from '@liuyun/protocol/errors';
import { FakeEngine } from './FakeEngine.ts';

/** A core that answers a start of data only when it is told to, or by failing when what was started is stopped. */
export class SlowDataEngine extends FakeEngine {
  readonly #waiting = new Map<string, { resolve(): void; reject(error: RtcError): void }>();

  override broadcastData(roomID: string, streamID: string): Promise<void> {
    const repeated = this.sentData.has(streamID);
    const begun = super.broadcastData(roomID, streamID);
    return repeated ? begun : this.#answer(`send ${streamID}`);
  }
  override subscribeData(roomID: string, streamID: string): Promise<void> {
    const repeated = this.receivedData.has(streamID);
    const begun = super.subscribeData(roomID, streamID);
    return repeated ? begun : this.#answer(`receive ${streamID}`);
  }
  override stopBroadcastingData(streamID: string): boolean {
    this.#waiting.get(`send ${streamID}`)?.reject(new RtcError('MESSAGE_FAILED'));
    return super.stopBroadcastingData(streamID);
  }
  override stopSubscribingData(streamID: string): boolean {
    this.#waiting.get(`receive ${streamID}`)?.reject(new RtcError('MESSAGE_FAILED'));
    return super.stopSubscribingData(streamID);
  }
  /** Whatever was started and not stopped is there now. */
  answer(): void {
    for (const { resolve } of this.#waiting.values()) resolve();
  }

  #answer(what: string): Promise<void> {
    return new Promise((resolve, reject) => this.#waiting.set(what, { resolve, reject }));
  }
}
