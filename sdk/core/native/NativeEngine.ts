import type { Kind } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import { RETRY_WINDOW_MS } from '@liuyun/protocol/limits';
import type { Engine } from '../Engine.ts';
import { callExperimental } from '../experimental.ts';
import type { Platform } from '../platform/Platform.ts';
import { numberUpTo, optionsOf, scenarioOf, scenarioVideo } from './configs.ts';
import { NO_PLAY_SNAPSHOT, NO_PUBLISH_SNAPSHOT } from './failures.ts';
import { forwardFacts } from './forwardFacts.ts';
import type { Machine, MicrophoneWish } from './Machine.ts';
import { NativeCalls } from './NativeCalls.ts';
import type { Tell } from './NativeEvents.ts';
import { CHANNELS, engineState, networkMode } from './numbers.ts';
import { PlayedStreams } from './play/PlayedStreams.ts';
import { Channel } from './publish/Channel.ts';
import { type CaptureWishes, defaultWishes } from './publish/captureWishes.ts';
import { Rooms, userIDsOf } from './Rooms.ts';
import { SoundMonitor } from './SoundMonitor.ts';

/** The documented retry window of native clients; the Web gives up after 5 minutes. */
const NATIVE_RETRY_MS = Math.max(RETRY_WINDOW_MS, 20 * 60_000);

export type NativeEngineOptions<View> = {
  core: Engine;
  platform: Platform;
  machine: Machine<View>;
  /** Where every event goes, by React Native's names. */
  tell: Tell;
  /** A documented scenario number. */
  scenario: number;
  /** Whether the app wants to hear of data in the picture. */
  hearsSEI?(): boolean;
};

/**
 * What the native APIs have in common: channels that capture and publish, played streams with views and volumes, and the
 * news in numbers. A façade spells it. Members throw RtcError, or reject; `calls` ends them as the native APIs do.
 */
export class NativeEngine<View> {
  readonly core: Engine;
  readonly calls: NativeCalls;
  readonly rooms: Rooms;
  readonly plays: PlayedStreams<View>;
  readonly sound: SoundMonitor<View>;
  /** What holds for every channel; change it with `wish`. */
  readonly wishes: CaptureWishes = defaultWishes();
  readonly #options: NativeEngineOptions<View>;
  readonly #tell: Tell;
  readonly #channels = new Map<number, Channel<View>>();
  readonly #firstSent = new Set<string>();
  /** The main channel's sound, for the sound level. */
  readonly #own: MediaStream;
  readonly #unhint: () => void;
  #scenario: number;
  #monitor: { stop(): void } | undefined;
  #running = false;
  #closed = false;

