import { RtcError } from '@liuyun/protocol/errors';
import type { Machine, Shown } from '../Machine.ts';
import type { Tell } from '../NativeEvents.ts';

type PreviewHome<View> = { machine: Machine<View>; tell: Tell; createMediaStream(): MediaStream };

/** Mirror modes: 0 preview only, 1 both, 2 none, 3 published only. */
const MIRRORED = [0, 1];
const MIRRORED_FOR_OTHERS = [1, 3];

/** What a channel shows of itself to its own user, where there is a view. */
export class Preview<View> {
  readonly #channel: number;
  readonly #home: PreviewHome<View>;
  readonly #stream: MediaStream;
  #mirror = 0;
  #shown: Shown | undefined;

  constructor(channel: number, home: PreviewHome<View>) {
    this.#channel = channel;
    this.#home = home;
    this.#stream = home.createMediaStream();
  }

  /** In this view, and in no other one any more; in none without. */
  show(view: View | undefined): void {
    this.stop();
    if (view === undefined) return;
    this.#shown = this.#home.machine.show(view, this.#stream, {
      mirror: MIRRORED.includes(this.#mirror),
      sized: (width, height) => this.#home.tell('publisherVideoSizeChanged', { width, height, channel: this.#channel }),
    });
  }

  stop(): void {
    this.#shown?.stop();
    this.#shown = undefined;
  }

  setMirror(mode: unknown): void {
    if (mode !== 0 && mode !== 1 && mode !== 2 && mode !== 3) throw new RtcError('INPUT_PARAM', 'mirrorMode');
    this.#mirror = mode;
    this.#shown?.setMirror(MIRRORED.includes(mode));
  }

  /** Whether others are to see it mirrored. */
  get mirrorsOthers(): boolean {
    return MIRRORED_FOR_OTHERS.includes(this.#mirror);
  }

  /** What is captured now; nothing without. */
  setPicture(track: MediaStreamTrack | undefined): void {
    for (const old of this.#stream.getVideoTracks()) if (old !== track) this.#stream.removeTrack(old);
    if (track) this.#stream.addTrack(track);
  }

  /** '' where nothing is shown. */
  async snapshot(): Promise<string> {
    return (await this.#shown?.snapshot()) ?? '';
  }
}
