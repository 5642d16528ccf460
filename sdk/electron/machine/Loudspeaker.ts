import { preferSpeaker } from '@liuyun/browser/devices/chosenSpeakers';
import type { PageAudio } from '@liuyun/browser/sound/PageAudio';
import type { Heard } from '@liuyun/core/native/Machine';

/** A replaced track is looked for this often while a stream is made louder. */
const FOLLOW_MS = 1000;

type Louder = {
  gain: GainNode;
  /** What it is heard through, where a speaker was chosen. */
  aloud: HTMLAudioElement | undefined;
  node: AudioNode | undefined;
  track: MediaStreamTrack | undefined;
  end(): void;
};

/** Plays the sound of one stream: an audio element up to its full volume, Web Audio above that. */
export class Loudspeaker implements Heard {
  readonly #stream: MediaStream;
  readonly #audio: PageAudio;
  readonly #element = new Audio();
  readonly #ended: () => void;
  #louder: Louder | undefined;
  #sink = '';

  constructor(stream: MediaStream, { audio, sink, ended }: { audio: PageAudio; sink: string; ended: () => void }) {
    this.#stream = stream;
    this.#audio = audio;
    this.#ended = ended;
    this.#element.autoplay = true;
    this.#element.srcObject = stream;
    if (sink !== '') this.setSink(sink);
    this.#play();
  }

  /** 0–200. */
  setVolume(volume: number): void {
    this.#element.volume = Math.min(1, volume / 100);
    if (volume <= 100) this.#quieter();
    else this.#amplify(volume / 100);
  }

  setSink(deviceID: string): void {
    this.#sink = deviceID;
    preferSpeaker(this.#element, deviceID);
    const louder = this.#louder;
    if (louder?.aloud) preferSpeaker(louder.aloud, deviceID);
    else if (louder && deviceID !== '') {
      // It goes straight to the system's speaker so far.
      this.#quieter();
      this.#amplify(louder.gain.gain.value);
    }
  }

  stop(): void {
    this.#quieter();
    this.#element.pause();
    this.#element.srcObject = null;
    this.#ended();
  }

  #play(): void {
    this.#element.play()?.catch(() => {
      // A page that nobody has touched may not sound in a browser; Electron lets it.
      const again = () => {
        document.removeEventListener('pointerdown', again, true);
        document.removeEventListener('keydown', again, true);
        if (this.#element.srcObject) this.#play();
      };
      document.addEventListener('pointerdown', again, true);
      document.addEventListener('keydown', again, true);
    });
  }

  #amplify(factor: number): void {
    // Chromium delivers a received stream to Web Audio only while an element plays it (crbug.com/933677).
    this.#element.muted = true;
    this.#louder ??= this.#open();
    this.#louder.gain.gain.value = factor;
  }

  #open(): Louder {
    const { context } = this.#audio;
    const release = this.#audio.lease();
    const gain = context.createGain();
    const out = this.#sink === '' ? undefined : context.createMediaStreamDestination();
    const aloud = out && new Audio();
    if (aloud) Object.assign(aloud, { autoplay: true, srcObject: out.stream });
    if (aloud) preferSpeaker(aloud, this.#sink);
    gain.connect(out ?? context.destination);
    void this.#audio.whenRunning();
    const timer = setInterval(() => this.#follow(), FOLLOW_MS);
    const end = () => {
      clearInterval(timer);
      gain.disconnect();
      if (aloud) aloud.srcObject = null;
      release();
    };
    queueMicrotask(() => this.#follow());
    return { gain, aloud, node: undefined, track: undefined, end };
  }

  #follow(): void {
    const louder = this.#louder;
    const [track] = this.#stream.getAudioTracks();
    if (!louder || louder.track === track) return;
    louder.node?.disconnect();
    louder.track = track;
    louder.node = track && this.#audio.context.createMediaStreamSource(new MediaStream([track]));
    louder.node?.connect(louder.gain);
  }

  #quieter(): void {
    this.#element.muted = false;
    this.#louder?.node?.disconnect();
    this.#louder?.end();
    this.#louder = undefined;
  }
}
