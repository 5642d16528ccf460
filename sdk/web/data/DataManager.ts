import type { Engine } from '@liuyun/core';
import { StartedNames } from '@liuyun/core/data/StartedNames';
import { Listeners } from '@liuyun/core/Listeners';
import { RtcError } from '@liuyun/protocol/errors';
import type { Calls } from '../engine/Calls.ts';
import type { ZegoDataChannelEvent, ZegoRealTimeSequentialDataManager } from '../types/data.ts';

/** Real-time data of one room, under its public names. */
export class DataManager implements ZegoRealTimeSequentialDataManager {
  readonly roomID: string;
  readonly #core: Engine;
  readonly #calls: Calls;
  readonly #isBound: () => boolean;
  readonly #events = new Listeners<ZegoDataChannelEvent>(['receiveRealTimeSequentialData']);
  readonly #broadcasts = new StartedNames();
  readonly #subscriptions = new StartedNames();
  /** Its room was left, and nothing has been started since. */
  #idle = false;

  constructor(core: Engine, calls: Calls, given: { roomID: string; bound(manager: DataManager): boolean }) {
    this.roomID = given.roomID;
    this.#core = core;
    this.#calls = calls;
    this.#isBound = () => given.bound(this);
  }

  /** No plain object: see `ZegoExpressEngine`. */
  get [Symbol.toStringTag](): string {
    return 'ZegoRealTimeSequentialDataManager';
  }

  /** Whether another one may take its place: it did its work in a stay that is over, and has none in this one. */
  get replaceable(): boolean {
    return this.#idle && !this.#broadcasts.any && !this.#subscriptions.any;
  }

  /** The room was left. */
  left(): void {
    this.reset();
    this.#idle = true;
  }

  reset(): void {
    for (const streamID of this.#broadcasts.all()) this.#core.stopBroadcastingData(streamID);
    for (const streamID of this.#subscriptions.all()) this.#core.stopSubscribingData(streamID);
    this.#broadcasts.clear();
    this.#subscriptions.clear();
  }

  startBroadcasting(streamID: string): Promise<boolean> {
    return this.#start('startBroadcasting', this.#broadcasts, streamID, () => this.#core.broadcastData(this.roomID, streamID));
  }

  stopBroadcasting(streamID: string): boolean {
    return this.#calls.boolean('stopBroadcasting', () => {
      if (!this.#broadcasts.stop(streamID)) throw new RtcError('DATA_NOT_BROADCAST');
      this.#core.stopBroadcastingData(streamID);
    });
  }

  sendRealTimeSequentialData(streamID: string, data: ArrayBuffer): boolean {
    return this.#calls.boolean('sendRealTimeSequentialData', () => {
      if (!(data instanceof ArrayBuffer)) throw new RtcError('INPUT_PARAM', 'data');
      if (!this.#broadcasts.has(streamID)) throw new RtcError('DATA_NOT_BROADCAST');
      if (!this.#core.sendData(streamID, data)) throw new RtcError('MESSAGE_FAILED', 'the channel is not open or full');
    });
  }

  startSubscribing(streamID: string): Promise<boolean> {
    return this.#start('startSubscribing', this.#subscriptions, streamID, () => this.#core.subscribeData(this.roomID, streamID));
  }

  stopSubscribing(streamID: string): boolean {
    return this.#calls.boolean('stopSubscribing', () => {
      if (!this.#subscriptions.stop(streamID)) throw new RtcError('DATA_NOT_SUBSCRIBED');
      this.#core.stopSubscribingData(streamID);
    });
  }

  on<K extends keyof ZegoDataChannelEvent>(event: K, callBack: ZegoDataChannelEvent[K]): void {
    this.#calls.listening('ZegoRealTimeSequentialDataManager.on', () => this.#events.on(event, callBack));
  }

  off<K extends keyof ZegoDataChannelEvent>(event: K, callBack: ZegoDataChannelEvent[K]): void {
    this.#calls.listening('ZegoRealTimeSequentialDataManager.off', () => this.#events.off(event, callBack));
  }

  /** What has arrived for any manager; told if it is for this one. */
  received(streamID: string, data: ArrayBuffer): void {
    if (this.#subscriptions.has(streamID)) this.#events.tell('receiveRealTimeSequentialData', data, data.byteLength, streamID);
  }

  #start(call: string, names: StartedNames, streamID: string, start: () => Promise<void>): Promise<boolean> {
    return this.#calls.promisedBoolean(call, async () => {
      if (!this.#isBound()) throw new RtcError('ROOM_NOT_JOINED');
      await names.start(streamID, start);
      this.#idle = false;
    });
  }
}
