import type { Sounding } from './hearing.ts';

/** Movements glide in this time (s), so that nothing clicks. */
const GLIDE_S = 0.02;

/** One source of sound at the user's ears: loud or quiet, from a direction or from everywhere. */
export class Ear {
  readonly #context: AudioContext;
  readonly #gain: GainNode;
  readonly #panner: PannerNode;
  readonly #out: AudioNode;
  #input: AudioNode | undefined;
  #directed: boolean | undefined;

  constructor(context: AudioContext, out: AudioNode) {
    this.#context = context;
    this.#out = out;
    this.#gain = context.createGain();
    this.#gain.gain.value = 0;
    this.#panner = context.createPanner();
    this.#panner.panningModel = 'HRTF';
    // How loud it is was computed by the rules already: the panner is for the direction only.
    this.#panner.distanceModel = 'linear';
    this.#panner.rolloffFactor = 0;
    this.#panner.connect(out);
  }

  listenTo(input: AudioNode | undefined): void {
    if (input === this.#input) return;
    this.#input?.disconnect(this.#gain);
    this.#input = input;
    input?.connect(this.#gain);
  }

  hear({ volume, direction }: Sounding): void {
    const now = this.#context.currentTime;
    this.#gain.gain.setTargetAtTime(volume, now, GLIDE_S);
    if (this.#directed !== (direction !== undefined)) {
      this.#directed = direction !== undefined;
      this.#gain.disconnect();
      this.#gain.connect(this.#directed ? this.#panner : this.#out);
    }
    if (!direction) return;
    const [right, up, back] = direction;
    this.#panner.positionX.setTargetAtTime(right, now, GLIDE_S);
    this.#panner.positionY.setTargetAtTime(up, now, GLIDE_S);
    this.#panner.positionZ.setTargetAtTime(back, now, GLIDE_S);
  }

  close(): void {
    this.listenTo(undefined);
    this.#gain.disconnect();
    this.#panner.disconnect();
  }
}

/** A received stream as the input of an ear. */
export class StreamInput {
  readonly #context: AudioContext;
  readonly #stream: MediaStream;
  readonly #ear: Ear;
  /** Chromium delivers the sound of a received stream to Web Audio only while an element plays it (crbug.com/933677). */
  readonly #puller = new Audio();
  #track: MediaStreamTrack | undefined;

  constructor(stream: MediaStream, context: AudioContext, ear: Ear) {
    this.#stream = stream;
    this.#context = context;
    this.#ear = ear;
    this.#puller.muted = true;
    this.#puller.srcObject = stream;
    this.#puller.play().catch(() => {});
    this.follow();
  }

  /** Takes up the stream's present track. */
  follow(): void {
    const [track] = this.#stream.getAudioTracks();
    if (track === this.#track) return;
    this.#track = track;
    this.#ear.listenTo(track && this.#context.createMediaStreamSource(new MediaStream([track])));
  }

  close(): void {
    this.#puller.srcObject = null;
  }
}
