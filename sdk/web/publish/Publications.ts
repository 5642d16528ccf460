import type { SeiFrames } from '@liuyun/browser/video/SeiFrames';
import type { Engine, PublishOptions } from '@liuyun/core';
import { RtcError } from '@liuyun/protocol/errors';
import { faultOfStreamID } from '@liuyun/protocol/ids';
import type { Kind, LocalSource } from '../streams/LocalSource.ts';
import type { ZegoWebPublishOption } from '../types/stream.ts';
import { pictureOptions, publishOptions } from './publishOptions.ts';

/** Which local stream is sent under which streamIDs. The core keeps them sent; this keeps them told what to send. */
export class Publications {
  readonly #core: Engine;
  readonly #sei: SeiFrames | undefined;
  readonly #sources = new Map<string, LocalSource>();
  /** What the app said when it began to send a stream. */
  readonly #options = new Map<string, ZegoWebPublishOption>();
  /** Ended with what they sent, which the app may still stop. */
  readonly #ended = new Set<string>();

  constructor(core: Engine, sei?: SeiFrames) {
    this.#core = core;
    this.#sei = sei;
  }

  start(streamID: string, source: LocalSource, option: ZegoWebPublishOption): void {
    const fault = faultOfStreamID(streamID);
    if (fault) throw new RtcError(fault);
    const audio = source.outgoing('audio');
    const video = source.outgoing('video');
    if (!audio && !video) throw new RtcError('NO_CAPTURE');
    const onVideoSender: PublishOptions['onVideoSender'] = (sender, mimeType) =>
      this.#sei?.attachSender(streamID, sender, { mimeType, marked: option.SEIType === 1 });
    const options = {
      ...publishOptions(source, option),
      ...(option.isSEIStart === true ? { onVideoSender, ready: this.#sei?.prepare() } : {}),
    };
    // What ended without the app's `stop` may have left a sender behind.
    if (!this.#core.publishedStreams().includes(streamID)) this.#sei?.detachSender(streamID);
    this.#core.publish(streamID, { ...(audio ? { audio } : {}), ...(video ? { video } : {}) }, options);
    this.#sources.set(streamID, source);
    this.#options.set(streamID, option);
    this.#ended.delete(streamID);
  }

  /** False for what is not published. Apps that destroy a stream before they stop it are right, too. */
  stop(streamID: string): boolean {
    this.#sources.delete(streamID);
    this.#options.delete(streamID);
    this.#sei?.detachSender(streamID);
    const ended = this.#ended.delete(streamID);
    return this.#core.unpublish(streamID) || ended;
  }

  /** Nothing will ever come from this source again: what was sent of it ends, and is handed back. */
  end(source: LocalSource): string[] {
    const streamIDs = this.of(source);
    for (const streamID of streamIDs) {
      this.stop(streamID);
      this.#ended.add(streamID);
    }
    return streamIDs;
  }

  /** The streamIDs that a source is sent under now. */
  of(source: LocalSource): string[] {
    return this.#core.publishedStreams().filter((streamID) => this.#sources.get(streamID) === source);
  }

  /** What is sent and from where. */
  all(): { streamID: string; source: LocalSource }[] {
    return this.#core.publishedStreams().flatMap((streamID) => {
      const source = this.#sources.get(streamID);
      return source ? [{ streamID, source }] : [];
    });
  }

  /** Sends what the source's `stream` holds now. */
  async resend(source: LocalSource, kind: Kind): Promise<void> {
    const track = source.outgoing(kind) ?? null;
    const last = track === null && source.stream.getTracks().length === 0;
    for (const streamID of this.of(source)) {
      // A stream needs a track: one that has lost its last is kept, silent, for what the app captures next.
      if (last) this.#core.mutePublished(streamID, kind, true);
      else await this.#core.changePublishedTracks(streamID, { [kind]: track });
      if (track) this.#core.mutePublished(streamID, kind, source.muted[kind]);
    }
  }

  /** Tells the wire what the source has been told about muting. */
  applyMute(source: LocalSource, kind: Kind): void {
    if (!source.sent(kind)) return;
    for (const streamID of this.of(source)) this.#core.mutePublished(streamID, kind, source.muted[kind]);
  }

  async setBitrate(source: LocalSource, kbps: number): Promise<void> {
    for (const streamID of this.of(source)) await this.#core.setPublishedBitrate(streamID, kbps);
  }

  /** Sends the picture of a source as it was captured to be sent. */
  async changePicture(source: LocalSource): Promise<void> {
    for (const streamID of this.of(source)) {
      await this.#core.changePublishedPicture(streamID, pictureOptions(source, this.#options.get(streamID) ?? {}));
    }
  }
}
