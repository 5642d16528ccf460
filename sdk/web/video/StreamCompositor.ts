import { RtcError } from '@liuyun/protocol/errors';
import type { Calls } from '../engine/Calls.ts';
import type { ZegoLocalStream } from '../types/localStream.ts';
import type { ZegoStreamCompositor, ZegoStreamCompositorInputOption, ZegoStreamCompositorOutputConfig } from '../types/video.ts';
import { ComposedSound } from './ComposedSound.ts';
import { rememberBitrate } from './composedBitrate.ts';
import { DEFAULT_OUTPUT, type Output, readInput, readOutput } from './compositorOptions.ts';
import { isReadable } from './isReadable.ts';
import { placePicture } from './placePicture.ts';

type Option = ZegoStreamCompositorInputOption;
type Layer = { picture: HTMLVideoElement | HTMLImageElement; option: Option };
type Input = Layer & { picture: HTMLVideoElement };
/** `refused`: it has been told that it may not be drawn. */
type Still = Layer & { picture: HTMLImageElement; refused: boolean };
type Running = { stream: MediaStream; sound: ComposedSound; stop(): void };

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
  readonly #images = new Map<HTMLImageElement, Still>();
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
      else this.#inputs.set(given, { picture: playing(given), option: wanted });
      this.#running?.sound.hear(given, volumeOf(wanted));
    });
  }

  addImage(img: HTMLImageElement, option: Option): void {
    const add = () => {
      if (typeof HTMLImageElement === 'undefined' || !(img instanceof HTMLImageElement)) throw new RtcError('INPUT_PARAM', 'img');
      const still = { picture: img, option: readInput(option), refused: false };
      if (sizeOf(img).width > 0) refuseUnreadable(img);
      this.#images.set(img, still);
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
    const sound = new ComposedSound();
    try {
      for (const [stream, { option }] of this.#inputs) sound.hear(stream, volumeOf(option));
      this.#draw(context);
      const stream = canvas.captureStream(frameRate);
      for (const track of sound.tracks) stream.addTrack(track);
      rememberBitrate(stream, bitrate);
      const timer = setInterval(() => {
        sound.follow();
        this.#draw(context);
      }, 1000 / frameRate);
      const stop = () => {
        clearInterval(timer);
        for (const track of stream.getTracks()) track.stop();
        sound.close();
      };
      return { stream, sound, stop };
    } catch (error) {
      sound.close();
      throw error;
    }
  }

  #draw(context: CanvasRenderingContext2D): void {
    const { width, height } = this.#output;
    context.fillStyle = 'black';
    context.fillRect(0, 0, width, height);
    const images = [...this.#images.values()].filter((image) => this.#mayDraw(image));
    const layers: Layer[] = [...this.#inputs.values(), ...images];
    const depth = ({ option }: Layer) => option.layout?.zOrder ?? 0;
    for (const { picture, option } of layers.sort((a, b) => depth(a) - depth(b))) {
      const size = sizeOf(picture);
      if (option.contentType === 'AUDIO' || size.width === 0 || size.height === 0) continue;
      const { from, to } = placePicture(size, option.layout ?? { x: 0, y: 0, width, height }, option.objectFit);
      context.drawImage(picture, from.x, from.y, from.width, from.height, to.x, to.y, to.width, to.height);
    }
  }

  /** An image may be there only now, or another one than before. One that may not be drawn is told once. */
  #mayDraw(still: Still): boolean {
    const { picture } = still;
    const readable = sizeOf(picture).width === 0 || isReadable(picture);
    if (!readable && !still.refused) this.#calls.value('addImage', () => refuseUnreadable(picture), undefined);
    still.refused = !readable;
    return readable;
  }
}

function refuseUnreadable(image: HTMLImageElement): void {
  if (!isReadable(image)) throw new RtcError('INPUT_PARAM', 'an image of another origin needs crossorigin="anonymous"');
}

function volumeOf({ contentType, volume = 100 }: Option): number {
  return contentType === 'VIDEO' ? 0 : volume;
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
