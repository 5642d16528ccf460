import type { Engine } from '@liuyun/core';
import { isLast } from '@liuyun/core/room/roomMachine';
import { RtcError } from '@liuyun/protocol/errors';
import type { Calls } from '../engine/Calls.ts';
import { ZegoRealTimeSequentialDataManager } from './ZegoRealTimeSequentialDataManager.ts';

/** The data managers of an engine: one per room, and for each stay in it a new one where the app makes one. */
export class DataManagers {
  readonly #core: Engine;
  readonly #calls: Calls;
  readonly #managers = new Map<string, ZegoRealTimeSequentialDataManager>();
  #last = 0;

  constructor(core: Engine, calls: Calls) {
    this.#core = core;
    this.#calls = calls;
    core.facts.on('dataReceived', (streamID, data) => {
      for (const manager of this.#managers.values()) manager.take(streamID, data);
    });
    core.facts.on('roomStateChanged', (roomID, reason) => {
      if (isLast(reason)) this.#managers.get(roomID)?.left();
    });
  }

  create(roomID: string): ZegoRealTimeSequentialDataManager {
    if (typeof roomID !== 'string' || roomID === '') throw new RtcError('ROOM_ID_EMPTY');
    const former = this.#managers.get(roomID);
    if (former && !former.replaceable) throw new RtcError('DATA_MANAGER_LIMIT');
    former?.close();
    const manager = new ZegoRealTimeSequentialDataManager({ roomID, index: ++this.#last, core: this.#core, calls: this.#calls });
    this.#managers.set(roomID, manager);
    return manager;
  }

  destroy(manager: unknown): void {
    for (const [roomID, known] of this.#managers) {
      if (known !== manager) continue;
      known.close();
      this.#managers.delete(roomID);
      return;
    }
    throw new RtcError('INPUT_PARAM', 'manager');
  }
}
