import { callExperimental } from '@liuyun/core/experimental';
import { RtcError } from '@liuyun/protocol/errors';
import { scenarioPreset } from '../../capture/presets.ts';
import { checkAll, checkOne, isCheckable } from '../../requirements/checkSystemRequirements.ts';
import type { ZegoScenario } from '../../types/enums.ts';
import type { ZegoEvent } from '../../types/events.ts';
import type { ZegoCapabilityDetection, ZegoCheckSingleType } from '../../types/requirements.ts';
import type { ZegoGeoFenceType, ZegoLocalProxyConfig, ZegoLogConfig, ZegoProxyInfo } from '../../types/room.ts';
import { setGeoFence, setProxies, useModule } from '../beforehand.ts';
import { Log, presetLog } from '../Log.ts';
import { keepsPlaysOf, lastFramesOf, mostPlaysOf, pausesHiddenOf, tuningOf } from '../tuning.ts';
import { turnServers } from '../turnServers.ts';
import { apiVersion } from '../version.ts';
import { ZegoError } from '../ZegoError.ts';
import { EngineBase } from './EngineBase.ts';

/** Version, log, tuning, events, requirements, end. */
export abstract class GeneralMembers extends EngineBase {
  /** Log levels for engines that are made later. False for a malformed configuration. */
  static presetLogConfig(config: ZegoLogConfig): boolean {
    return presetLog(config);
  }

  /** Kept for compatibility: there is nothing to set. */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  static setEngineOptions(_options: any): void {}

  /** Takes a plug-in. This SDK understands none of another SDK's: what they do answers 1101003. */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  static use(module: any): void {
    quietly('use', () => useModule(module));
  }

  /** Before the first engine is made (1001021). Without effect: this cloud is in one place. */
  static setGeoFence(type: ZegoGeoFenceType, areaList: number[]): void {
    quietly('setGeoFence', () => setGeoFence(type, areaList));
  }

  /** Engines made from now on connect through these hosts, tried in turn; the token is not used here. */
  static setCloudProxyConfig(proxyList: ZegoProxyInfo[], _token: string, enable: boolean): void {
    quietly('setCloudProxyConfig', () => setProxies(proxyList, enable === true));
  }

  /** Engines made from now on connect to `accesshubProxy` in place of the cloud's host. */
  static setLocalProxyConfig(proxyConfig: ZegoLocalProxyConfig, enable: boolean): void {
    quietly('setLocalProxyConfig', () => setProxies([{ hostName: proxyConfig?.accesshubProxy }], enable === true));
  }

  /**
   * Undocumented, yet kits that stand on the original write lines of their own into its log.
   * @internal
   */
  get logger(): { [level in 'debug' | 'info' | 'warn' | 'error']: (...said: unknown[]) => void } {
    const { log } = this.parts;
    const line =
      (level: 'debug' | 'info' | 'warn' | 'error') =>
      (...said: unknown[]) =>
        log.write(level, said.map(String).join(' '));
    return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
  }

  /** Hands the last 200 requests, notices and state changes (no tokens, addresses or messages) to the server's log. */
  uploadLog(): Promise<{ errorCode: number; extendedData: string }> {
    return this.promise('uploadLog', async () => {
      await this.parts.core.uploadLog();
      return { errorCode: 0, extendedData: '' };
    });
  }

  /** Uses these TURN servers in place of the cloud's, for media connections made from now on; an empty list undoes it. */
  setTurnServer(turnServerList: { url: string; username: string; credential: string }[]): void {
    this.value('setTurnServer', () => this.parts.core.tune({ iceServers: turnServers(turnServerList) }), undefined);
  }

  /**
   * `{method: 'simulateScenario', params: {scenario}}` makes something go wrong on purpose: `socketDrop`, `resumeFailure`;
   * and where the server runs in development mode `workerDeath`, `serverLeaving` (`retryAfterMs`), `bandwidth` (`kbps`,
   * 0 lifts the limit). `{method: 'history'}` resolves the last 200 requests, notices and state changes as `entries`. What was done is also told as `recvExperimentalAPI`.
   */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  callExperimentalAPI(params: Record<string, any>): Promise<any> {
    return this.promise('callExperimentalAPI', async () => {
      const answer = await callExperimental(this.parts.core, params);
      this.parts.events.tell('recvExperimentalAPI', answer);
      return answer;
    });
  }

  /** The server's time in ms, give or take `maxDeviation`; timestamp 0 until it is known. */
  getNetworkTimeInfo(): { timestamp: number; maxDeviation: number } {
    return this.value('getNetworkTimeInfo', () => this.parts.core.networkTime(), { timestamp: 0, maxDeviation: 0 });
  }

  /** Version of the public API that this SDK has the names of, then its own as the fourth number: `3.12.0.100` is 0.1.0. */
  getVersion(): string {
    return apiVersion;
  }

  /**
   * Which lines go to the console (`logLevel`) and, where `logURL` is an http(s) address, to it (`remoteLogLevel`): POSTs of
   * one JSON object a line, every 5 s. At most `logSize` bytes (default 5 MiB, 0 sends nothing) wait for a server that does
   * not answer. False for a malformed configuration.
   */
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
   * 1000), `maxChannels` (1–50, how many streams may be played at once, default 50), `playClearLastFrame` and `previewClearLastFrame` (default true; what a view's own options say counts more), `switchRoomNotStopPlay` (default false: what is played stops with the
   * old room), `datachannelOption` (`{ordered, maxPacketLifeTime, maxRetransmits}`: real-time data that is broadcast from now on
   * may arrive out of order, and be given up after so many ms, at most 4999, or retransmissions, at most 49), `ipStackMode` (0 media over
   * IPv4 alone, 1 IPv4 first, 2 IPv6 first, for connections made from now on; unset, as the browser sees fit), and, as additions of this SDK, `tcpOnly` and `pauseHiddenVideo` (default true: the picture of a view that is out of sight for a
   * second is not received, its sound is; false also where you record, clone or send on what you play). Other keys are ignored.
   */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  setEngineConfig(config: any): void {
    this.value(
      'setEngineConfig',
      () => {
        const tuning = tuningOf(config);
        const pauses = pausesHiddenOf(config, this.parts.thrift.pauses);
        const keepsPlays = keepsPlaysOf(config, this.parts.keepsPlays);
        const most = mostPlaysOf(config, this.parts.plays.most);
        this.parts.lastFrames = lastFramesOf(config, this.parts.lastFrames);
        this.parts.keepsPlays = keepsPlays;
        this.parts.plays.most = most;
        this.parts.thrift.pauses = pauses;
        this.parts.core.tune(tuning);
      },
      undefined,
    );
  }

  /** Presets what streams made from now on capture, and the bitrate of their sound. False (1000067) while in a room. */
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
      if (event === 'networkQuality') this.parts.core.listenToNetwork(true);
      if (event === 'videoDeviceStateChanged' || event === 'audioDeviceStateChanged') this.parts.devices.start();
    });
  }

  /** Removes one listener, or all of the event when none is given. */
  off<K extends keyof ZegoEvent>(event: K, callBack?: ZegoEvent[K]): boolean {
    const done = this.parts.calls.listening('off', () => this.parts.events.off(event, callBack));
    if (event === 'networkQuality') this.parts.core.listenToNetwork(this.parts.events.has('networkQuality'));
    return done;
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

/** Static members answer nothing: what is wrong is one line in the log. */
function quietly(call: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    new Log().failure(call, ZegoError.from(error));
  }
}
