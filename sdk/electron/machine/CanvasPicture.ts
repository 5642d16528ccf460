import { snapshot } from '@liuyun/browser/views/snapshot';
import type { Shown, ShowOptions } from '@liuyun/core/native/Machine';
import { RtcError } from '@liuyun/protocol/errors';
import { placeView } from './placeView.ts';
import type { CanvasView } from './viewOf.ts';

/** A canvas shows one stream: the last that was given it. */
const owners = new WeakMap<HTMLCanvasElement, CanvasPicture>();

/**
 * Draws a stream into a canvas of the app, frame by frame, in the resolution of the screen. The drawing buffer follows the
 * size that the page gives the canvas; a canvas that the page does not show keeps its own size.
 */
export class CanvasPicture implements Shown {
  readonly #view: CanvasView;
  readonly #context: CanvasRenderingContext2D;
  readonly #video = document.createElement('video');
  readonly #sized: (width: number, height: number) => void;
  readonly #resizing: ResizeObserver | undefined;
  #mirror: boolean;
  #size = { width: 0, height: 0 };
  #cancel: () => void = () => undefined;
  #over = false;

  constructor(view: CanvasView, stream: MediaStream, { mirror, sized }: ShowOptions) {
    const context = view.canvas.getContext('2d');
    if (!context) throw new RtcError('INPUT_PARAM', 'view.canvas is used for something else');
    owners.get(view.canvas)?.stop();
    owners.set(view.canvas, this);
    this.#view = view;
    this.#context = context;
    this.#mirror = mirror;
    this.#sized = sized;
    this.#fit();
    this.#clear();
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.autoplay = true;
    // Sound has a place of its own; silent pictures may always play.
    this.#video.srcObject = stream;
    this.#video.addEventListener('loadeddata', this.#play);
    this.#play();
    if (typeof ResizeObserver === 'function') {
      this.#resizing = new ResizeObserver(() => this.#draw());
      this.#resizing.observe(view.canvas);
    }
    this.#next();
  }

  setMirror(mirror: boolean): void {
    this.#mirror = mirror;
    this.#draw();
  }

  async snapshot(): Promise<string> {
    return snapshot(this.#video).replace(/^data:[^,]*,/, '');
  }

  /** The view is empty afterwards, in its background colour. */
  stop(): void {
    if (this.#over) return;
    this.#over = true;
    this.#cancel();
    this.#resizing?.disconnect();
    this.#video.removeEventListener('loadeddata', this.#play);
    this.#video.srcObject = null;
    if (owners.get(this.#view.canvas) !== this) return;
    owners.delete(this.#view.canvas);
    this.#clear();
  }

  readonly #play = () => {
    // It is replaced or stopped meanwhile.
    this.#video.play()?.catch(() => undefined);
  };

  #next(): void {
    const video = this.#video;
    const drawn = () => {
      this.#draw();
      if (!this.#over) this.#next();
    };
    if (typeof video.requestVideoFrameCallback === 'function') {
      const id = video.requestVideoFrameCallback(drawn);
      this.#cancel = () => video.cancelVideoFrameCallback(id);
    } else {
      const id = requestAnimationFrame(drawn);
      this.#cancel = () => cancelAnimationFrame(id);
    }
  }

  #draw(): void {
    if (this.#over) return;
    const { videoWidth: width, videoHeight: height } = this.#video;
    this.#fit();
    this.#clear();
    if (width === 0 || height === 0) return;
    const { canvas, mode } = this.#view;
    const box = placeView({ width, height }, canvas, mode);
    const context = this.#context;
    context.save();
    if (this.#mirror) {
      context.translate(canvas.width, 0);
      context.scale(-1, 1);
    }
    context.drawImage(this.#video, box.x, box.y, box.width, box.height);
    context.restore();
    if (width === this.#size.width && height === this.#size.height) return;
    this.#size = { width, height };
    this.#sized(width, height);
  }

  #clear(): void {
    const { canvas, background } = this.#view;
    this.#context.fillStyle = background;
    this.#context.fillRect(0, 0, canvas.width, canvas.height);
  }

  /** One pixel of the buffer for one of the screen. */
  #fit(): void {
    const { canvas } = this.#view;
    const { clientWidth, clientHeight } = canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    const ratio = globalThis.devicePixelRatio || 1;
    const width = Math.round(clientWidth * ratio);
    const height = Math.round(clientHeight * ratio);
    if (canvas.width === width && canvas.height === height) return;
    canvas.width = width;
    canvas.height = height;
    // Without a size in CSS the buffer's is the page's: it would grow and grow.
    if (canvas.clientWidth === clientWidth && canvas.clientHeight === clientHeight) return;
    canvas.style.width = `${clientWidth}px`;
    canvas.style.height = `${clientHeight}px`;
  }
}
