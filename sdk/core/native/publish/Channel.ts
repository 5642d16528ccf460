import type { Kind } from '@liuyun/protocol';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import { faultOfExtraInfo, faultOfStreamID } from '@liuyun/protocol/ids';
import type { LocalTracks } from '../../Engine.ts';
import type { TrafficWish } from '../../publish/bandwidth.ts';
import { type AudioConfig, audioPreset, DEFAULT_AUDIO_PRESET, type VideoConfig } from '../configs.ts';
import { nativeCode } from '../failures.ts';
import type { PictureShape } from '../Machine.ts';
import { Capture, type ChannelSource } from './Capture.ts';
import type { ChannelHome } from './ChannelHome.ts';
import type { CameraChoice } from './deviceSources.ts';
import { Outgoing } from './Outgoing.ts';
import { Preview } from './Preview.ts';
import { publishOptions } from './publishOptions.ts';

const KINDS = ['audio', 'video'] as const;

/** One publish channel: what it captures, shows and sends, kept as the app wants it. */
export class Channel<View> {
  readonly index: number;
  readonly #home: ChannelHome<View>;
  readonly #capture: Capture<View>;
  readonly #preview: Preview<View>;
  readonly #muted = { audio: false, video: false };
  #config: VideoConfig;
  #audioConfig: AudioConfig = audioPreset(DEFAULT_AUDIO_PRESET);
  readonly #traffic: TrafficWish = {};
  #previewing = false;
  readonly #outgoing: Outgoing<View>;
  #wanted: { streamID: string; roomID?: string } | undefined;
  #onWire: LocalTracks | undefined;
  #turn: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(index: number, home: ChannelHome<View>, config: VideoConfig) {
    this.index = index;
    this.#home = home;
    this.#config = config;
    this.#preview = new Preview(index, home);
    this.#outgoing = new Outgoing(home.machine);
    this.#capture = new Capture(index, {
      ...home,
      active: () => !this.#closed && this.active,
      videoConfig: () => this.#config,
      stereo: () => this.#audioConfig.channel === 2,
    });
  }

  /** The stream that the app wants published here. */
  get streamID(): string | undefined {
    return this.#wanted?.streamID;
  }

  /** It has been handed to the core. */
  get sending(): boolean {
    return this.#onWire !== undefined;
  }

  get active(): boolean {
    return this.#previewing || this.#wanted !== undefined;
  }

  get videoConfig(): VideoConfig {
    return { ...this.#config };
  }

  get audioConfig(): AudioConfig {
    return { ...this.#audioConfig };
  }

  /** What is captured, before volume and mutes. */
  captured(kind: Kind): MediaStreamTrack | undefined {
    return this.#capture.track(kind);
  }

  // --- what the app does

  /** Captures, and shows it where there is a view. */
  startPreview(view: View | undefined): void {
    this.#previewing = true;
    this.#preview.show(view);
    this.#asked();
  }

  stopPreview(): void {
    this.#previewing = false;
    this.#preview.stop();
    this.#asked();
  }

  /** Throws for what can be seen at once, and tells it as a state too; the rest comes as states. */
  publish(streamID: string, { roomID, taken }: { roomID?: string | undefined; taken: boolean }): void {
    const fault =
      this.#home.core.room === undefined
        ? 'NOT_LOGGED_IN'
        : (faultOfStreamID(streamID) ??
          (this.#wanted || taken
            ? 'PUBLISH_REPEATED'
            : this.#home.core.multiRoom && !roomID
              ? 'PUBLISH_ROOM_MISSING'
              : undefined));
    if (fault) {
      if (this.streamID !== streamID) this.#ended(streamID, nativeCode(fault, 'publish'));
      throw new RtcError(fault);
    }
    this.#wanted = { streamID, ...(roomID ? { roomID } : {}) };
    this.#asked();
  }

  unpublish(): void {
    const wanted = this.#wanted;
    if (!wanted) return;
    this.#wanted = undefined;
    const sent = this.#onWire !== undefined;
    this.#onWire = undefined;
    if (sent) this.#home.core.unpublish(wanted.streamID);
    else this.#ended(wanted.streamID, 0);
    this.#asked();
  }

  /** The core sends it no more, whoever ended it. */
  stopped(failure?: ErrorName): void {
    // It had not begun, and the room that it waited for is not there.
    if (this.#wanted && !this.#onWire) this.#ended(this.#wanted.streamID, nativeCode(failure, 'publish'));
    this.#wanted = undefined;
    this.#onWire = undefined;
    this.#asked();
  }

  enableCamera(enable: boolean): void {
    this.#capture.enableCamera(enable);
    this.#asked();
  }

  useCamera(change: Partial<CameraChoice>): void {
    this.#capture.useCamera(change);
    this.#asked();
  }

  setSource(kind: Kind, source: ChannelSource): void {
    this.#capture.setSource(kind, source);
    this.#asked();
  }

  setMirror(mode: unknown): void {
    this.#preview.setMirror(mode);
    this.#settle();
  }

  mute(kind: Kind, muted: boolean): void {
    this.#muted[kind] = muted;
    this.#applyMutes();
  }

  setVideoConfig(config: VideoConfig): void {
    this.#config = config;
    this.#capture.reshape();
    this.#settle();
    if (this.#wanted && this.#onWire) {
      this.#home.core.setPublishedBitrate(this.#wanted.streamID, config.bitrate).catch(() => undefined);
    }
  }

  setAudioConfig(config: AudioConfig): void {
    this.#audioConfig = config;
    this.#asked();
  }

  /** For streams that are published from now on. */
  setTraffic(change: TrafficWish): void {
    Object.assign(this.#traffic, change);
  }

  async setExtraInfo(extraInfo: string): Promise<void> {
    const fault = faultOfExtraInfo(extraInfo);
    if (fault) throw new RtcError(fault);
    if (!this.#wanted) throw new RtcError('PUBLISH_STREAM_NOT_FOUND');
    await this.#home.core.setStreamExtraInfo(this.#wanted.streamID, extraInfo);
  }

  sendSEI(data: unknown): void {
    const { sei } = this.#home.machine;
    if (!sei) throw new RtcError('MODULE_NOT_IMPORTED', 'data inside the picture');
    if (!this.#wanted) throw new RtcError('PUBLISH_STREAM_NOT_FOUND');
    sei.send(this.#wanted.streamID, data);
  }

  /** '' where nothing is captured, and on machines that see only what is previewed where nothing is. */
  async snapshot(): Promise<string> {
    const seen = await this.#preview.snapshot();
    const track = this.captured('video');
    return seen === '' && track ? ((await this.#home.machine.still?.(track)) ?? '') : seen;
  }

  /** There is a room now: what waited for it begins. */
  joined(): void {
    if (this.#wanted) this.#settle();
  }

  /** The main channel captures something else: what sends the same follows. */
  mainChanged(): void {
    if (this.active && this.#capture.lagsBehindMain()) this.#settle();
  }

  /** What concerns all channels has changed. */
  wishesChanged(): void {
    this.#outgoing.setVolume(this.#home.wishes.captureVolume);
    this.#applyMutes();
    this.#asked();
  }

  /** Resolves when all that has been asked for is done. */
  settled(): Promise<void> {
    return this.#turn;
  }

  close(): void {
    this.#closed = true;
    this.#preview.stop();
    this.#previewing = false;
    this.#wanted = undefined;
    this.#onWire = undefined;
    for (const kind of KINDS) this.#outgoing.release(kind);
    this.#capture.close();
    this.#settle();
  }

  // --- how it comes about

  #asked(): void {
    this.#capture.forgive();
    this.#settle();
    this.#home.changed();
  }

  /** One after the other, so that two quick changes cannot cross. */
  #settle(): void {
    this.#turn = this.#turn
      .then(() => this.#bring())
      .catch((error: unknown) => {
        this.#home.calls.failed('startPublishingStream', 'publish', error);
      });
  }

  async #bring(): Promise<void> {
    const { audio, video } = await this.#capture.settle();
    if (video) this.#preview.setPicture(this.captured('video'));
    if (video) this.#outgoing.release('video');
    if (audio) this.#outgoing.release('audio');
    this.#applyMutes();
    await this.#bringWire();
    if (audio || video) this.#home.changed();
  }

  /** What is to be sent of what is captured. */
  #sent(kind: Kind): MediaStreamTrack | undefined {
    return this.#outgoing.of(kind, this.captured(kind), { volume: this.#home.wishes.captureVolume, shape: this.#shape() });
  }

  /** A camera's picture is sent in the size that is to be encoded; what is shared stays as sharp as it is. */
  #shape(): PictureShape | undefined {
    const { captureWidth, captureHeight, encodeWidth, encodeHeight } = this.#config;
    const mirror = this.#preview.mirrorsOthers;
    const other = encodeWidth !== captureWidth || encodeHeight !== captureHeight;
    if (this.#capture.comesFrom('video') === 'device' && other) return { mirror, width: encodeWidth, height: encodeHeight };
    return mirror ? { mirror, width: 0, height: 0 } : undefined;
  }

  /** What is not sent although it is wanted, or not there. */
  #silent(kind: Kind): boolean {
    return this.#muted[kind] || !this.captured(kind);
  }

  /** The microphone goes on, and is silent: others see no change. */
  #applyMutes(): void {
    const microphone = this.captured('audio');
    const { wishes, machine } = this.#home;
    // A machine that cannot amplify can still be silent.
    const silent = wishes.microphoneMuted || (wishes.captureVolume === 0 && !machine.amplify);
    if (microphone && this.#capture.comesFrom('audio') === 'device') microphone.enabled = !silent;
    if (!this.#wanted || !this.#onWire) return;
    for (const kind of KINDS) {
      if (this.#onWire[kind]) this.#home.core.mutePublished(this.#wanted.streamID, kind, this.#silent(kind));
    }
  }

  async #bringWire(): Promise<void> {
    const wanted = this.#wanted;
    if (!wanted || !this.#home.core.rooms.some(({ state }) => state !== 'loggingIn')) return;
    const audio = this.#sent('audio');
    const video = this.#sent('video');
    if (!audio && !video && KINDS.some((kind) => this.#capture.comesFrom(kind) === 'pending')) return;
    if (!this.#onWire) return this.#publish(wanted, { ...(audio ? { audio } : {}), ...(video ? { video } : {}) });
    for (const [kind, track] of [['audio', audio] as const, ['video', video] as const]) {
      if (!track || track === this.#onWire?.[kind]) continue;
      await this.#home.core.changePublishedTracks(wanted.streamID, { [kind]: track });
      if (this.#onWire) this.#onWire[kind] = track;
    }
    this.#applyMutes();
  }

  #publish(wanted: { streamID: string; roomID?: string }, tracks: LocalTracks): void {
    const { core, calls } = this.#home;
    try {
      const options = publishOptions(this.#home.machine, wanted, {
        video: this.#config,
        audio: this.#audioConfig,
        traffic: this.#traffic,
        muted: { audio: this.#muted.audio, video: this.#muted.video },
        screen: typeof this.#capture.comesFrom('video') === 'object',
      });
      this.#onWire = tracks;
      core.publish(wanted.streamID, tracks, options);
    } catch (error) {
      this.#wanted = undefined;
      this.#onWire = undefined;
      this.#ended(wanted.streamID, calls.failed('startPublishingStream', 'publish', error).errorCode);
      this.#asked();
    }
  }

  #ended(streamID: string, errorCode: number): void {
    this.#home.tell('publisherStateUpdate', { streamID: String(streamID), state: 0, errorCode, extendedData: '' });
  }
}
