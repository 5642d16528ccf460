import type { Kind } from '@liuyun/protocol';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import { faultOfExtraInfo, faultOfStreamID } from '@liuyun/protocol/ids';
import type { LocalTracks } from '../../Engine.ts';
import type { TrafficWish } from '../../publish/bandwidth.ts';
import { type AudioConfig, audioPreset, DEFAULT_AUDIO_PRESET, type VideoConfig } from '../configs.ts';
import { nativeCode } from '../failures.ts';
import type { Opened } from '../Machine.ts';
import { deviceType } from '../numbers.ts';
import type { ChannelHome } from './ChannelHome.ts';
import { deviceExceptionOf } from './deviceExceptionOf.ts';
import { type CameraChoice, cameraSource, microphoneSource } from './deviceSources.ts';
import { Outgoing } from './Outgoing.ts';
import { Preview } from './Preview.ts';
import { publishOptions } from './publishOptions.ts';
import { Slot, type Source } from './Slot.ts';

/** Where a channel's picture or sound comes from: a device of the machine, the main channel, something opened by the façade, or that later. */
export type ChannelSource = 'device' | 'main' | 'none' | 'pending' | Source;

/** One publish channel: what it captures, shows and sends, kept as the app wants it. */
export class Channel<View> {
  readonly index: number;
  readonly #home: ChannelHome<View>;
  readonly #slots: { readonly [K in Kind]: Slot };
  readonly #preview: Preview<View>;
  readonly #sources: { [K in Kind]: ChannelSource };
  readonly #muted = { audio: false, video: false };
  #cameraOn = true;
  readonly #camera: CameraChoice = { front: true };
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
    const source: ChannelSource = index === 0 ? 'device' : 'none';
    this.#sources = { audio: source, video: source };
    this.#preview = new Preview(index, home);
    this.#outgoing = new Outgoing(home.machine);
    this.#slots = {
      video: new Slot(
        () => this.#source('video'),
        (error) => this.#captureFailed('video', error),
      ),
      audio: new Slot(
        () => this.#source('audio'),
        (error) => this.#captureFailed('audio', error),
      ),
    };
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
    return this.#slots[kind].opened?.track;
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
    this.#cameraOn = enable;
    this.#asked();
  }

  useCamera(change: Partial<CameraChoice>): void {
    Object.assign(this.#camera, change);
    this.#asked();
  }

  setSource(kind: Kind, source: ChannelSource): void {
    this.#sources[kind] = source;
    this.#asked();
  }

  setMirror(mode: unknown): void {
    this.#preview.setMirror(mode);
  }

  mute(kind: Kind, muted: boolean): void {
    this.#muted[kind] = muted;
    this.#applyMutes();
  }

  setVideoConfig(config: VideoConfig): void {
    this.#config = config;
    const { captureWidth: width, captureHeight: height, fps: frameRate, bitrate } = config;
    this.#slots.video.opened?.reshape?.({ width, height, frameRate }).catch(() => undefined);
    if (this.#wanted && this.#onWire) {
      this.#home.core.setPublishedBitrate(this.#wanted.streamID, bitrate).catch(() => undefined);
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

  /** '' where nothing is previewed. */
  snapshot(): Promise<string> {
    return this.#preview.snapshot();
  }

  /** There is a room now: what waited for it begins. */
  joined(): void {
    if (this.#wanted) this.#settle();
  }

  /** The main channel captures something else: what sends the same follows. */
  mainChanged(): void {
    if (!this.active) return;
    const { main } = this.#home;
    const copies = (['audio', 'video'] as const).filter((kind) => this.#sources[kind] === 'main');
    if (copies.some((kind) => this.captured(kind) !== main(kind))) this.#settle();
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
    this.#outgoing.release('audio');
    for (const slot of Object.values(this.#slots)) slot.close();
    this.#settle();
  }

  // --- how it comes about

  #asked(): void {
    for (const slot of Object.values(this.#slots)) slot.forgive();
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
    if (Object.values(this.#sources).includes('main')) await this.#home.mainSettled();
    const [picture, sound] = await Promise.all([this.#slots.video.settle(), this.#slots.audio.settle()]);
    if (picture) this.#pictureChanged();
    if (sound) this.#soundChanged();
    this.#applyMutes();
    await this.#bringWire();
    if (picture || sound) this.#home.changed();
  }

  #source(kind: Kind): Source | undefined {
    if (this.#closed || !this.active) return undefined;
    const source = this.#sources[kind];
    if (source === 'none' || source === 'pending') return undefined;
    if (source === 'main') return this.#ofMain(kind);
    if (source !== 'device') return source;
    const { machine, wishes } = this.#home;
    if (kind === 'video') return this.#cameraOn ? cameraSource(machine, { ...this.#camera }, () => this.#config) : undefined;
    return wishes.audioDevice ? microphoneSource(machine, wishes, this.#audioConfig.channel === 2) : undefined;
  }

  /** The very track: it is not ours to stop, and phones cannot make copies. */
  #ofMain(kind: Kind): Source | undefined {
    const track = this.#home.main(kind);
    return track && { key: `main ${track.id}`, open: async () => ({ track, stop: () => undefined }) };
  }

  #pictureChanged(): void {
    const track = this.captured('video');
    this.#preview.setPicture(track);
    if (!track) return;
    this.#watchEnd('video', track);
    this.#home.tell('publisherCapturedVideoFirstFrame', { channel: this.index });
  }

  #soundChanged(): void {
    this.#outgoing.release('audio');
    const track = this.captured('audio');
    if (!track) return;
    this.#watchEnd('audio', track);
    this.#home.tell('publisherCapturedAudioFirstFrame', {});
  }

  /** A device that vanishes, sharing that the user ends. */
  #watchEnd(kind: Kind, track: MediaStreamTrack): void {
    track.addEventListener?.('ended', () => {
      if (this.captured(kind) === track && this.#sources[kind] === 'device')
        this.#captureFailed(kind, new RtcError('DEVICE_UNPLUGGED', track.label));
    });
  }

  #captureFailed(kind: Kind, error: unknown): void {
    const { extendedData } = this.#home.calls.failed(
      kind === 'video' ? 'enableCamera' : 'enableAudioCaptureDevice',
      'device',
      error,
    );
    this.#home.tell('localDeviceExceptionOccurred', {
      exceptionType: deviceExceptionOf(error),
      deviceType: kind === 'video' ? deviceType.camera : deviceType.microphone,
      deviceID: (kind === 'video' ? this.#camera.deviceID : this.#home.wishes.microphone.deviceID) ?? extendedData,
    });
  }

  /** What is to be sent of what is captured. */
  #sent(kind: Kind): MediaStreamTrack | undefined {
    return this.#outgoing.of(kind, this.captured(kind), { volume: this.#home.wishes.captureVolume });
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
    if (microphone && this.#sources.audio === 'device') microphone.enabled = !silent;
    if (!this.#wanted || !this.#onWire) return;
    for (const kind of ['audio', 'video'] as const) {
      if (this.#onWire[kind]) this.#home.core.mutePublished(this.#wanted.streamID, kind, this.#silent(kind));
    }
  }

  async #bringWire(): Promise<void> {
    const wanted = this.#wanted;
    if (!wanted || !this.#home.core.rooms.some(({ state }) => state !== 'loggingIn')) return;
    const audio = this.#sent('audio');
    const video = this.#sent('video');
    if (!audio && !video && Object.values(this.#sources).includes('pending')) return;
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
        screen: typeof this.#sources.video === 'object',
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
