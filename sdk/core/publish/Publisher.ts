import type { Clock, RandomSource } from '@liuyun/kit';
import type { Kind } from '@liuyun/protocol';
import { type ErrorName, errorTable, RtcError } from '@liuyun/protocol/errors';
import { AWAY_MS } from '@liuyun/protocol/limits';
import type { LocalTracks, PictureOptions, PublishOptions } from '../Engine.ts';
import type { PublisherState } from '../EngineFacts.ts';
import { Keeper, type KeeperState } from '../keeping/Keeper.ts';
import type { MediaLink } from '../media/MediaLink.ts';
import type { Sending } from '../media/Sending.ts';

/** What the app wants sent; changed in place, and the stream on its way is made to follow. */
export type WantedStream = {
  tracks: LocalTracks;
  muted: { audio: boolean; video: boolean };
  options: PublishOptions;
};

export type PublisherOptions = {
  streamID: string;
  clock: Clock;
  random: RandomSource;
  windowMs(): number;
  stateChanged(state: PublisherState, failure: ErrorName | undefined, detail: string): void;
  /** The tracks that are sent are others now. */
  attached(): void;
  codecChanged(from: string, to: string): void;
  idle(): void;
};

const publicState: { readonly [S in KeeperState]: PublisherState } = {
  none: 'NO_PUBLISH',
  requesting: 'PUBLISH_REQUESTING',
  live: 'PUBLISHING',
};

/** Keeps one stream published while the app wants it. */
export class Publisher {
  readonly streamID: string;
  readonly #attached: () => void;
  readonly #keeper: Keeper<WantedStream, MediaLink, Sending>;
  readonly #codecChanged: PublisherOptions['codecChanged'];
  /** As the server said of the present sending; it may say so before the answer to the request is here. */
  #layersWanted: { low: boolean; high: boolean } | undefined;
  #bearable: number | undefined;

