import { RtcError } from '@liuyun/protocol/errors';
import type { Calls } from '../engine/Calls.ts';
import type { ZegoLocalStream } from '../types/localStream.ts';
import type { ZegoStreamCompositor, ZegoStreamCompositorInputOption, ZegoStreamCompositorOutputConfig } from '../types/video.ts';
import { rememberBitrate } from './composedBitrate.ts';
import { DEFAULT_OUTPUT, type Output, readInput, readOutput } from './compositorOptions.ts';
import { placePicture } from './placePicture.ts';

type Option = ZegoStreamCompositorInputOption;
type Layer = { picture: HTMLVideoElement | HTMLImageElement; option: Option };
type Input = Layer & { picture: HTMLVideoElement; stream: MediaStream; voice: Voice | undefined };
type Voice = { source: MediaStreamAudioSourceNode; volume: GainNode };
type Running = { stream: MediaStream; stop(): void; sound: AudioContext; mix: MediaStreamAudioDestinationNode };

/** What a compositor needs of the engine it belongs to. */
export type CompositorHome = {
  /** LOCAL_STREAM_WRONG for what is no stream. */
  streamOf(given: unknown): MediaStream;
  /** From now on the composed stream is one that can be published, also when this was said before. `bitrate` in kbit/s. */
  composed(stream: MediaStream, bitrate: number | undefined): void;
  /** It is over. */
  ended(stream: MediaStream): void;
};

/** Draws its inputs on a canvas and mixes their sound. In a hidden page browsers draw about once a second. */
export class StreamCompositor implements ZegoStreamCompositor {
  readonly #calls: Calls;
  readonly #home: CompositorHome;
  readonly #inputs = new Map<MediaStream, Input>();
  readonly #images = new Map<HTMLImageElement, Layer>();
  #output: Output = DEFAULT_OUTPUT;
  #running: Running | undefined;

  constructor(calls: Calls, home: CompositorHome) {
    this.#calls = calls;
    this.#home = home;
  }

  /** No plain object: see `ZegoExpressEngine`. */
  get [Symbol.toStringTag](): string {
    return 'ZegoStreamCompositor';
  }

  setInputEndpoint(stream: MediaStream | ZegoLocalStream, option: Option): Promise<void> {
    return this.#calls.promise('setInputEndpoint', async () => {
      const given = this.#home.streamOf(stream);
      const wanted = readInput(option);
      const known = this.#inputs.get(given);
      if (known) known.option = wanted;
      const input = known ?? { picture: playing(given), stream: given, option: wanted, voice: undefined };
      this.#inputs.set(given, input);
      if (this.#running) this.#hear(input, this.#running);
    });
  }

  addImage(img: HTMLImageElement, option: Option): void {
    const add = () => {
      if (typeof HTMLImageElement === 'undefined' || !(img instanceof HTMLImageElement)) throw new RtcError('INPUT_PARAM', 'img');
      this.#images.set(img, { picture: img, option: readInput(option) });
    };
    this.#calls.value('addImage', add, undefined);
  }

  removeImage(img: HTMLImageElement): void {
    this.#images.delete(img);
  }

  setOutputConfig(config: ZegoStreamCompositorOutputConfig): void {
    const set = () => {
      // The canvas has its size, and what is made of it a bitrate.
      if (this.#running) throw new RtcError('INPUT_PARAM', 'to be set before startComposingStream');
      this.#output = readOutput(config);
    };
    this.#calls.value('setOutputConfig', set, undefined);
  }

  startComposingStream(): Promise<MediaStream> {
    return this.#calls.promise('startComposingStream', () => {
      this.#running ??= this.#start();
      this.#home.composed(this.#running.stream, this.#output.bitrate);
      return this.#running.stream;
    });
  }

  stopComposingStream(): Promise<boolean> {
    return this.#calls.promisedBoolean('stopComposingStream', async () => {
      if (!this.#running) throw new RtcError('INPUT_PARAM', 'nothing is being composed');
      this.close();
    });
  }

  /** Whether one of its inputs is made of this track. */
  uses(track: MediaStreamTrack): boolean {
    return [...this.#inputs.keys()].some((stream) => stream.getVideoTracks().includes(track));
  }

  /** Ends the composed stream and lets go of the inputs. */
  close(): void {
    const running = this.#running;
    this.#running = undefined;
    if (running) this.#home.ended(running.stream);
    running?.stop();
    for (const { picture } of this.#inputs.values()) picture.srcObject = null;
    this.#inputs.clear();
    this.#images.clear();
  }

  #start(): Running {
    const { width, height, frameRate, bitrate } = this.#output;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    if (!context) throw new RtcError('BROWSER_NOT_SUPPORTED', 'no canvas');
    const sound = new AudioContext();
    sound.resume().catch(() => {});
    const mix = sound.createMediaStreamDestination();
    this.#draw(context);
    const timer = setInterval(() => this.#draw(context), 1000 / frameRate);
    const stream = canvas.captureStream(frameRate);
    for (const track of mix.stream.getAudioTracks()) stream.addTrack(track);
    rememberBitrate(stream, bitrate);
    const stop = () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      sound.close().catch(() => {});
    };
    const running = { stream, stop, sound, mix };
    for (const input of this.#inputs.values()) this.#hear(input, running);
    return running;
  }

  #draw(context: CanvasRenderingContext2D): void {
    const { width, height } = this.#output;
    context.fillStyle = 'black';
    context.fillRect(0, 0, width, height);
    const layers: Layer[] = [...this.#inputs.values(), ...this.#images.values()];
    const depth = ({ option }: Layer) => option.layout?.zOrder ?? 0;
    for (const { picture, option } of layers.toSorted((a, b) => depth(a) - depth(b))) {
      const size = sizeOf(picture);
      if (option.contentType === 'AUDIO' || size.width === 0 || size.height === 0) continue;
      const { from, to } = placePicture(size, option.layout ?? { x: 0, y: 0, width, height }, option.objectFit);
      context.drawImage(picture, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
    }
  }

  #hear(input: Input, { sound, mix }: Running): void {
    const { stream, option } = input;
    if (!input.voice && stream.getAudioTracks().length > 0) {
      const voice = { source: sound.createMediaStreamSource(stream), volume: sound.createGain() };
      voice.source.connect(voice.volume).connect(mix);
      input.voice = voice;
    }
    if (input.voice) input.voice.volume.gain.value = option.contentType === 'VIDEO' ? 0 : (option.volume ?? 100) / 100;
  }
}

/** A silent element that decodes a stream without being on the page. */
function playing(stream: MediaStream): HTMLVideoElement {
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true, autoplay: true });
  video.srcObject = stream;
  video.play().catch(() => {});
  return video;
}

function sizeOf(picture: HTMLVideoElement | HTMLImageElement): { width: number; height: number } {
  if (picture instanceof HTMLVideoElement) return { width: picture.videoWidth, height: picture.videoHeight };
  return { width: picture.naturalWidth, height: picture.naturalHeight };
}
