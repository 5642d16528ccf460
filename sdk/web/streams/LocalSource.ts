import { type Captured, release } from '@liuyun/browser/capture/Captured';
import { Facts } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';
import { AUDIO_BITRATE } from '../capture/presets.ts';
import { TrackFlow } from './TrackFlow.ts';

export type Kind = 'audio' | 'video';

/** How the picture of a source is to be sent; kbit/s. */
export type VideoSending = {
  bitrate: number;
  start: 'default' | 'target';
  minBitrate?: number;
  optimization: 'default' | 'motion' | 'detail';
  /** Seconds; undefined where the app has not asked for key frames. */
  keyFrameInterval?: number | undefined;
};

/** A second, small picture beside the big one; kbit/s. It is sent where `dual` is on. */
export type LowPicture = { width: number; height: number; frameRate: number; bitrate: number };

export type LocalSourceFacts = {
  /** The tracks of `stream` are others now. */
  sentTrackChanged: [kind: Kind, track: MediaStreamTrack | undefined];
  /** What is sent comes from something else now: whoever processes it has to take up the new track. */
  sentSourceChanged: [kind: Kind];
  capturedTrackChanged: [kind: Kind, track: MediaStreamTrack | undefined];
  /** A track ended without having been stopped: device unplugged, sharing ended by the user. */
  ended: [kind: Kind, captured: Captured];
  /** Nothing comes from what is sent any more, or something does again: `muted` says which. */
  flowChanged: [kind: Kind];
  destroyed: [];
};

/**
 * One local stream of either generation of the API. What is captured and what is sent are two sides: they differ only
 * while a 3.x stream is published and has captured something new that `updatePublishingStream` has not taken over yet.
 */
export class LocalSource {
  readonly facts = new Facts<LocalSourceFacts>();
  /** What is (to be) sent. One object for the life of the source, so previews need not be attached anew. */
  readonly stream = new MediaStream();
  readonly videoCapture = new MediaStream();
  readonly audioCapture = new MediaStream();

  sending: VideoSending = { bitrate: 800, start: 'default', optimization: 'default' };
  dual = false;
  low: LowPicture = { width: 320, height: 180, frameRate: 15, bitrate: 150 };
  audioBitrate = AUDIO_BITRATE;
  stereo = false;
  /** Cameras that were switched off themselves (`enableVideoCaptureDevice`): their tracks have ended but keep their place. */
  readonly #off = new WeakSet<Captured>();
  /** What is shown instead while the camera is switched off. */
  #standIn: { track: MediaStreamTrack; stop(): void } | undefined;

