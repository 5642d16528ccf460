import { loudness } from './loudness.ts';

/** The most that an AnalyserNode keeps, 0.7 s at 48 kHz: a shorter look twice a second would miss words. */
const SAMPLES = 32_768;
/** Loudness is that of the loudest 43 ms, so that pauses between words do not thin it. */
const WINDOW = 2048;

/** Measures how loud one MediaStream is, without playing it. */
export class SoundMeter {
  readonly #context: AudioContext;
  readonly #stream: MediaStream;
  readonly #analyser: AnalyserNode;
  readonly #samples = new Float32Array(SAMPLES);
  /** Chromium delivers the sound of a received stream to Web Audio only while an element plays it (crbug.com/933677). */
  readonly #puller: HTMLAudioElement;
  #node: MediaStreamAudioSourceNode | undefined;
  #track: MediaStreamTrack | undefined;

  constructor(context: AudioContext, stream: MediaStream, options: { received: boolean }) {
    this.#context = context;
    this.#stream = stream;
    this.#analyser = context.createAnalyser();
    this.#analyser.fftSize = SAMPLES;
    this.#puller = new Audio();
    if (!options.received) return;
    this.#puller.muted = true;
    this.#puller.srcObject = stream;
    this.#puller.play().catch(() => {});
  }

  level(): number {
    this.follow();
    if (!this.#track) return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let loudest = 0;
    for (let from = 0; from < SAMPLES; from += WINDOW) {
      loudest = Math.max(loudest, loudness(this.#samples.subarray(from, from + WINDOW)));
    }
    return loudest;
  }

  close(): void {
    this.#node?.disconnect();
    this.#analyser.disconnect();
    this.#puller.srcObject = null;
  }

  /** Listens to the stream's present track. A source node keeps the track it was made with: a switched microphone needs a new one. */
  follow(): void {
    const [track] = this.#stream.getAudioTracks();
    if (track === this.#track) return;
    this.#node?.disconnect();
    this.#track = track;
    this.#node = track ? this.#context.createMediaStreamSource(new MediaStream([track])) : undefined;
    this.#node?.connect(this.#analyser);
  }
}
