import { PageAudio } from '@liuyun/browser/sound/PageAudio';

type Voice = { volume: GainNode; track: MediaStreamTrack | undefined; source: MediaStreamAudioSourceNode | undefined };

/** The sound of several streams, mixed into one track. Where the browser wants a gesture first, it begins with that. */
export class ComposedSound {
  readonly #audio = new PageAudio();
  readonly #out: MediaStreamAudioDestinationNode;
  readonly #voices = new Map<MediaStream, Voice>();

  constructor() {
    this.#out = this.#audio.context.createMediaStreamDestination();
    this.#audio.whenRunning().catch(() => {});
  }

  get tracks(): MediaStreamTrack[] {
    return this.#out.stream.getAudioTracks();
  }

  /** Mixes a stream in, or changes its volume (0–100). */
  hear(stream: MediaStream, volume: number): void {
    const voice = this.#voices.get(stream) ?? this.#begin(stream);
    voice.volume.gain.value = volume / 100;
    this.#follow(stream, voice);
  }

  /** Takes up the present tracks of the streams: what a script changes in a stream is told by no event. */
  follow(): void {
    for (const [stream, voice] of this.#voices) this.#follow(stream, voice);
  }

  close(): void {
    this.#voices.clear();
    this.#audio.close();
  }

  #begin(stream: MediaStream): Voice {
    const voice: Voice = { volume: this.#audio.context.createGain(), track: undefined, source: undefined };
    voice.volume.connect(this.#out);
    this.#voices.set(stream, voice);
    return voice;
  }

  /** A source node keeps the track it was made with: another one needs a new node. */
  #follow(stream: MediaStream, voice: Voice): void {
    const [track] = stream.getAudioTracks();
    if (track === voice.track) return;
    voice.source?.disconnect();
    voice.track = track;
    voice.source = track && this.#audio.context.createMediaStreamSource(new MediaStream([track]));
    voice.source?.connect(voice.volume);
  }
}
