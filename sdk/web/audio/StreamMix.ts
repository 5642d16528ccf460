import type { PageAudio } from '@liuyun/browser/sound/PageAudio';
import { RtcError } from '@liuyun/protocol/errors';
import type { LocalSource } from '../streams/LocalSource.ts';
import type { Resend } from '../streams/switchDevice.ts';

/** Volumes glide in this time (s), so that nothing clicks. */
const GLIDE_S = 0.015;
/** After this a glide cannot be heard any more, and samples flow through a new graph. */
const SETTLED_MS = 80;
/** `setCaptureVolume` does not wait longer for a browser that wants a gesture first; the volume is kept for then. */
const PATIENCE_MS = 2000;

type Graph = {
  microphone: GainNode;
  out: MediaStreamAudioDestinationNode;
  input: MediaStreamAudioSourceNode | undefined;
  release: () => void;
};

type Part = { node: AudioNode; gain: GainNode };

/**
 * What is added to the sound of one local stream, and how loud its own is. While there is anything to do, a mixed track
 * stands on the wire for the captured one; afterwards the captured one goes out directly again.
 */
export class StreamMix {
  readonly #source: LocalSource;
  readonly #audio: PageAudio;
  readonly #resend: Resend;
  readonly #parts = new Map<object, Part>();
  #captureVolume = 100;
  #graph: Graph | undefined;
  #onWire = false;

  constructor(source: LocalSource, options: { audio: PageAudio; resend: Resend }) {
    this.#source = source;
    this.#audio = options.audio;
    this.#resend = options.resend;
    source.facts.on('sentSourceChanged', (kind) => {
      if (kind === 'audio') this.#listen();
    });
    source.facts.on('destroyed', () => this.#close());
  }

  /** Whether this is being mixed in. */
  has(key: object): boolean {
    return this.#parts.has(key);
  }

  keys(): object[] {
    return [...this.#parts.keys()];
  }

  /** LOCAL_STREAM_WRONG: nothing is mixed into a stream that is over. */
  refuseWhenDestroyed(): void {
    if (this.#source.destroyed) throw new RtcError('LOCAL_STREAM_WRONG', 'the stream was destroyed');
  }

  /** 0–100; only the stream's own sound. Resolves when it is what is sent. */
  async setCaptureVolume(volume: number): Promise<void> {
    this.refuseWhenDestroyed();
    this.#captureVolume = volume;
    if (this.#needed) this.#open();
    if (this.#graph) this.#glide(this.#graph.microphone, volume / 100);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS);
    });
    await Promise.race([this.#settle(), patience]);
    clearTimeout(timer);
  }

  /** Mixes something in, under a key that takes it out again. NO_AUDIO_TRACK for a stream without sound. */
  add(key: object, node: AudioNode): void {
    this.refuseWhenDestroyed();
    if (!this.#source.sent('audio')) throw new RtcError('NO_AUDIO_TRACK');
    const known = this.#parts.get(key);
    if (known) {
      this.#exchange(known, node);
      return;
    }
    const { out } = this.#open();
    const gain = this.#audio.context.createGain();
    gain.gain.value = 0;
    node.connect(gain);
    gain.connect(out);
    this.#parts.set(key, { node, gain });
    this.#source.setSoundAdded(true);
    this.#glide(gain, 1);
    this.#settle().catch(() => {});
  }

  /** 0–100; only what others hear. False for something that is not mixed in. */
  setVolume(key: object, volume: number): boolean {
    const part = this.#parts.get(key);
    if (part) this.#glide(part.gain, volume / 100);
    return part !== undefined;
  }

  remove(key: object): boolean {
    const part = this.#parts.get(key);
    if (!part) return false;
    this.#parts.delete(key);
    this.#source.setSoundAdded(this.#parts.size > 0);
    this.#glide(part.gain, 0);
    setTimeout(() => {
      part.node.disconnect(part.gain);
      part.gain.disconnect();
    }, SETTLED_MS);
    this.#settle().catch(() => {});
    return true;
  }

  /** The same thing sounds out of another node now. */
  #exchange(part: Part, node: AudioNode): void {
    if (part.node === node) return;
    part.node.disconnect(part.gain);
    part.node = node;
    node.connect(part.gain);
  }

  get #needed(): boolean {
    return this.#parts.size > 0 || this.#captureVolume !== 100;
  }

  #open(): Graph {
    if (this.#graph) return this.#graph;
    const { context } = this.#audio;
    const microphone = context.createGain();
    const out = context.createMediaStreamDestination();
    out.channelCount = this.#source.stereo ? 2 : 1;
    microphone.gain.value = this.#captureVolume / 100;
    microphone.connect(out);
    this.#graph = { microphone, out, input: undefined, release: this.#audio.lease() };
    this.#listen();
    return this.#graph;
  }

  /** A source node keeps the track it was made with: another microphone needs a new one. */
  #listen(): void {
    const graph = this.#graph;
    if (!graph) return;
    graph.input?.disconnect();
    const track = this.#source.sent('audio')?.track;
    graph.input = track && this.#audio.context.createMediaStreamSource(new MediaStream([track]));
    graph.input?.connect(graph.microphone);
  }

  /** Brings the wire into line with what is needed, once sound flows; repeated wishes meet here. */
  async #settle(): Promise<void> {
    if (this.#needed === this.#onWire && !this.#graph) return;
    if (this.#needed) await this.#audio.whenRunning();
    await this.#source.inTurn(async () => {
      await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
      const track = this.#graph?.out.stream.getAudioTracks()[0];
      if (this.#needed && !this.#onWire && track) await this.#swap(track);
      else if (!this.#needed) {
        if (this.#onWire) await this.#swap(undefined);
        if (!this.#needed) this.#close();
      }
    });
  }

  async #swap(track: MediaStreamTrack | undefined): Promise<void> {
    const before = this.#onWire ? this.#graph?.out.stream.getAudioTracks()[0] : undefined;
    this.#source.setProcessed('audio', track);
    this.#onWire = track !== undefined;
    try {
      await this.#resend(this.#source, 'audio');
    } catch (error) {
      this.#source.setProcessed('audio', before);
      this.#onWire = before !== undefined;
      throw error;
    }
  }

  #close(): void {
    const graph = this.#graph;
    this.#graph = undefined;
    this.#onWire = false;
    for (const { node, gain } of this.#parts.values()) node.disconnect(gain);
    this.#parts.clear();
    if (!graph) return;
    graph.input?.disconnect();
    graph.microphone.disconnect();
    for (const track of graph.out.stream.getTracks()) track.stop();
    graph.release();
  }

  #glide(gain: GainNode, to: number): void {
    gain.gain.setTargetAtTime(to, this.#audio.context.currentTime, GLIDE_S / 3);
  }
}
