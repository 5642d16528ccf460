import type { Kind } from '@liuyun/protocol';
import type { Heard, Machine, Shown } from '../Machine.ts';
import type { Tell } from '../NativeEvents.ts';

export type PlayedStreamHome<View> = {
  machine: Machine<View>;
  tell: Tell;
  /** Receives a kind, or does not. */
  pause(kind: Kind, paused: boolean): void;
};

/** One stream that the app plays: where it is seen, how it is heard, what of it is received. */
export class PlayedStream<View> {
  readonly streamID: string;
  readonly #home: PlayedStreamHome<View>;
  readonly #muted = { audio: false, video: false };
  readonly #allMuted = { audio: false, video: false };
  readonly #paused = { audio: false, video: false };
  #stream: MediaStream | undefined;
  #view: View | undefined;
  #shown: Shown | undefined;
  #heard: Heard | undefined;
  #volume = 100;
  #silent = false;
  #rendered = false;

  constructor(streamID: string, home: PlayedStreamHome<View>) {
    this.streamID = streamID;
    this.#home = home;
  }

  get stream(): MediaStream | undefined {
    return this.#stream;
  }

  /** Without a view there is only sound, and no picture is received. */
  setView(view: View | undefined): void {
    this.#view = view;
    this.#shown?.stop();
    this.#shown = undefined;
    this.#show();
    this.#applyPauses();
  }

  /** It is asked for: what of it is not to be sent. */
  begins(): Readonly<Record<Kind, boolean>> {
    for (const kind of ['audio', 'video'] as const) this.#paused[kind] = this.#unwanted(kind);
    return { ...this.#paused };
  }

  began(stream: MediaStream): void {
    this.#stream = stream;
    this.#heard = this.#home.machine.hear(stream);
    this.#applyVolume();
    this.#show();
    this.#applyPauses();
    for (const track of stream.getTracks()) this.#awaitFirst(track);
  }

  setVolume(volume: number): void {
    this.#volume = volume;
    this.#applyVolume();
  }

  /** The speaker is muted: heard again as loud as before. */
  silence(silent: boolean): void {
    this.#silent = silent;
    this.#applyVolume();
  }

  setMuted(kind: Kind, muted: boolean): void {
    this.#muted[kind] = muted;
    this.#applyPauses();
  }

  setAllMuted(kind: Kind, muted: boolean): void {
    this.#allMuted[kind] = muted;
    this.#applyPauses();
  }

  async snapshot(): Promise<string> {
    return (await this.#shown?.snapshot()) ?? '';
  }

  close(): void {
    this.#shown?.stop();
    this.#heard?.stop();
    this.#shown = undefined;
    this.#heard = undefined;
    this.#stream = undefined;
  }

  #show(): void {
    if (this.#view === undefined || !this.#stream || this.#shown) return;
    const { streamID } = this;
    this.#shown = this.#home.machine.show(this.#view, this.#stream, {
      mirror: false,
      sized: (width, height) => {
        if (!this.#rendered) this.#home.tell('playerRenderVideoFirstFrame', { streamID });
        this.#rendered = true;
        this.#home.tell('playerVideoSizeChanged', { streamID, width, height });
      },
    });
  }

  #applyVolume(): void {
    this.#heard?.setVolume(this.#silent ? 0 : this.#volume);
  }

  #applyPauses(): void {
    if (!this.#stream) return;
    for (const kind of ['audio', 'video'] as const) {
      const paused = this.#unwanted(kind);
      if (paused === this.#paused[kind]) continue;
      this.#paused[kind] = paused;
      this.#home.pause(kind, paused);
    }
  }

  /** While a switch over all is on, a stream's own setting has no effect. */
  #unwanted(kind: Kind): boolean {
    return this.#allMuted[kind] || this.#muted[kind] || (kind === 'video' && this.#view === undefined);
  }

  /** A received track is muted until its first packet (W3C mediastream-main §4.3.1). */
  #awaitFirst(track: MediaStreamTrack): void {
    const { streamID } = this;
    const first = () =>
      this.#home.tell(track.kind === 'video' ? 'playerRecvVideoFirstFrame' : 'playerRecvAudioFirstFrame', { streamID });
    if (track.muted) track.addEventListener?.('unmute', first, { once: true });
    else first();
  }
}
