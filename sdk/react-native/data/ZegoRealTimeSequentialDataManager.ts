import type { Engine } from '@liuyun/core';
import { StartedNames } from '@liuyun/core/data/StartedNames';
import { Listeners } from '@liuyun/core/Listeners';
import { RtcError } from '@liuyun/protocol/errors';
import type { Calls } from '../engine/Calls.ts';
import type { ZegoRealTimeSequentialDataSentResult } from '../types/results.ts';

/** What a data manager tells: data of a stream that is subscribed to, in the order in which it was sent. */
export type ZegoRealTimeSequentialDataEventHandler = {
  receiveRealTimeSequentialData: (manager: ZegoRealTimeSequentialDataManager, data: Uint8Array, streamID: string) => void;
};

/** Real-time data in a room: packets of up to 4096 bytes under a streamID, from one to many. Made by `createRealTimeSequentialDataManager`. */
export class ZegoRealTimeSequentialDataManager {
  readonly #roomID: string;
  readonly #index: number;
  readonly #core: Engine;
  readonly #calls: Calls;
  readonly #listeners = new Listeners<ZegoRealTimeSequentialDataEventHandler>(['receiveRealTimeSequentialData']);
  readonly #sending = new StartedNames();
  readonly #receiving = new StartedNames();
  /** Its room was left, and nothing has been started since. */
  #idle = false;
  #closed = false;

  /** @internal */
  constructor(given: { roomID: string; index: number; core: Engine; calls: Calls }) {
    this.#roomID = given.roomID;
    this.#index = given.index;
    this.#core = given.core;
    this.#calls = given.calls;
  }

  /** Begins to send under a streamID. */
  startBroadcasting(streamID: string): Promise<void> {
    return this.#calls.do('startBroadcasting', 'message', () =>
      this.#start(this.#sending, streamID, () => this.#core.broadcastData(this.#roomID, streamID)),
    );
  }

  stopBroadcasting(streamID: string): Promise<void> {
    return this.#calls.do('stopBroadcasting', 'message', () => {
      if (!this.#sending.stop(streamID)) throw new RtcError('DATA_NOT_BROADCAST', String(streamID));
      this.#core.stopBroadcastingData(streamID);
    });
  }

  /** Sends a packet: 1–4096 bytes. */
  sendRealTimeSequentialData(data: Uint8Array, streamID: string): Promise<ZegoRealTimeSequentialDataSentResult> {
    const work = async () => {
      if (!(data instanceof Uint8Array)) throw new RtcError('INPUT_PARAM', 'data');
      if (!this.#sending.has(streamID)) throw new RtcError('DATA_NOT_BROADCAST', String(streamID));
      const bytes = data.slice().buffer;
      if (!this.#core.sendData(streamID, bytes)) throw new RtcError('MESSAGE_FAILED', 'cannot be sent now');
    };
    return this.#calls.answer('sendRealTimeSequentialData', 'message', { work, otherwise: {} });
  }

  /** Begins to receive what somebody in the room sends under a streamID. */
  startSubscribing(streamID: string): Promise<void> {
    return this.#calls.do('startSubscribing', 'message', () =>
      this.#start(this.#receiving, streamID, () => this.#core.subscribeData(this.#roomID, streamID)),
    );
  }

  stopSubscribing(streamID: string): Promise<void> {
    return this.#calls.do('stopSubscribing', 'message', () => {
      if (!this.#receiving.stop(streamID)) throw new RtcError('DATA_NOT_SUBSCRIBED', String(streamID));
      this.#core.stopSubscribingData(streamID);
    });
  }

  /** A number of its own among the managers of an engine. */
  getIndex(): number {
    return this.#index;
  }

  on<K extends keyof ZegoRealTimeSequentialDataEventHandler>(
    event: K,
    callback: ZegoRealTimeSequentialDataEventHandler[K],
  ): void {
    void this.#calls.do('on', 'message', () => {
      if (!this.#listeners.on(event, callback)) throw new RtcError('INPUT_PARAM', 'event');
    });
  }

  /** Without a callback: forgets all of the event. */
  off<K extends keyof ZegoRealTimeSequentialDataEventHandler>(
    event: K,
    callback?: ZegoRealTimeSequentialDataEventHandler[K],
  ): void {
    this.#listeners.off(event, callback);
  }

  /** @internal */
  take(streamID: string, data: ArrayBuffer): void {
    if (this.#receiving.has(streamID))
      this.#listeners.tell('receiveRealTimeSequentialData', this, new Uint8Array(data), streamID);
  }

  /** @internal Whether another one may take its place: it did its work in a stay that is over, and has none in this one. */
  get replaceable(): boolean {
    return this.#idle && !this.#sending.any && !this.#receiving.any;
  }

  /** @internal The room was left. */
  left(): void {
    this.#stop();
    this.#idle = true;
  }

  /** @internal */
  close(): void {
    this.#closed = true;
    this.#stop();
    this.#listeners.clear();
  }

  async #start(names: StartedNames, streamID: string, start: () => Promise<void>): Promise<void> {
    if (this.#closed) throw new RtcError('ROOM_NOT_JOINED');
    await names.start(streamID, start);
    this.#idle = false;
  }

  #stop(): void {
    for (const streamID of this.#sending.all()) this.#core.stopBroadcastingData(streamID);
    for (const streamID of this.#receiving.all()) this.#core.stopSubscribingData(streamID);
    this.#sending.clear();
    this.#receiving.clear();
  }
}
