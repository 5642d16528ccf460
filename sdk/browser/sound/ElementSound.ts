import { RtcError } from '@liuyun/protocol/errors';

type Capturing = HTMLMediaElement & { captureStream?(): MediaStream };

/** The sound of one media element in one context: from its own node, or overheard where it plays a stream or has another context. */
export class ElementSound {
  readonly #element: Capturing;
  readonly #context: AudioContext;
  readonly #owned: () => void;
  /** Whatever the element plays from a URL is heard through this only, as long as the page lives. */
  #own: AudioNode | undefined;
  /** A source node keeps the track it was made with. */
  #overheard: { track: MediaStreamTrack; node: AudioNode } | undefined;
  /** Of an element that the app itself has given to another context. */
  #captured: MediaStream | undefined;
  /** How many lead its sound on themselves. */
  #diversions = 0;
  /** What the app had it at, while it is muted because it is heard otherwise. */
  #muted: boolean | undefined;

  /** `owned` is called when the element is heard through the context from then on. */
  constructor(element: HTMLMediaElement, { context, owned }: { context: AudioContext; owned: () => void }) {
    this.#element = element;
    this.#context = context;
    this.#owned = owned;
  }

  /** INPUT_PARAM for what cannot be had, as far as that can be seen without touching the element. */
  check(): void {
    const stream = this.#stream;
    if (stream && !stream.getAudioTracks()[0]) throw noSound();
    // Web Audio would get nothing but silence, and the user would not hear it any more either.
    if (!stream && isForeign(this.#element)) {
      throw new RtcError('INPUT_PARAM', 'media of another origin needs crossorigin="anonymous"');
    }
  }

  /** What the element plays now. INPUT_PARAM for what cannot be had. */
  node(): AudioNode {
    this.check();
    if (!this.#stream && !this.#own) this.#take();
    const node = this.present();
    if (!node) throw noSound();
    return node;
  }

  /** The same, as far as it can be had without touching the element any further. */
  present(): AudioNode | undefined {
    const stream = this.#stream;
    const track = stream?.getAudioTracks()[0];
    if (track && this.#overheard?.track !== track) {
      this.#overheard = { track, node: this.#context.createMediaStreamSource(new MediaStream([track])) };
    }
    this.#muteWhileOverheard();
    if (!stream) return this.#own;
    return track && this.#overheard?.node;
  }

  /** Not heard directly any more, until the answer is called: whoever asks for it leads `node` on. */
  divert(): () => void {
    this.node();
    this.#diversions++;
    if (this.#diversions === 1) this.#own?.disconnect(this.#context.destination);
    this.#muteWhileOverheard();
    let diverted = true;
    return () => {
      if (!diverted) return;
      diverted = false;
      this.#diversions--;
      if (this.#diversions > 0) return;
      this.#own?.connect(this.#context.destination);
      this.#muteWhileOverheard();
    };
  }

  get #stream(): MediaStream | undefined {
    return this.#element.srcObject instanceof MediaStream ? this.#element.srcObject : this.#captured;
  }

  #take(): void {
    try {
      this.#own = this.#context.createMediaElementSource(this.#element);
    } catch (error) {
      this.#captured = this.#element.captureStream?.();
      if (!this.#captured?.getAudioTracks()[0]) throw noSound(error);
      return;
    }
    if (this.#diversions === 0) this.#own.connect(this.#context.destination);
    this.#owned();
  }

  /** Its own node is led elsewhere; what is overheard the element plays itself all the same. */
  #muteWhileOverheard(): void {
    const mute = this.#diversions > 0 && this.#stream !== undefined;
    if (mute && this.#muted === undefined) {
      this.#muted = this.#element.muted;
      this.#element.muted = true;
    } else if (!mute && this.#muted !== undefined) {
      this.#element.muted = this.#muted;
      this.#muted = undefined;
    }
  }
}

const noSound = (cause?: unknown) => new RtcError('INPUT_PARAM', 'the media element has no sound to mix', { cause });

function isForeign(element: HTMLMediaElement): boolean {
  const url = element.currentSrc || element.src;
  if (element.crossOrigin !== null || !/^https?:/.test(url)) return false;
  return new URL(url).origin !== location.origin;
}
