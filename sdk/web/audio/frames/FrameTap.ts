import { PageAudio } from '@liuyun/browser/sound/PageAudio';
import type { ZegoAudioFrame } from '../../types/audio.ts';
import { frameNode } from './frameNode.ts';
import type { FrameFormat } from './frameOptions.ts';

/** Hands the samples of one MediaStream to an app's callback, in a context of its own that has the wanted rate. */
export class FrameTap {
  readonly #stream: MediaStream;
  readonly #audio: PageAudio;
  readonly #callback: (frame: ZegoAudioFrame) => unknown;
  /** Chromium delivers the sound of a received stream to Web Audio only while an element plays it (crbug.com/933677). */
  readonly #puller: HTMLAudioElement | undefined;
  #frames: Awaited<ReturnType<typeof frameNode>> | undefined;
  #input: MediaStreamAudioSourceNode | undefined;
  #track: MediaStreamTrack | undefined;
  #closed = false;

  constructor(
    stream: MediaStream,
    options: { callback: (frame: ZegoAudioFrame) => unknown; format: FrameFormat; received: boolean },
  ) {
    this.#stream = stream;
    this.#callback = options.callback;
    const { sampleRate } = options.format;
    this.#audio = new PageAudio(sampleRate === undefined ? {} : { sampleRate });
    if (!options.received) return;
    this.#puller = new Audio();
    this.#puller.muted = true;
    this.#puller.srcObject = stream;
    this.#puller.play().catch(() => {});
  }

  /** Frames of `frameSize` samples at `nativeRate` last as long at any other rate. */
  async start(format: FrameFormat, nativeRate: number): Promise<void> {
    const { context } = this.#audio;
    const frames = await frameNode(context, {
      size: Math.round((format.frameSize * context.sampleRate) / nativeRate),
      ...(format.channelCount === undefined ? {} : { channelCount: format.channelCount }),
      sixteenBits: format.sixteenBits,
      onFrame: (channels) => this.#deliver(channels as Float32Array[] | Int16Array[], context.sampleRate),
    });
    if (this.#closed) return frames.stop();
    this.#frames = frames;
    // A node is asked for sound only where it leads somewhere; it adds silence.
    frames.node.connect(context.destination);
    this.follow();
    this.#audio.whenRunning().catch(() => {});
  }

  /** Takes up the stream's present track. */
  follow(): void {
    const [track] = this.#stream.getAudioTracks();
    if (!this.#frames || track === this.#track) return;
    this.#input?.disconnect();
    this.#track = track;
    this.#input = track && this.#audio.context.createMediaStreamSource(new MediaStream([track]));
    this.#input?.connect(this.#frames.node);
  }

  close(): void {
    this.#closed = true;
    this.#frames?.stop();
    this.#input?.disconnect();
    if (this.#puller) this.#puller.srcObject = null;
    this.#audio.close();
  }

  #deliver(channels: Float32Array[] | Int16Array[], sampleRate: number): void {
    if (!this.#closed) this.#callback({ channels, channelCount: channels.length, sampleRate });
  }
}