  constructor(options: NativeEngineOptions<View>) {
    const { core, platform, machine } = options;
    this.#options = options;
    this.core = core;
    this.#scenario = options.scenario;
    this.#tell = (event, fields) => this.#hand(event, fields);
    this.calls = new NativeCalls(this.#tell);
    this.rooms = new Rooms(core, this.#tell);
    this.#own = platform.createMediaStream();
    this.plays = new PlayedStreams<View>({
      core,
      machine,
      calls: this.calls,
      tell: this.#tell,
      changed: () => this.#changed(),
      hearsSEI: () => options.hearsSEI?.() === true,
      joined: () => this.#whenJoined(),
      now: () => platform.clock.now(),
      after: (ms, then) => platform.clock.after(ms, then),
    });
    this.sound = new SoundMonitor<View>({
      core,
      clock: platform.clock,
      machine,
      tell: this.#tell,
      audible: () => [...(this.#own.getAudioTracks().length > 0 ? [{ stream: this.#own }] : []), ...this.plays.all()],
    });
    core.tune({ roomRetryMs: NATIVE_RETRY_MS, streamRetryMs: NATIVE_RETRY_MS });
    core.listenToNetwork(true);
    forwardFacts(core.facts, this.#tell);
    core.facts.on('publisherStateChanged', (_streamID, state) => {
      if (state === 'NO_PUBLISH') this.#sweep();
    });
    core.facts.on('roomStateChanged', (_roomID, reason) => {
      this.#sweep(reason === 'LOGIN_FAILED' ? 'NOT_LOGGED_IN' : undefined);
      if (reason === 'LOGINED') for (const channel of this.#channels.values()) channel.joined();
    });
    core.facts.on('publishQualitySampled', (streamID, { audio, video }) => {
      const channel = [...this.#channels.values()].find((candidate) => candidate.streamID === streamID);
      if (channel) this.#sent(channel.index, { audio: audio.bitrate > 0, video: video.sentFps > 0 });
    });
    this.#unhint = platform.onNetworkHint((hint) => {
      if (hint === 'offline') this.#tell('networkModeChanged', { mode: networkMode.offline });
      if (hint === 'online') this.#tell('networkModeChanged', { mode: networkMode.unknown });
    });
  }

  /** A publish channel by its number, Main (0) where there is none. INPUT_PARAM for any other. */
  channel(number: unknown = 0): Channel<View> {
    const index = number ?? 0;
    if (!Number.isInteger(index) || (index as number) < 0 || (index as number) >= CHANNELS) {
      throw new RtcError('INPUT_PARAM', 'channel');
    }
    const known = this.#channels.get(index as number);
    if (known) return known;
    const { core, platform, machine } = this.#options;
    const channel = new Channel<View>(
      index as number,
      {
        core,
        machine,
        wishes: this.wishes,
        calls: this.calls,
        tell: this.#tell,
        createMediaStream: () => platform.createMediaStream(),
        main: (kind: Kind) => this.#channels.get(0)?.captured(kind),
        mainSettled: async () => (index === 0 ? undefined : this.#channels.get(0)?.settled()),
        changed: () => this.#changed(),
      },
      scenarioVideo(this.#scenario),
    );
    this.#channels.set(index as number, channel);
    return channel;
  }

  /** Publishes on a channel, into `config.roomID`. Throws for what can be seen at once; the rest comes as states. */
  publish(streamID: string, number: unknown, config?: unknown): void {
    const channel = this.channel(number);
    const { roomID } = optionsOf(config, 'config');
    const taken = [...this.#channels.values()].some((other) => other !== channel && other.streamID === streamID);
    channel.publish(streamID, { roomID: typeof roomID === 'string' ? roomID : undefined, taken });
  }

  /** What a channel captures now, as `spell` puts a picture in base64; 1003030 where there is none. */
  async publishSnapshot<T extends object>(number: unknown, spell: (picture: string) => T): Promise<T | { errorCode: number }> {
    const picture = await this.channel(number).snapshot();
    return picture === '' ? { errorCode: NO_PUBLISH_SNAPSHOT } : spell(picture);
  }

  /** What the view of a played stream shows now, as `spell` puts a picture in base64; 1004030 where there is none. */
  async playSnapshot<T extends object>(streamID: string, spell: (picture: string) => T): Promise<T | { errorCode: number }> {
    const picture = await this.plays.snapshot(streamID);
    return picture === '' ? { errorCode: NO_PLAY_SNAPSHOT } : spell(picture);
  }

  /** Leaves a room, or all. Publishing and playing in it end, and the previews where it was the last. */
  logout(roomID?: string): void {
    this.rooms.logout(roomID);
    this.#sweep();
    if (this.core.rooms.length > 0) return;
    for (const channel of this.#channels.values()) channel.stopPreview();
  }

  /** Presets what channels capture that have not been used yet. SCENARIO_LOCKED while in a room. */
  setScenario(scenario: unknown): void {
    const number = scenarioOf(scenario);
    if (this.core.room) throw new RtcError('SCENARIO_LOCKED');
    this.#scenario = number;
  }

  /** Changes what holds for every channel. */
  wish(change: Partial<CaptureWishes>): void {
    Object.assign(this.wishes, change);
    for (const channel of this.#channels.values()) channel.wishesChanged();
  }

  /** How the microphone is treated; it is opened anew where it is open. */
  treatMicrophone(change: Partial<MicrophoneWish>): void {
    this.wish({ microphone: { ...this.wishes.microphone, ...change } });
  }

  /** ZegoAudioCaptureStereoMode: not (0), always (1), as it suits (2), which is always. */
  captureStereo(mode: unknown): void {
    this.treatMicrophone({ stereo: numberUpTo(2, mode, 'mode') !== 0 });
  }

  /** The main channel's own sound to one's own ears. MODULE_NOT_IMPORTED where the machine cannot. */
  hearOneself(enable: boolean): void {
    const { machine } = this.#options;
    if (!machine.monitor) throw new RtcError('MODULE_NOT_IMPORTED', 'hearing oneself');
    if (enable) {
      this.#monitor ??= machine.monitor(this.#own, (error) => this.calls.failed('enableHeadphoneMonitor', 'device', error));
      return;
    }
    this.#monitor?.stop();
    this.#monitor = undefined;
  }

  /** To some users of a room, or to everybody else. */
  async sendCustomCommand(roomID: string, command: string, users: unknown): Promise<void> {
    await this.core.sendCustomCommand(roomID, command, userIDsOf(users));
  }

  /** JSON in, JSON out: what goes wrong on purpose, and the history. The answer is told as `recvExperimentalAPI` too. */
  async experiment(params: unknown): Promise<string> {
    let asked: unknown;
    try {
      asked = typeof params === 'string' ? JSON.parse(params) : params;
    } catch (error) {
      throw new RtcError('INPUT_PARAM', 'params is no JSON', { cause: error });
    }
    const content = JSON.stringify(await callExperimental(this.core, asked));
    this.#tell('recvExperimentalAPI', { content });
    return content;
  }

  /** Resolves when what was asked of the devices so far is done. */
  async settled(): Promise<void> {
    await Promise.all([...this.#channels.values()].map((channel) => channel.settled()));
  }

  /** Leaves, stops and releases everything. The last states are told, and nothing after them. */
  close(): void {
    if (this.#closed) return;
    this.sound.stop();
    this.#monitor?.stop();
    if (this.core.rooms.length > 0) this.core.logout();
    for (const channel of this.#channels.values()) channel.close();
    this.plays.close();
    this.#changed();
    this.#closed = true;
    this.#unhint();
    this.core.close();
  }

  /** An app's listener that fails disturbs nothing here: its error is seen where the host reports uncaught ones. */
  #hand: Tell = (event, fields) => {
    if (this.#closed) return;
    try {
      this.#options.tell(event, fields);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  };

  /** What the core has let go of, whoever ended it. */
  #sweep(failure?: 'NOT_LOGGED_IN'): void {
    const published = new Set(this.core.publishedStreams());
    for (const channel of this.#channels.values()) {
      const { streamID } = channel;
      if (streamID !== undefined && !published.has(streamID) && (channel.sending || !this.core.room)) channel.stopped(failure);
    }
    this.plays.sweep(failure);
  }

  /** Native apps publish and play right after `loginRoom`, which has no answer: what they ask for meanwhile waits. */
  #whenJoined(): Promise<void> {
    const { core } = this;
    if (core.rooms.some(({ state }) => state !== 'loggingIn')) return Promise.resolve();
    if (!core.room) return Promise.reject(new RtcError('NOT_LOGGED_IN'));
    return new Promise((resolve, reject) => {
      const unlisten = core.facts.on('roomStateChanged', (_roomID, reason) => {
        if (reason === 'LOGINING') return;
        unlisten();
        if (reason === 'LOGINED') resolve();
        else reject(new RtcError('NOT_LOGGED_IN'));
      });
    });
  }

  #sent(channel: number, kinds: { audio: boolean; video: boolean }): void {
    const first = (kind: Kind) => kinds[kind] && !this.#firstSent.has(`${kind} ${channel}`);
    if (first('audio')) this.#tell('publisherSendAudioFirstFrame', { channel });
    if (first('video')) this.#tell('publisherSendVideoFirstFrame', { channel });
    for (const kind of ['audio', 'video'] as const) if (kinds[kind]) this.#firstSent.add(`${kind} ${channel}`);
  }

  #changed(): void {
    const track = this.#channels.get(0)?.captured('audio');
    for (const old of this.#own.getAudioTracks()) if (old !== track) this.#own.removeTrack(old);
    if (track) this.#own.addTrack(track);
    for (const channel of this.#channels.values()) {
      channel.mainChanged();
      if (channel.streamID !== undefined) continue;
      for (const kind of ['audio', 'video'] as const) this.#firstSent.delete(`${kind} ${channel.index}`);
    }
    const running = this.plays.active || [...this.#channels.values()].some(({ active }) => active);
    if (running === this.#running) return;
    this.#running = running;
    this.#tell('engineStateUpdate', { state: running ? engineState.start : engineState.stop });
  }
}