  readonly #captured: { [K in Kind]?: Captured } = {};
  readonly #sent: { [K in Kind]?: Captured } = {};
  /** Tracks that stand on the wire for what is sent: sound mixed into it, a picture made nicer. */
  readonly #processed: { [K in Kind]?: MediaStreamTrack } = {};
  /** Tracks of ours that an app replaced by its own; they run on, since the app may put them back. */
  #laidAside: Captured[] = [];
  readonly #muted = { audio: false, video: false };
  readonly #flow = new TrackFlow({
    changed: (track) => this.#flowChanged(track),
    ended: (track) => this.#ended(track),
  });
  /** Something else is mixed into the sound: it is worth sending also without the microphone. */
  #soundAdded = false;
  #keepPreview = false;
  #microphoneMuted = false;
  #destroyed = false;
  #turn: Promise<unknown> = Promise.resolve();

  /** Whether what is sent is a camera that was switched off. Whatever takes its place is not. */
  get cameraOff(): boolean {
    return this.#sent.video !== undefined && this.#off.has(this.#sent.video);
  }

  /** Lets go of the camera itself, on both sides. */
  switchOffCamera(): void {
    for (const camera of [this.#captured.video, this.#sent.video]) {
      if (camera?.origin !== 'camera') continue;
      this.#off.add(camera);
      camera.track.stop();
    }
  }

  captured(kind: Kind): Captured | undefined {
    return this.#captured[kind];
  }

  sent(kind: Kind): Captured | undefined {
    return this.#sent[kind];
  }

  /** The track on the wire: what is sent, or what has been made of it. */
  outgoing(kind: Kind): MediaStreamTrack | undefined {
    const sent = this.#sent[kind];
    if (sent && kind === 'video' && this.cameraOff && this.#standIn) return this.#standIn.track;
    return sent && (this.#processed[kind] ?? sent.track);
  }

  get standIn(): MediaStreamTrack | undefined {
    return this.#standIn?.track;
  }

  /** A picture for the time the camera is switched off. Bring the wire up to date after it. */
  setStandIn(standIn: { track: MediaStreamTrack; stop(): void } | undefined): void {
    if (this.#destroyed) {
      standIn?.stop();
      this.#refuseWhenDestroyed();
    }
    const former = this.#standIn;
    this.#standIn = standIn;
    former?.stop();
  }

  /** Lets a processed track stand for what is sent; without one, that goes out as it is again. Bring the wire up to date after it. */
  setProcessed(kind: Kind, track: MediaStreamTrack | undefined): void {
    const before = this.outgoing(kind);
    if (track) this.#processed[kind] = track;
    else delete this.#processed[kind];
    this.#showOutgoing(kind, before);
  }

  /** What is not to be sent, because the app does not want it to be or because nothing comes: players are told. */
  get muted(): { audio: boolean; video: boolean } {
    const { audio, video } = this.#sent;
    const silent = audio !== undefined && !this.#soundAdded && this.#flow.stopped(audio.track);
    const dark = this.cameraOff ? !this.#standIn : video !== undefined && this.#flow.stopped(video.track);
    return { audio: this.#muted.audio || silent, video: this.#muted.video || dark };
  }

  /** Whether anything is mixed into the sound. */
  setSoundAdded(added: boolean): void {
    if (this.#soundAdded === added) return;
    this.#soundAdded = added;
    const { audio } = this.#sent;
    if (audio && this.#flow.stopped(audio.track)) this.facts.tell('flowChanged', 'audio');
  }

  get destroyed(): boolean {
    return this.#destroyed;
  }

  /** Runs changes of this source one after the other, so that two quick device switches cannot cross. */
  inTurn<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(() => {
      this.#refuseWhenDestroyed();
      return change();
    });
    this.#turn = result.catch(() => {});
    return result;
  }

  /** Takes a new track on the captured side. The former one is released unless it is being sent. */
  setCaptured(kind: Kind, captured: Captured | undefined): void {
    if (this.#destroyed) {
      release(captured);
      throw new RtcError('LOCAL_STREAM_WRONG', 'the stream was destroyed');
    }
    const former = this.#captured[kind];
    if (captured) this.#captured[kind] = captured;
    else delete this.#captured[kind];
    this.#follow();
    replaceIn(kind === 'video' ? this.videoCapture : this.audioCapture, kind, captured?.track);
    if (former && former !== captured && former !== this.#sent[kind]) release(former);
    this.applyMutes();
    this.facts.tell('capturedTrackChanged', kind, captured?.track);
  }

  /** Sends what is captured now; the formerly sent track is handed back, to be released when the wire has let go of it. */
  takeOver(kind: Kind): Captured | undefined {
    const former = this.#sent[kind];
    const next = this.#captured[kind];
    if (former === next) return undefined;
    this.#setSent(kind, next);
    return former;
  }

  /** Sends nothing of this kind, whatever is captured; what was sent is handed back as by `takeOver`. */
  withhold(kind: Kind): Captured | undefined {
    const former = this.#sent[kind];
    this.#setSent(kind, undefined);
    return former;
  }

  /**
   * Goes back to a track that `takeOver` or `withhold` handed back, because the wire did not take the new one. A source that was
   * destroyed lets go of it.
   */
  restore(kind: Kind, former: Captured | undefined): void {
    if (this.#destroyed) {
      release(former);
      return;
    }
    const failed = this.#sent[kind];
    this.#setSent(kind, former);
    if (this.#captured[kind] === failed) this.setCaptured(kind, former);
    if (failed && failed !== former) release(failed);
  }

  /** An app's own track in place of ours (2.x `replaceTrack`, `addTrack`). Ours is kept. */
  substitute(kind: Kind, track: MediaStreamTrack): void {
    const former = this.#sent[kind];
    if (former?.owned) this.#laidAside.push(former);
    const known = this.#laidAside.find((captured) => captured.track === track);
    this.#laidAside = this.#laidAside.filter((captured) => captured !== known);
    const next: Captured = known ?? { track, origin: 'custom', owned: false };
    this.#captured[kind] = next;
    replaceIn(kind === 'video' ? this.videoCapture : this.audioCapture, kind, track);
    this.#setSent(kind, next);
  }

  /** Takes a kind out of the source without stopping it (2.x `removeTrack`). */
  layAside(kind: Kind): void {
    const former = this.#sent[kind];
    if (former?.owned) this.#laidAside.push(former);
    delete this.#captured[kind];
    replaceIn(kind === 'video' ? this.videoCapture : this.audioCapture, kind, undefined);
    this.#setSent(kind, undefined);
  }

  setMuted(kind: Kind, muted: boolean, keepPreview = false): void {
    this.#muted[kind] = muted;
    if (kind === 'video') this.#keepPreview = keepPreview;
    this.applyMutes();
  }

  setMicrophoneMuted(muted: boolean): void {
    this.#microphoneMuted = muted;
    this.applyMutes();
  }

  /** Puts the wishes of the mute calls onto the tracks; the sending side is the engine's business. */
  applyMutes(): void {
    for (const side of [this.#captured, this.#sent]) {
      if (side.video) side.video.track.enabled = !this.#muted.video || this.#keepPreview;
      if (side.audio) side.audio.track.enabled = !(this.#microphoneMuted && side.audio.origin === 'microphone');
    }
  }

  /** Stops what the SDK opened. */
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#flow.follow([]);
    this.#standIn?.stop();
    for (const captured of new Set([...Object.values(this.#captured), ...Object.values(this.#sent), ...this.#laidAside])) {
      release(captured);
    }
    this.#laidAside = [];
    this.facts.tell('destroyed');
    this.facts.clear();
  }

  #setSent(kind: Kind, next: Captured | undefined): void {
    const before = this.outgoing(kind);
    if (next) this.#sent[kind] = next;
    else delete this.#sent[kind];
    this.#follow();
    this.applyMutes();
    this.facts.tell('sentSourceChanged', kind);
    this.#showOutgoing(kind, before);
  }

  #showOutgoing(kind: Kind, before: MediaStreamTrack | undefined): void {
    const track = this.outgoing(kind);
    if (track === before) return;
    replaceIn(this.stream, kind, track);
    this.facts.tell('sentTrackChanged', kind, track);
  }

  /** Every track of which anything may be told, now or when it is put back. */
  #follow(): void {
    if (this.#destroyed) return;
    const held = [...Object.values(this.#captured), ...Object.values(this.#sent), ...this.#laidAside];
    this.#flow.follow(held.map((captured) => ({ track: captured.track, device: isDevice(captured) })));
  }

  #flowChanged(track: MediaStreamTrack): void {
    for (const kind of ['audio', 'video'] as const) if (this.#sent[kind]?.track === track) this.facts.tell('flowChanged', kind);
  }

  #ended(track: MediaStreamTrack): void {
    for (const kind of ['audio', 'video'] as const) {
      const captured = [this.#sent[kind], this.#captured[kind]].find((held) => held?.track === track);
      if (captured) this.facts.tell('ended', kind, captured);
    }
  }

  #refuseWhenDestroyed(): void {
    if (this.#destroyed) throw new RtcError('LOCAL_STREAM_WRONG', 'the stream was destroyed');
  }
}

const isDevice = ({ origin }: Captured): boolean => origin === 'camera' || origin === 'microphone';

/** Leaves exactly this track of the kind in the stream. */
function replaceIn(stream: MediaStream, kind: Kind, track: MediaStreamTrack | undefined): void {
  for (const old of kind === 'video' ? stream.getVideoTracks() : stream.getAudioTracks()) {
    if (old !== track) stream.removeTrack(old);
  }
  if (track) stream.addTrack(track);
}
