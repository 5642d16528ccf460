import type { Cancel, Clock } from '@liuyun/kit';
import type { Kind, Track } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import type { types } from 'mediasoup-client';
import type { LocalTracks, PictureOptions, PublishOptions } from '../Engine.ts';
import type { Live } from '../keeping/Keeper.ts';
import { lowScale } from './codecs.ts';
import type { Wire } from './Wire.ts';

export const KINDS: readonly Kind[] = ['audio', 'video'];

/** What a published stream should be like now. */
export type Sendable = { tracks: LocalTracks; muted: { audio: boolean; video: boolean } };

/** A track on its way: what is sent, and whether the server knows it to be muted; undefined where that is not known. */
export type SentTrack = { producer: types.Producer; toldMuted: boolean | undefined };

/** The description of a track as the server wants it. */
export function describeTrack(producer: types.Producer, muted: boolean): Track {
  return { kind: producer.kind, rtpParameters: { ...producer.rtpParameters }, muted };
}

/** One stream on its way to the server: its producers, made to agree with what is wanted by `sync`. */
export class Sending implements Live {
  readonly #streamID: string;
  readonly #wire: Wire;
  readonly #tracks: Map<Kind, SentTrack>;
  readonly #produce: (track: MediaStreamTrack, codec?: PublishOptions['videoCodec']) => Promise<types.Producer>;
  /** The picture's, where it is not the one that the stream was to be published in. */
  #codec: PublishOptions['videoCodec'] | undefined;
  /** kbit/s: what the app wants of the picture at most, what players bear, and less than which is not worth sending. */
  #target: number | undefined;
  #bearable: number | undefined;
  #least: number;
  #played = { low: true, high: true };
  #cut = false;
  /** The app may have chosen that only its own network counts. */
  readonly #deaf: boolean;
  /** What the app wants to keep of the picture where bandwidth is short. */
  #degradation: PublishOptions['degradation'];
  readonly #lowVideo: PublishOptions['lowVideo'];
  #work: Promise<void> = Promise.resolve();
  readonly #clock: Clock;
  readonly #whenDropped: (() => void) | undefined;
  #keyFrameMs: number | undefined;
  #stopKeyFrames: Cancel | undefined;
  #dropped = false;
  #told = false;
  /** Of which it is not known whether the server still has one. */
  readonly #unsure = new Set<Kind>();

  constructor(options: {
    streamID: string;
    wire: Wire;
    tracks: Map<Kind, SentTrack>;
    produce(track: MediaStreamTrack, codec?: PublishOptions['videoCodec']): Promise<types.Producer>;
    clock: Clock;
    dropped?(): void;
    targets?: Pick<PublishOptions, 'videoBitrate' | 'leastVideoBitrate' | 'focus' | 'degradation' | 'keyFrameMs' | 'lowVideo'>;
  }) {
    this.#streamID = options.streamID;
    this.#wire = options.wire;
    this.#tracks = options.tracks;
    this.#produce = options.produce;
    this.#target = options.targets?.videoBitrate;
    this.#least = options.targets?.leastVideoBitrate ?? 0;
    this.#deaf = options.targets?.focus === 'local';
    this.#degradation = options.targets?.degradation;
    this.#lowVideo = options.targets?.lowVideo;
    this.#clock = options.clock;
    this.#whenDropped = options.dropped;
    this.#makeKeyFrames(options.targets?.keyFrameMs);
  }

  producer(kind: Kind): types.Producer | undefined {
    return this.#tracks.get(kind)?.producer;
  }

  /** As in MIME types: `VP8`; undefined without a picture. */
  get videoCodec(): string | undefined {
    return this.producer('video')
      ?.rtpParameters.codecs[0]?.mimeType.replace(/^video\//i, '')
      .toUpperCase();
  }

  /**
   * Sends the picture in this codec from now on; false where there is none, or it is already. Players get it as another track.
   * Where the answer is lost, `sync` has to follow.
   */
  changeCodec(codec: PublishOptions['videoCodec'], wanted: Sendable): Promise<boolean> {
    const work = this.#work.then(() => this.#changeCodec(codec, wanted));
    this.#work = work.then(
      () => undefined,
      () => undefined,
    );
    return work;
  }

