import { chooseSpeaker } from '@liuyun/browser/devices/chosenSpeakers';
import { Listeners } from '@liuyun/core/Listeners';
import { RtcError } from '@liuyun/protocol/errors';
import { percent } from '../audio/percent.ts';
import { flag } from '../engine/flag.ts';
import { refuse } from '../engine/notProvided.ts';
import { codeOf } from '../engine/ZegoError.ts';
import { playStats, publishStats } from '../quality/stats.ts';
import type {
  RangeAudioPlayStats,
  ZegoExpressRangeAudio,
  ZegoRangeAudioEvent,
  ZegoRangeAudioUserUpdateCheckConfig,
} from '../types/rangeAudio.ts';
import type { ZegoStreamView } from '../types/views.ts';
import { StreamView } from '../views/StreamView.ts';
import { circle, frequency, limit, teamID, userID, vector } from './arguments.ts';
import { hearThing, type Listener, modes, type Vector } from './hearing.ts';
import { Others } from './Others.ts';
import type { RangeAudioHome } from './RangeAudioHome.ts';
import { Things } from './Things.ts';
import { Voice } from './Voice.ts';

const eventNames: { [K in keyof ZegoRangeAudioEvent]: true } = {
  microphoneStateUpdate: true,
  publishQualityUpdate: true,
  playQualityUpdate: true,
  aiDenoiseError: true,
  audioSourceWithinRangeUpdate: true,
};

const DEFAULT_MS = 100;
const CHECK_MS = 1000;

/** The object behind `createRangeAudioInstance`. */
export class RangeAudio implements ZegoExpressRangeAudio {
  readonly #home: RangeAudioHome;
  readonly #events = new Listeners<ZegoRangeAudioEvent>(Object.keys(eventNames) as (keyof ZegoRangeAudioEvent)[]);
  readonly #voice: Voice;
  readonly #others: Others;
  readonly #things: Things;
  readonly #positions = new Map<string, Vector>();
  /** Who was in range at the last check, and where. */
  #inRange = new Map<string, Vector>();
  #listener: Listener = { team: '', listen: 0, pose: undefined, range: Number.POSITIVE_INFINITY };
  #speak: 0 | 1 | 2 = 0;
  #spatial = false;
  #speakerOn = false;
  #volume = 100;
  #master: { node: GainNode; release: () => void } | undefined;
  #frequency = DEFAULT_MS;
  #changed = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #checker: ReturnType<typeof setInterval> | undefined;

