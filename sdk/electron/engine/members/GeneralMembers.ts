import { Beforehand } from '@liuyun/core/native/Beforehand';
import { numberUpTo, objectOf } from '@liuyun/core/native/configs';
import { type Profile, profileOf } from '@liuyun/core/native/profile';
import { RtcError } from '@liuyun/protocol/errors';
import type { ZegoGeoFenceType, ZegoScenario } from '../../definitions/enums/engine.ts';
import type { ZegoRoomMode } from '../../definitions/enums/streams.ts';
import type {
  ZegoEngineConfig,
  ZegoEngineProfile,
  ZegoLogConfig,
  ZegoNetworkTimeInfo,
} from '../../definitions/structures/engine.ts';
import { EngineParts } from '../EngineParts.ts';
import { apiVersion } from '../version.ts';
import { EngineBase, type Result } from './EngineBase.ts';

/** What createEngine rejects with, as documented. */
const INIT_FAILED = 'Zego Express init failed';

/** Beginning and end, configuration, version, log. */
export abstract class GeneralMembers extends EngineBase {
  readonly #beforehand = new Beforehand();

  /**
   * Starts the engine. Called again while it is alive it resolves and changes nothing. Rejects with the text
   * `Zego Express init failed`; the number of what is wrong comes as `onDebugError`.
   * @param profile `server` (an addition of this SDK) is the cloud's address, or several that are tried in turn:
   * `wss://your.cloud`. Without it the origin that the page came from.
   */
  async createEngine(profile: ZegoEngineProfile & { server?: string | string[] }): Promise<Result> {
    if (this.parts) return {};
    const read = profileOf(profile);
    if (typeof read === 'number') {
      this.tell('debugError', { errorCode: read, funcName: 'createEngine', info: 'the profile is wrong' });
      throw INIT_FAILED;
    }
    try {
      this.parts = this.makeParts(read, this.#beforehand);
    } catch (error) {
      this.calls.failed('createEngine', 'engine', error);
      throw INIT_FAILED;
    }
    // The lists of devices are answered at once later on.
    await this.parts.devices.refresh();
    return {};
  }

  /** The older form of `createEngine`. */
  init(appID: number, appSign: string | null, _isTestEnv: boolean, scenario: ZegoScenario): Promise<Result> {
    return this.createEngine({ appID, appSign: appSign ?? '', scenario });
  }

  /** Leaves, stops and releases everything. Listeners stay, for the next engine. */
  destroyEngine(): void {
    const { parts } = this;
    this.parts = undefined;
    parts?.close();
  }

  /** The older name of `destroyEngine`. */
  uninit(): void {
    this.destroyEngine();
  }

  /**
   * Before `createEngine`. Of `advancedConfig` the key `server` is understood, an addition of this SDK: addresses of the
   * cloud, separated by commas. Other keys are ignored.
   */
  setEngineConfig(config: ZegoEngineConfig): void {
    this.calls.value('setEngineConfig', 'engine', {
      work: () => this.#beforehand.takeConfig(config),
      otherwise: undefined,
    });
  }

  /** Checked and without effect: the SDK writes warnings to the console, not to files. */
  setLogConfig(config: ZegoLogConfig): void {
    this.calls.value('setLogConfig', 'engine', { work: () => void objectOf(config, 'config'), otherwise: undefined });
  }

  /** Whether several rooms can be joined (1). Before `createEngine` (1001020 afterwards). */
  setRoomMode(mode: ZegoRoomMode): void {
    this.calls.value('setRoomMode', 'engine', {
      work: () => this.#beforehand.takeRoomMode(mode, { late: this.parts !== undefined }),
      otherwise: undefined,
    });
  }

  /** Before `createEngine` (1001021 afterwards). Without effect: this cloud is in one place. */
  setGeoFence(type: ZegoGeoFenceType, areaList: number[]): void {
    this.calls.value('setGeoFence', 'engine', {
      work: () => {
        if (this.parts) throw new RtcError('GEO_FENCE_LATE');
        numberUpTo(2, type, 'type');
        if (!Array.isArray(areaList) || !areaList.every(Number.isInteger)) throw new RtcError('INPUT_PARAM', 'areaList');
      },
      otherwise: undefined,
    });
  }

  /** Version of the public API that this SDK has the names of, then its own as the fourth number: `3.25.0.100` is 0.1.0. */
  getVersion(): string {
    return apiVersion;
  }

  /** Presets what is captured. 1000067 while in a room. */
  setRoomScenario(scenario: ZegoScenario): void {
    this.quiet('setRoomScenario', 'engine', ({ native }) => native.setScenario(scenario));
  }

  /** Hands the last 200 requests, notices and state changes (no tokens, addresses or messages) to the server's log. */
  uploadLog(): void {
    this.later('uploadLog', 'engine', ({ native }) => native.core.uploadLog());
  }

  /**
   * JSON: `{"method":"simulateScenario","params":{"scenario":…}}` makes something go wrong on purpose, `{"method":"history"}`
   * asks for the last requests, notices and state changes. The answer comes as `onRecvExperimentalAPI`; the call returns ''.
   */
  callExperimentalAPI(params: string): string {
    this.later('callExperimentalAPI', 'engine', ({ native }) => native.experiment(params));
    return '';
  }

  /** The server's time in ms, give or take `maxDeviation`; zeros until it is known. */
  getNetworkTimeInfo(): ZegoNetworkTimeInfo {
    return this.value('getNetworkTimeInfo', 'engine', {
      work: ({ native }) => native.core.networkTime(),
      otherwise: { timestamp: 0, maxDeviation: 0 },
    });
  }

  /** @internal */
  protected makeParts(profile: Profile, beforehand: Beforehand): EngineParts {
    return new EngineParts({
      profile,
      beforehand,
      tell: this.tell,
      emit: (event, result) => void this.emit(event, result),
      hearsSEI: () => this.hearsSEI(),
    });
  }
}