  /** Adds, removes, replaces, mutes what differs from what is wanted; one call at a time, and safe to repeat. */
  sync(wanted: Sendable): Promise<void> {
    const work = this.#work.then(async () => {
      for (const kind of KINDS) if (!this.#dropped) await this.#syncKind(kind, wanted);
    });
    this.#work = work.catch(() => undefined);
    return work;
  }

  /** Sets the target of the video encoder, kbit/s. */
  async setVideoBitrate(kbps: number): Promise<void> {
    this.#target = kbps;
    await this.#fitted();
  }

  /** Another picture may want to be sent in another way. */
  async changePicture({ videoBitrate, leastVideoBitrate, degradation, keyFrameMs }: PictureOptions): Promise<void> {
    if (!this.#dropped) this.#makeKeyFrames(keyFrameMs);
    this.#target = videoBitrate;
    this.#least = leastVideoBitrate ?? 0;
    this.#degradation = degradation;
    await this.#fitted();
  }

  /** No more than this of the picture can be borne by those who play it, kbit/s; undefined is all of it. */
  async setBearable(kbps: number | undefined): Promise<void> {
    if (this.#deaf) return;
    this.#bearable = kbps;
    await this.#fitted();
  }

  /** Lets the encoder begin anew (RTCSetParameterOptions of WebRTC Extensions; other browsers pass over it). */
  async forceKeyFrame(): Promise<void> {
    await this.#encode(({ encodings }) => ({ encodingOptions: encodings.map(() => ({ keyFrame: true })) }));
  }

  /** Which of two pictures anybody plays: the others are not encoded. One in a single size is, if anybody plays it. */
  async setLayers(played: { low: boolean; high: boolean }): Promise<void> {
    this.#played = played;
    await this.#fitted();
  }

  /**
   * While there is no connection no picture is encoded: what was sent meanwhile would be asked for when there is one again, and
   * be sent before anything new. With the connection it begins anew, with a key frame, without being asked for one.
   */
  async setCut(cut: boolean): Promise<void> {
    if (cut === this.#cut) return;
    this.#cut = cut;
    // Whatever was wrong with the first attempt: a picture must not be left out for good.
    await this.#fitted().catch(() => this.#fitted().catch(() => undefined));
  }

  drop(tellServer: boolean): void {
    if (!this.#dropped) {
      this.#dropped = true;
      this.#whenDropped?.();
      this.#stopKeyFrames?.();
      for (const { producer } of this.#tracks.values()) producer.close();
    }
    if (!tellServer || this.#told) return;
    this.#told = true;
    this.#wire.owe('stopPublishing', this.#streamID);
  }

  #makeKeyFrames(everyMs: number | undefined): void {
    if (everyMs === this.#keyFrameMs) return;
    this.#keyFrameMs = everyMs;
    this.#stopKeyFrames?.();
    this.#stopKeyFrames =
      everyMs === undefined ? undefined : this.#clock.every(everyMs, () => void this.forceKeyFrame().catch(() => undefined));
  }

  /** What is said while there is no picture counts for the one that comes. */
  #fitted(): Promise<void> {
    return this.#encode((parameters) => this.#fit(parameters));
  }

  /** In turn with everything else: a sender refuses parameters that were read before the last change. */
  #encode(change: (parameters: RTCRtpSendParameters) => object | undefined): Promise<void> {
    const work = this.#work.then(async () => {
      const sender = this.producer('video')?.rtpSender;
      if (!sender || this.#dropped) return;
      const parameters = sender.getParameters();
      const options = change(parameters);
      await (options ? sender.setParameters(parameters, options) : sender.setParameters(parameters));
    });
    this.#work = work.catch(() => undefined);
    return work;
  }

  /**
   * What somebody plays is sent. A picture in one size is sent as big as it can be borne, and not at all where that is less
   * than is worth sending.
   */
  #fit(parameters: RTCRtpSendParameters): undefined {
    const { encodings } = parameters;
    const [smallest, biggest] = [encodings[0], encodings.at(-1)];
    if (!smallest || !biggest) return;
    const target = this.#target ?? Number.POSITIVE_INFINITY;
    const bearable = this.#bearable ?? Number.POSITIVE_INFINITY;
    const kbps = Math.min(target, Math.max(this.#least, bearable));
    if (Number.isFinite(kbps)) biggest.maxBitrate = Math.max(1, kbps) * 1000;
    else delete biggest.maxBitrate;
    const { low, high } = this.#played;
    if (smallest === biggest) {
      biggest.active = !this.#cut && (low || high) && bearable >= this.#least;
      if (this.#degradation) parameters.degradationPreference = this.#degradation;
      return;
    }
    smallest.active = !this.#cut && low;
    biggest.active = !this.#cut && high;
    const scale = this.#lowVideo && lowScale(this.#lowVideo, this.producer('video')?.track?.getSettings());
    if (scale !== undefined) smallest.scaleResolutionDownBy = scale;
    // Chromium holds the bitrate of a small picture that is sent alone against the size of the big one: it would show nothing for half
    // a second and then every other frame only, if it were allowed to make anything smaller or slower.
    const degradation = low && !high ? 'maintain-resolution' : this.#degradation;
    if (degradation) parameters.degradationPreference = degradation;
    else delete parameters.degradationPreference;
  }

  /** After what is under way: it may be called in the middle of it. */
  #refit(kind: Kind): void {
    if (kind === 'video') this.#fitted().catch(() => undefined);
  }

  async #syncKind(kind: Kind, wanted: Sendable): Promise<void> {
    const track = wanted.tracks[kind];
    const sent = this.#tracks.get(kind);
    // A browser refuses to begin with a track that has ended.
    if (track && (!sent || this.#unsure.has(kind))) {
      if (track.readyState === 'ended') return;
      // What is sent until then follows what is wanted, too.
      if (sent) await this.#setSource(sent.producer, wanted.muted[kind] ? null : track).catch(() => undefined);
      return this.#add(kind, track, wanted.muted[kind]);
    }
    if (!track && (sent || this.#unsure.has(kind))) return this.#remove(kind, sent);
    if (!track || !sent) return;
    const changed = await this.#setSource(sent.producer, wanted.muted[kind] ? null : track);
    if (changed && this.#lowVideo) this.#refit(kind);
    if (sent.toldMuted === wanted.muted[kind]) return;
    const muted = wanted.muted[kind];
    // Its answer may get lost.
    sent.toldMuted = undefined;
    await this.#wire.ask('muteTrack', { streamID: this.#streamID, kind, muted });
    sent.toldMuted = muted;
  }

  /** In the place of what is sent by now, if anything is. */
  async #add(kind: Kind, track: MediaStreamTrack, muted: boolean): Promise<void> {
    const former = this.#tracks.get(kind)?.producer;
    const producer = await this.#produce(track, this.#codec);
    try {
      if (muted) await this.#setSource(producer, null);
      await this.#wire.ask('changePublishing', {
        streamID: this.#streamID,
        add: [describeTrack(producer, muted)],
        remove: this.#unsure.has(kind) ? [kind] : [],
      });
    } catch (error) {
      producer.close();
      this.#unsure.add(kind);
      throw error;
    }
    this.#unsure.delete(kind);
    former?.close();
    if (this.#dropped) producer.close();
    else this.#tracks.set(kind, { producer, toldMuted: muted });
    // It does not know yet what is borne and played.
    this.#refit(kind);
  }

  async #changeCodec(codec: PublishOptions['videoCodec'], { tracks, muted }: Sendable): Promise<boolean> {
    const sent = this.#tracks.get('video');
    const track = tracks.video;
    if (!sent || !track || this.#dropped || this.videoCodec === codec) return false;
    // The change is owed already.
    if (this.#unsure.has('video') && this.#codec === codec) return false;
    const producer = await this.#produce(track, codec);
    try {
      if (muted.video) await this.#setSource(producer, null);
      const add = [describeTrack(producer, muted.video)];
      await this.#wire.ask('changePublishing', { streamID: this.#streamID, add, remove: ['video'] });
    } catch (error) {
      producer.close();
      if (!isLost(error)) throw error;
      // Either of the two may be what the server has: this one is sent until the next `sync` puts another in its place.
      this.#codec = codec;
      this.#unsure.add('video');
      return !this.#dropped;
    }
    this.#codec = codec;
    this.#unsure.delete('video');
    sent.producer.close();
    if (this.#dropped) producer.close();
    else this.#tracks.set('video', { producer, toldMuted: muted.video });
    this.#refit('video');
    return !this.#dropped;
  }

  async #remove(kind: Kind, sent: SentTrack | undefined): Promise<void> {
    sent?.producer.close();
    this.#tracks.delete(kind);
    this.#unsure.add(kind);
    try {
      await this.#wire.ask('changePublishing', { streamID: this.#streamID, add: [], remove: [kind] });
    } catch (error) {
      // Without a connection the server has not heard of it: the next `sync` says it again.
      if (RtcError.from(error).failure === 'SOCKET_CLOSED') throw error;
    }
    this.#unsure.delete(kind);
  }

  /** Whether it is another. A muted track sends nothing at all: not even black or silence. The track itself stays the app's. */
  async #setSource(producer: types.Producer, track: MediaStreamTrack | null): Promise<boolean> {
    if (producer.track === track) return false;
    try {
      await producer.replaceTrack({ track });
      return true;
    } catch (error) {
      if (!producer.closed) throw new RtcError('REPLACE_TRACK_FAILED', producer.kind, { cause: error });
      return false;
    }
  }
}

/** Whether the request may have been heard, and its answer lost. */
function isLost(error: unknown): boolean {
  const { failure } = RtcError.from(error);
  return failure === 'SOCKET_CLOSED' || failure === 'TIMEOUT';
}