  constructor(options: PublisherOptions, media: MediaLink | undefined) {
    const { streamID, clock, random, windowMs, idle } = options;
    this.streamID = streamID;
    this.#attached = options.attached;
    this.#codecChanged = options.codecChanged;
    this.#keeper = new Keeper(
      {
        clock,
        random,
        windowMs,
        gaveUp: 'PUBLISH_RETRY_TIMEOUT',
        open: (link, wanted) => this.#open(link, wanted),
        takesOver: (link) => link.takesOver,
        isFinal,
        pause: () => 0,
        stateChanged: (state, failure, detail) => options.stateChanged(publicState[state], failure, detail),
        idle,
      },
      media,
    );
  }

  get state(): PublisherState {
    return publicState[this.#keeper.state];
  }

  get wanted(): WantedStream | undefined {
    return this.#keeper.wanted;
  }

  /** The stream on its way, for statistics. */
  get sending(): Sending | undefined {
    return this.#keeper.live;
  }

  /** Whether the server still has it from before and it is on its way to another connection. */
  get takingOver(): boolean {
    return this.#keeper.takingOver;
  }

  publish(tracks: LocalTracks, options: PublishOptions): void {
    if (this.wanted) throw new RtcError('PUBLISH_REPEATED', this.streamID);
    const muted = { audio: options.muted?.audio === true, video: options.muted?.video === true };
    this.#keeper.want({ tracks: { ...tracks }, muted, options: { ...options } });
  }

  /** On request without a failure; with one, when the room is gone. */
  stop(failure?: ErrorName, detail?: string): void {
    this.#keeper.unwant(failure, detail);
  }

  async changeTracks(change: { audio?: MediaStreamTrack | null; video?: MediaStreamTrack | null }): Promise<void> {
    const wanted = this.#mustBeWanted();
    const tracks = { ...wanted.tracks };
    for (const kind of ['audio', 'video'] as const) {
      const track = change[kind];
      if (track === null) delete tracks[kind];
      else if (track) tracks[kind] = track;
    }
    if (!tracks.audio && !tracks.video) throw new RtcError('PUBLISH_PARAM', 'a stream needs at least one track');
    const before = wanted.tracks;
    wanted.tracks = tracks;
    try {
      await this.sending?.sync(wanted);
      this.#attached();
    } catch (error) {
      const failed = RtcError.from(error, 'REPLACE_TRACK_FAILED');
      // The connection broke meanwhile: the wish stands and is fulfilled when it is back.
      if (failed.failure === 'SOCKET_CLOSED') return;
      wanted.tracks = before;
      throw failed;
    }
  }

  mute(kind: Kind, muted: boolean): void {
    const wanted = this.#mustBeWanted();
    wanted.muted[kind] = muted;
    // What the server could not be told now it is told at the next `resynced`.
    this.sending?.sync(wanted).catch(() => undefined);
  }

  async setVideoBitrate(kbps: number): Promise<void> {
    const wanted = this.#mustBeWanted();
    wanted.options = { ...wanted.options, videoBitrate: kbps };
    await this.sending?.setVideoBitrate(kbps);
  }

  async changePicture(picture: PictureOptions): Promise<void> {
    const wanted = this.#mustBeWanted();
    const { videoBitrate, startVideoBitrate, minVideoBitrate, leastVideoBitrate, degradation, keyFrameMs, ...kept } =
      wanted.options;
    wanted.options = { ...kept, ...picture };
    await this.sending?.changePicture(picture);
  }

  /** Whether somebody plays the picture that is sent; unknown is yes. */
  get played(): boolean {
    return this.#layersWanted === undefined || this.#layersWanted.low || this.#layersWanted.high;
  }

  /** Which of two pictures somebody plays: the others need not be encoded. */
  layersWanted(wanted: { low: boolean; high: boolean }): void {
    this.#layersWanted = wanted;
    this.sending?.setLayers(wanted).catch(() => undefined);
  }

  /** What players bear of the picture, kbit/s; undefined is all of it. Answers whether it is another than before. */
  bitrateBearable(kbps: number | undefined): boolean {
    if (this.#bearable === kbps) return false;
    this.#bearable = kbps;
    this.sending?.setBearable(kbps).catch(() => undefined);
    return true;
  }

  /** Somebody could decode the picture only in one of these codecs: it is sent in the first of them, where the app leaves that open. */
  codecWanted(codecs: readonly string[]): void {
    const { wanted, sending } = this;
    const from = sending?.videoCodec;
    if (!wanted?.options.codecMayChange || !sending || from === undefined || codecs.includes(from)) return;
    const to = (['VP8', 'H264'] as const).find((codec) => codecs.includes(codec));
    if (!to) return;
    const before = wanted.options.videoCodec;
    wanted.options = { ...wanted.options, videoCodec: to };
    sending.changeCodec(to, wanted).then(
      (changed) => {
        if (!changed) return;
        // Where the answer was lost the picture is not sent yet, and without a connection it is when that is back.
        sending.sync(wanted).catch(() => undefined);
        this.#attached();
        this.#codecChanged(from, to);
      },
      () => {
        // What this browser cannot send it need not be asked for again.
        wanted.options = { ...wanted.options, videoCodec: before };
      },
    );
  }

  /** What a new beginning will carry. */
  rememberExtraInfo(extraInfo: string): void {
    const wanted = this.#mustBeWanted();
    wanted.options = { ...wanted.options, extraInfo };
  }

  linkChanged(media: MediaLink | undefined): void {
    this.#keeper.linkChanged(media);
  }

  /** The session has been resumed; `live` says whether the server still has this stream. */
  resynced(live: boolean): void {
    const { sending, wanted } = this;
    if (sending && !live) this.#keeper.interrupted('NETWORK_BROKEN', 'the stream ended while the connection was lost');
    else if (sending && wanted) sending.sync(wanted).catch(() => undefined);
    this.#keeper.nudge();
  }

  /** The server stopped it. */
  ended(failure: ErrorName, detail: string): void {
    this.#keeper.interrupted(failure, detail);
  }

  async #open(link: MediaLink, wanted: WantedStream): Promise<Sending> {
    this.#layersWanted = undefined;
    this.#bearable = undefined;
    const { options } = wanted;
    const sending = await link.publish(this.streamID, { ...wanted, tracks: living(wanted.tracks) }, options);
    this.#catchUp(sending, wanted, options);
    return sending;
  }

  /** What the app changed, and what was heard, while the request was on its way. */
  #catchUp(sending: Sending, wanted: WantedStream, asked: PublishOptions): void {
    sending.sync(wanted).catch(() => undefined);
    if (wanted.options !== asked) sending.changePicture(wanted.options).catch(() => undefined);
    // It begins with all of the picture.
    const layers = this.#layersWanted;
    if (layers && !(layers.low && layers.high)) sending.setLayers(layers).catch(() => undefined);
    if (this.#bearable !== undefined) sending.setBearable(this.#bearable).catch(() => undefined);
  }

  #mustBeWanted(): WantedStream {
    if (!this.wanted) throw new RtcError('PUBLISH_STREAM_NOT_FOUND', this.streamID);
    return this.wanted;
  }
}

/** Browsers refuse to begin with a track that has ended: what is left of the stream goes on without it. */
function living(tracks: LocalTracks): LocalTracks {
  const { audio, video } = tracks;
  const left = {
    ...(audio && audio.readyState !== 'ended' ? { audio } : {}),
    ...(video && video.readyState !== 'ended' ? { video } : {}),
  };
  return left.audio || left.video ? left : tracks;
}

function isFinal(failure: ErrorName, { wasLive, failingForMs }: { wasLive: boolean; failingForMs: number }): boolean {
  // After a return it may be our own old session that still holds the name.
  if (failure === 'STREAM_ID_TAKEN') return !wasLive || failingForMs > AWAY_MS;
  // The media link is being replaced; the stream itself has done nothing wrong.
  if (failure === 'TRANSPORT_UNKNOWN' || failure === 'NOT_LOGGED_IN') return false;
  return !errorTable[failure].retry;
}
