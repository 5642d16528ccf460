import type { Engine } from '@liuyun/core';
import { isLast } from '@liuyun/core/room/roomMachine';
import { RtcError } from '@liuyun/protocol/errors';
import type { Calls } from '../engine/Calls.ts';
import type { ZegoRealTimeSequentialDataManager } from '../types/data.ts';
import { DataManager } from './DataManager.ts';

/** The data managers of an engine: one for each joined room. */
export class DataManagers {
  readonly #core: Engine;
  readonly #calls: Calls;
  readonly #managers = new Set<DataManager>();

  constructor(core: Engine, calls: Calls) {
    this.#core = core;
    this.#calls = calls;
    core.facts.on('dataReceived', (streamID, data) => {
      for (const manager of [...this.#managers]) manager.received(streamID, data);
    });
    core.facts.on('roomStateChanged', (roomID, reason) => {
      if (isLast(reason)) this.#of(roomID)?.left();
    });
  }

  /** One for this stay in the room. Throws ROOM_NOT_JOINED and DATA_MANAGER_LIMIT. */
  create(roomID: string): ZegoRealTimeSequentialDataManager {
    if (!this.#core.rooms.some((room) => room.roomID === roomID))
      throw new RtcError('ROOM_NOT_JOINED', 'createRealTimeSequentialDataManager');
    const former = this.#of(roomID);
    if (former && !former.replaceable) throw new RtcError('DATA_MANAGER_LIMIT');
    if (former) this.#managers.delete(former);
    const manager = this.unbound(roomID);
    this.#managers.add(manager);
    return manager;
  }

  /** For a call that failed but has to answer something: it sends and receives nothing. */
  unbound(roomID: string): DataManager {
    return new DataManager(this.#core, this.#calls, { roomID, bound: (manager) => this.#managers.has(manager) });
  }

  destroy(manager: unknown): void {
    if (!(manager instanceof DataManager) || !this.#managers.has(manager)) throw new RtcError('INPUT_PARAM', 'manager');
    manager.reset();
    this.#managers.delete(manager);
  }

  #of(roomID: string): DataManager | undefined {
    for (const manager of this.#managers) if (manager.roomID === roomID) return manager;
    return undefined;
  }
}
