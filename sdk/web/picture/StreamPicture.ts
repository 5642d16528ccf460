import { hintContent } from '@liuyun/browser/capture/hintContent';
import type { Filtered } from '@liuyun/browser/picture/FilteredTrack';
import { type Beauty, beautyOf, type PictureWishes, wantsSomething } from '@liuyun/browser/picture/pictureWishes';
import { RtcError } from '@liuyun/protocol/errors';
import type { LocalSource } from '../streams/LocalSource.ts';
import type { Resend } from '../streams/switchDevice.ts';

export type StartFilter = (wishes: PictureWishes, failed: (error: RtcError) => void) => Promise<Filtered>;

export type StreamPictureOptions = {
  resend: Resend;
  startFilter: StartFilter;
  /** It has ended by itself; the picture goes out as it is captured again. */
  failed(source: LocalSource, error: RtcError): void;
};

/**
 * What is done to the picture of one local stream. While there is anything to do a filtered track stands on the wire for
 * the captured one, over every change of device; afterwards the captured one goes out directly again.
 */
export class StreamPicture {
  readonly #source: LocalSource;
  readonly #options: StreamPictureOptions;
  #wishes: PictureWishes = { beauty: undefined, lowlight: false };
  /** Strengths are remembered while beauty is off. */
  #beauty: Beauty | undefined;
  #filtered: Filtered | undefined;

  constructor(source: LocalSource, options: StreamPictureOptions) {
    this.#source = source;
    this.#options = options;
    source.facts.on('sentSourceChanged', (kind) => {
      if (kind === 'video') void this.#filtered?.read(source.sent('video')?.track);
    });
    source.facts.on('destroyed', () => this.#close());
  }

  /** Resolves when it is what is sent. NO_VIDEO_TRACK, VIDEO_EFFECT_NOT_SUPPORT, INPUT_PARAM. */
  setBeauty(enable: boolean, options: unknown): Promise<void> {
    const beauty = beautyOf(options, this.#beauty);
    return this.#change(() => {
      this.#beauty = beauty;
      return { ...this.#wishes, beauty: enable ? beauty : undefined };
    });
  }

  setLowlight(lowlight: boolean): Promise<void> {
    return this.#change(() => ({ ...this.#wishes, lowlight }));
  }

  #change(wish: () => PictureWishes): Promise<void> {
    return this.#source.inTurn(async () => {
      const sent = this.#source.sent('video');
      if (!sent) throw new RtcError('NO_VIDEO_TRACK');
      const before = this.#wishes;
      this.#wishes = wish();
      try {
        if (!wantsSomething(this.#wishes)) await this.#end();
        else if (this.#filtered) this.#filtered.set(this.#wishes);
        else await this.#begin(sent.track);
      } catch (error) {
        this.#wishes = before;
        throw error;
      }
    });
  }

  async #begin(track: MediaStreamTrack): Promise<void> {
    const filtered = await this.#options.startFilter(this.#wishes, (error) => this.#failed(filtered, error));
    try {
      hintContent(filtered.track, this.#source.sending.optimization);
      this.#filtered = filtered;
      // A camera without a picture yet, or one switched off, must not hold this up for ever: `read` gives up waiting.
      await filtered.read(track);
      if (this.#source.destroyed || this.#filtered !== filtered)
        throw new RtcError('LOCAL_STREAM_WRONG', 'the stream was destroyed');
      this.#source.setProcessed('video', filtered.track);
      await this.#options.resend(this.#source, 'video');
    } catch (error) {
      if (this.#filtered === filtered) this.#close();
      this.#source.setProcessed('video', undefined);
      throw error;
    }
  }

  async #end(): Promise<void> {
    if (!this.#filtered) return;
    this.#source.setProcessed('video', undefined);
    try {
      await this.#options.resend(this.#source, 'video');
    } finally {
      this.#close();
    }
  }

  #failed(filtered: Filtered, error: RtcError): void {
    if (this.#filtered !== filtered) return;
    this.#wishes = { beauty: undefined, lowlight: false };
    this.#options.failed(this.#source, error);
    this.#source.inTurn(() => this.#end()).catch(() => {});
  }

  #close(): void {
    this.#filtered?.stop();
    this.#filtered = undefined;
  }
}