  constructor(home: RangeAudioHome) {
    this.#home = home;
    this.#voice = new Voice(home, { team: '', speak: 0 }, (state, failure, detail) =>
      this.#events.tell('microphoneStateUpdate', state, codeOf(failure), detail),
    );
    const out = () => this.#out();
    this.#others = new Others(home, { out, changed: () => this.#touch() });
    this.#things = new Things(home.pageAudio, out);
    const { facts } = home.core;
    facts.on('roomStateChanged', (roomID, reason) => {
      if (reason !== 'LOGOUT' && reason !== 'KICKOUT' && reason !== 'RECONNECT_FAILED') return;
      if (roomID === this.#voice.roomID) this.#voice.off();
      this.#others.forget(roomID);
      if (home.core.rooms.length === 0) this.#positions.clear();
    });
    facts.on('playedTrackReplaced', () => this.#touch());
    facts.on('publishQualitySampled', (streamID, quality) => {
      const user = home.core.room?.user.userID;
      if (streamID === this.#voice.streamID && user) {
        this.#events.tell('publishQualityUpdate', user, publishStats(quality).audio);
      }
    });
    facts.on('playQualitySampled', (streamID, quality) => {
      const user = this.#others.userOf(streamID);
      if (user === undefined) return;
      const { audio, peerToPeerDelay = 0, peerToPeerPacketLostRate = 0 } = playStats(quality);
      const stats: RangeAudioPlayStats = { ...audio, peerToPeerDelay, peerToPeerPacketLostRate };
      this.#events.tell('playQualityUpdate', user, stats);
    });
    this.#restartTimer();
  }

  /** No plain object: see `ZegoExpressEngine`. */
  get [Symbol.toStringTag](): string {
    return 'ZegoExpressRangeAudio';
  }

  on<K extends keyof ZegoRangeAudioEvent>(event: K, callBack: ZegoRangeAudioEvent[K]): boolean {
    return this.#home.calls.listening('ZegoExpressRangeAudio.on', () => this.#events.on(event, callBack));
  }

  off<K extends keyof ZegoRangeAudioEvent>(event: K, callBack?: ZegoRangeAudioEvent[K]): boolean {
    return this.#home.calls.listening('ZegoExpressRangeAudio.off', () => this.#events.off(event, callBack));
  }

  setRangeAudioMode(mode: number): void {
    this.#do('setRangeAudioMode', () => {
      const known = modes[mode];
      if (!known) throw new RtcError('INPUT_PARAM', 'mode');
      this.#setModes(known.speak, known.listen);
    });
  }

  setRangeAudioCustomMode(speakMode: number, listenMode: number): void {
    this.#do('setRangeAudioCustomMode', () => this.#setModes(circle(speakMode), circle(listenMode)));
  }

  setTeamID(team?: string): void {
    this.#do('setTeamID', () => {
      this.#listener = { ...this.#listener, team: teamID(team) };
      this.#announce();
    });
  }

  setAudioReceiveRange(range: number): void {
    this.#do('setAudioReceiveRange', () => {
      this.#listener = { ...this.#listener, range: limit(range) };
    });
  }

  updateSelfPosition(position: number[], axisForward: number[], axisRight: number[], axisUp: number[]): void {
    this.#do('updateSelfPosition', () => {
      const pose = {
        position: vector(position),
        forward: vector(axisForward),
        right: vector(axisRight),
        up: vector(axisUp),
      };
      this.#listener = { ...this.#listener, pose };
    });
  }

  updateAudioSource(user: string, position: number[]): void {
    this.#do('updateAudioSource', () => this.#positions.set(userID(user), vector(position)));
  }

  enableAudioSourceUpdateChecker(update: boolean, config?: ZegoRangeAudioUserUpdateCheckConfig): void {
    this.#do('enableAudioSourceUpdateChecker', () => {
      const on = flag(update, 'update');
      const ms = on ? frequency(config?.frequency ?? CHECK_MS) : 0;
      clearInterval(this.#checker);
      this.#inRange.clear();
      if (on) this.#checker = setInterval(() => this.#check(), ms);
    });
  }

  setPositionUpdateFrequency(ms: number): void {
    this.#do('setPositionUpdateFrequency', () => {
      this.#frequency = frequency(ms);
      this.#restartTimer();
    });
  }

  setRangeAudioVolume(volume: number): void {
    this.#do('setRangeAudioVolume', () => {
      this.#volume = percent(volume, 200);
      if (this.#master) this.#master.node.gain.value = this.#volume / 100;
    });
  }

  enableSpatializer(enable: boolean): void {
    this.#do('enableSpatializer', () => {
      this.#spatial = flag(enable, 'enable');
    });
  }

  enableMicrophone(enable: boolean): void {
    this.#do('enableMicrophone', () => {
      if (flag(enable, 'enable')) this.#voice.on();
      else this.#voice.off();
    });
  }

  enableSpeaker(enable: boolean): void {
    this.#do('enableSpeaker', () => {
      this.#speakerOn = flag(enable, 'enable');
      if (!this.#speakerOn) return this.#others.silence();
      this.#out();
    });
  }

  selectMicrophone(deviceID: string): Promise<boolean> {
    return this.#home.calls.promisedBoolean('ZegoExpressRangeAudio.selectMicrophone', async () => {
      if (typeof deviceID !== 'string' || deviceID === '') throw new RtcError('INPUT_PARAM', 'deviceID');
      await this.#voice.select(deviceID);
    });
  }

  selectSpeaker(deviceID: string): void {
    this.#home.calls.promise(
      'ZegoExpressRangeAudio.selectSpeaker',
      async () => {
        if (typeof deviceID !== 'string') throw new RtcError('INPUT_PARAM', 'deviceID');
        await chooseSpeaker(this.#home.pageAudio.context, deviceID);
      },
      'AUDIO_OUTPUT_FAILED',
    );
  }

  setStreamVocalRange(view: ZegoStreamView, range: number): void {
    this.#do('setStreamVocalRange', () => {
      const wanted = limit(range);
      this.#viewThing(view).range = wanted;
    });
  }

  updateStreamPosition(view: ZegoStreamView, position: number[]): void {
    this.#do('updateStreamPosition', () => {
      const at = vector(position);
      this.#viewThing(view).position = at;
    });
  }

  setCustomSourceVocalRange(media: HTMLMediaElement, range: number): void {
    this.#do('setCustomSourceVocalRange', () => {
      const wanted = limit(range);
      this.#elementThing(media).range = wanted;
    });
  }

  updateCustomSourcePosition(media: HTMLMediaElement, position: number[]): void {
    this.#do('updateCustomSourcePosition', () => {
      const at = vector(position);
      this.#elementThing(media).position = at;
    });
  }

  isAudioContextRunning(): boolean {
    return this.#home.pageAudio.running;
  }

  resumeAudioContext(): Promise<boolean> {
    return this.#home.calls.promise('ZegoExpressRangeAudio.resumeAudioContext', () => {
      this.#out();
      return this.#home.pageAudio.resume();
    });
  }

  enableAiDenoise(): boolean {
    return this.#boolean('enableAiDenoise', () => refuse('enableAiDenoise'));
  }

  setAiDenoiseMode(): boolean {
    return this.#boolean('setAiDenoiseMode', () => refuse('setAiDenoiseMode'));
  }

  setVoiceChangerPreset(): boolean {
    return this.#boolean('setVoiceChangerPreset', () => refuse('setVoiceChangerPreset'));
  }

  setVoiceChangerParam(): boolean {
    return this.#boolean('setVoiceChangerParam', () => refuse('setVoiceChangerParam'));
  }

  /** The engine is over. */
  close(): void {
    clearInterval(this.#timer);
    clearInterval(this.#checker);
    this.#voice.off();
    this.#others.forget();
    this.#things.close();
    this.#master?.node.disconnect();
    this.#master?.release();
    this.#events.clear();
  }

  #setModes(speak: 0 | 1 | 2, listen: 0 | 1 | 2): void {
    this.#speak = speak;
    this.#listener = { ...this.#listener, listen };
    this.#announce();
  }

  #announce(): void {
    this.#voice.announce({ team: this.#listener.team, speak: this.#speak });
  }

  /** Where everything meets on its way to the speakers. */
  #out(): AudioNode {
    if (!this.#master) {
      const { pageAudio } = this.#home;
      const node = pageAudio.context.createGain();
      node.gain.value = this.#volume / 100;
      node.connect(pageAudio.context.destination);
      this.#master = { node, release: pageAudio.lease() };
    }
    this.#home.pageAudio.whenRunning().catch(() => {});
    return this.#master.node;
  }

  #touch(): void {
    this.#changed = true;
  }

  #restartTimer(): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#apply(), this.#frequency);
  }

  /** Positions come as fast as the app likes and are applied in an interval. */
  #apply(): void {
    if (!this.#changed) return;
    this.#changed = false;
    this.#things.apply(this.#listener.pose, this.#spatial);
    if (this.#speakerOn) this.#others.apply(this.#listener, this.#positions, this.#spatial);
  }

  #check(): void {
    const { pose, range } = this.#listener;
    const now = new Map([...this.#positions].filter(([, at]) => hearThing(at, pose, { range, spatial: false }).volume > 0));
    const before = this.#inRange;
    this.#inRange = now;
    for (const [user, at] of now) {
      if (before.get(user) !== at) this.#events.tell('audioSourceWithinRangeUpdate', user, [...at]);
    }
  }

  #viewThing(view: ZegoStreamView): ReturnType<Things['stream']> {
    const stream = view instanceof StreamView ? view.media : undefined;
    if (!stream) throw new RtcError('INPUT_PARAM', 'not a view that plays a stream');
    view.setAudioMuted(true);
    return this.#things.stream(view, stream);
  }

  #elementThing(media: HTMLMediaElement): ReturnType<Things['element']> {
    if (typeof HTMLMediaElement === 'undefined' || !(media instanceof HTMLMediaElement)) {
      throw new RtcError('INPUT_PARAM', 'not a media element');
    }
    return this.#things.element(media);
  }

  /** Every change may change who is heard, and how. */
  #do(call: string, work: () => unknown): void {
    this.#home.calls.value(
      `ZegoExpressRangeAudio.${call}`,
      () => {
        work();
        this.#touch();
      },
      undefined,
    );
  }

  #boolean(call: string, work: () => unknown): boolean {
    return this.#home.calls.boolean(`ZegoExpressRangeAudio.${call}`, work);
  }
}
