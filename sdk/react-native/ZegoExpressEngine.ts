import { nativeCode } from '@liuyun/core/native/failures';
import { profileOf } from '@liuyun/core/native/profile';
import { RtcError } from '@liuyun/protocol/errors';
import { beforehand } from './engine/beforehand.ts';
import { EngineParts } from './engine/EngineParts.ts';
import { log } from './engine/log.ts';
import { apiVersion } from './engine/version.ts';
import { ZegoError } from './engine/ZegoError.ts';
import { GeneralMembers } from './members/GeneralMembers.ts';
import { theSurroundings } from './platform/Surroundings.ts';
import type { ZegoEngineProfile } from './types/config.ts';
import type { ZegoEngineConfig } from './types/engine.ts';
import type { ZegoRoomMode, ZegoScenario } from './types/enums/index.ts';

let engine: ZegoExpressEngine | undefined;
let closing: Promise<void> = Promise.resolve();

/**
 * The engine: made once, and the same everywhere in the app. Log in to a room, publish, play; what happens is told to listeners.
 * Members never throw, and their promises resolve whatever happens: what was wrong is told as `debugError`, and stands in the
 * `errorCode` of calls that have an answer.
 */
export class ZegoExpressEngine extends GeneralMembers {
  /** Version of the public API that this SDK has the names of, then its own as the fourth number: `3.22.0.100` is 0.1.0. */
  static getVersion(): Promise<string> {
    return Promise.resolve(apiVersion);
  }

  /** The engine, or undefined before it is made and after it was destroyed. */
  static instance(): ZegoExpressEngine {
    // Documented without the undefined that it answers before there is an engine.
    return engine as ZegoExpressEngine;
  }

  /**
   * Makes the one engine. Where there is one already, that is resolved. It can be used at once, before the promise resolves.
   * @returns rejects with an `errorCode` (1001000, 1001001 …) when the profile is wrong
   */
  static createEngineWithProfile(profile: ZegoEngineProfile): Promise<ZegoExpressEngine> {
    if (engine) return Promise.resolve(engine);
    const known = profileOf(profile);
    if (typeof known === 'number') return ZegoExpressEngine.#refused(known);
    try {
      const made = new ZegoExpressEngine(new EngineParts(known, theSurroundings()));
      engine = made;
      return closing.then(() => made);
    } catch (error) {
      log('error', `createEngineWithProfile: ${RtcError.from(error).message}`);
      return ZegoExpressEngine.#refused(nativeCode('INPUT_PARAM', 'engine'));
    }
  }

  /**
   * The older form of `createEngineWithProfile`.
   * @deprecated
   */
  static createEngine(appID: number, appSign: string, _isTestEnv: boolean, scenario: ZegoScenario): Promise<ZegoExpressEngine> {
    return ZegoExpressEngine.createEngineWithProfile({ appID, appSign, scenario });
  }

  /** Leaves every room, lets go of the devices, and forgets all listeners. Resolves when it is done. */
  static destroyEngine(): Promise<void> {
    const last = engine;
    engine = undefined;
    if (last) closing = last.parts.close();
    return closing;
  }

  /**
   * What holds for the next engine: `advancedConfig.server`, the address or addresses (separated by commas) of the cloud, where
   * the profile names none. Other keys are accepted and have no effect.
   */
  static setEngineConfig(config: ZegoEngineConfig): Promise<void> {
    return ZegoExpressEngine.#guarded('setEngineConfig', () => beforehand.takeConfig(config));
  }

  /** Whether the next engine can be in several rooms at once. Too late while there is one (1001020). */
  static setRoomMode(mode: ZegoRoomMode): Promise<void> {
    return ZegoExpressEngine.#guarded('setRoomMode', () => beforehand.takeRoomMode(mode, { late: engine !== undefined }));
  }

  /** Apps that do not wait for it find no instance; a rejection that nobody awaits must not end them. */
  static #refused(errorCode: number): Promise<never> {
    const refused = Promise.reject(new ZegoError(errorCode, 'createEngineWithProfile'));
    refused.catch(() => {});
    return refused;
  }

  /** A static call: it resolves, and what is wrong is told as `debugError` where there is an engine, else in the console. */
  static async #guarded(name: string, work: () => void): Promise<void> {
    if (engine) return engine.parts.calls.do(name, 'engine', work);
    try {
      work();
    } catch (error) {
      const { failure, message } = RtcError.from(error);
      log('error', `${name} ${nativeCode(failure, 'engine')}: ${message}`);
    }
  }
}
