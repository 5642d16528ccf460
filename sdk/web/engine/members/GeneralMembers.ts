import { RtcError } from '@liuyun/protocol/errors';
import { scenarioPreset } from '../../capture/presets.ts';
import { checkAll, checkOne, isCheckable } from '../../requirements/checkSystemRequirements.ts';
import type { ZegoScenario } from '../../types/enums.ts';
import type { ZegoEvent } from '../../types/events.ts';
import type { ZegoCapabilityDetection, ZegoCheckSingleType } from '../../types/requirements.ts';
import type { ZegoLogConfig } from '../../types/room.ts';
import { presetLog } from '../Log.ts';
import { tuningOf } from '../tuning.ts';
import { version } from '../version.ts';
import { EngineBase } from './EngineBase.ts';

/** Version, log, tuning, events, requirements, end. */
export abstract class GeneralMembers extends EngineBase {
  /** Log levels for engines that are made later. False for a malformed configuration. */
  static presetLogConfig(config: ZegoLogConfig): boolean {
    return presetLog(config);
  }

  /** Version of the SDK. */
  getVersion(): string {
    return version;
  }

  /** Sets the log level. False for a malformed configuration. */
  setLogConfig(config: ZegoLogConfig): boolean {
    return this.boolean('setLogConfig', () => {
      if (!this.parts.log.configure(config)) throw new RtcError('INPUT_PARAM', 'config');
    });
  }

  /** Whether SDK errors also open an alert box, for testing. Off unless turned on. */
  setDebugVerbose(enable: boolean): void {
    this.parts.log.alerts = enable === true;
  }

  /**
   * Tunes internals: `roomRetryTime`, `streamRetryTime` (s), `publishQualityInterval`, `playQualityInterval` (ms, at least
   * 1000), and, an addition of this SDK, `tcpOnly`. Unknown keys are ignored.
   */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  setEngineConfig(config: any): void {
    this.value('setEngineConfig', () => this.parts.core.tune(tuningOf(config)), undefined);
  }

  /** Presets what streams made from now on capture. False (1000067) while in a room. */
  setRoomScenario(scenario: ZegoScenario): boolean {
    return this.boolean('setRoomScenario', () => {
      if (this.parts.core.room) throw new RtcError('SCENARIO_LOCKED');
      this.parts.scenario = scenarioPreset(scenario);
    });
  }

  /** Adds a listener; several per event are called in the order they were added. False for an unknown event. */
  on<K extends keyof ZegoEvent>(event: K, callBack: ZegoEvent[K]): boolean {
    return this.boolean(typeof event === 'string' ? `on(${JSON.stringify(event.slice(0, 64))})` : 'on', () => {
      if (!this.parts.events.on(event, callBack)) throw new RtcError('INPUT_PARAM', 'no such event, or not a function');
      if (event === 'videoDeviceStateChanged' || event === 'audioDeviceStateChanged') this.parts.devices.start();
    });
  }

  /** Removes one listener, or all of the event when none is given. */
  off<K extends keyof ZegoEvent>(event: K, callBack?: ZegoEvent[K]): boolean {
    return this.parts.events.off(event, callBack);
  }

  /**
   * What this browser can do: everything, or one thing as `{result, errInfo}`. What is missing is false, never a rejection.
   * Checking camera and microphone makes the browser ask the user.
   * @param checkLevel 1 checks codecs more slowly and more exactly
   */
  checkSystemRequirements<T extends keyof ZegoCheckSingleType>(
    checkType?: T,
    checkLevel?: 0 | 1,
  ): Promise<ZegoCapabilityDetection> {
    return this.promise('checkSystemRequirements', async () => {
      if (checkType !== undefined && checkType !== null && !isCheckable(checkType)) {
        throw new RtcError('INPUT_PARAM', 'checkType');
      }
      const answer = isCheckable(checkType) ? await checkOne(checkType, checkLevel ?? 0) : await checkAll(checkLevel ?? 0);
      this.parts.devices.refresh();
      return answer;
    });
  }

  /** Leaves, stops and releases everything, and forgets all listeners. The engine is dead afterwards. */
  destroyEngine(): void {
    this.parts.close();
  }
}
