import { RtcError } from '@liuyun/protocol/errors';
import type { PictureWishes } from '../pictureWishes.ts';
import { exponentFor, glide, meanLuminance } from './brightening.ts';
import { blur, copy, everywhere, finish } from './shaders.ts';

type Canvas = HTMLCanvasElement | OffscreenCanvas;
type Target = { texture: WebGLTexture; frame: WebGLFramebuffer; width: number; height: number };

/** Smoothing does not need every pixel: it works on a picture with this long side. */
const BLUR_LONG = 480;
const METER = { width: 32, height: 32 };
/** Light is measured once in so many frames; each time the page waits for the GPU. */
const METER_FRAMES = 8;

/** Draws pictures made nicer onto a canvas, on the GPU (WebGL 2). VIDEO_EFFECT_NOT_SUPPORT where there is none. */
export class PictureFilter {
  readonly canvas: Canvas;
  wishes: PictureWishes;
  readonly #gl: WebGL2RenderingContext;
  readonly #copy: WebGLProgram;
  readonly #blur: WebGLProgram;
  readonly #finish: WebGLProgram;
  readonly #picture: WebGLTexture;
  readonly #meter: Target;
  #small: [Target, Target] | undefined;
  #exponent = 1;
  #frames = 0;
  #fence: WebGLSync | null = null;

  constructor(canvas: Canvas, wishes: PictureWishes) {
    this.canvas = canvas;
    this.wishes = wishes;
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false });
    if (!(gl && 'fenceSync' in gl)) throw new RtcError('VIDEO_EFFECT_NOT_SUPPORT', 'no WebGL 2');
    this.#gl = gl;
    this.#copy = this.#program(copy);
    this.#blur = this.#program(blur);
    this.#finish = this.#program(finish);
    this.#picture = this.#texture();
    this.#meter = this.#target(METER.width, METER.height);
    gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, true);
  }

  /** Whether the GPU has not finished the last picture yet: another one would only queue up behind it. */
  get busy(): boolean {
    const gl = this.#gl;
    if (!this.#fence || gl.isContextLost()) return false;
    if (gl.clientWaitSync(this.#fence, 0, 0) === gl.TIMEOUT_EXPIRED) return true;
    gl.deleteSync(this.#fence);
    this.#fence = null;
    return false;
  }

  /** Draws one picture of this size. VIDEO_TRACK_NOT_READABLE when the GPU is lost. */
  draw(picture: TexImageSource, width: number, height: number): void {
    const gl = this.#gl;
    if (this.canvas.width !== width || this.canvas.height !== height) this.#resize(width, height);
    const [first, second] = this.#small ?? this.#resize(width, height);
    gl.bindTexture(gl.TEXTURE_2D, this.#picture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture);
    if (this.wishes.lowlight && this.#frames++ % METER_FRAMES === 0) this.#measure();
    if (!this.wishes.lowlight) this.#exponent = 1;
    this.#pass(this.#blur, this.#picture, first, [1 / first.width, 0]);
    this.#pass(this.#blur, first.texture, second, [0, 1 / first.height]);
    this.#last(second.texture, width, height);
    this.#fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    if (gl.isContextLost()) throw new RtcError('VIDEO_TRACK_NOT_READABLE', 'the GPU was lost');
  }

  close(): void {
    // Browsers allow few contexts at a time and take long to collect one.
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  #measure(): void {
    const gl = this.#gl;
    this.#pass(this.#copy, this.#picture, this.#meter);
    const pixels = new Uint8Array(METER.width * METER.height * 4);
    gl.readPixels(0, 0, METER.width, METER.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    this.#exponent = glide(this.#exponent, exponentFor(meanLuminance(pixels)));
  }

  #pass(program: WebGLProgram, from: WebGLTexture, to: Target, pace?: [number, number]): void {
    const gl = this.#gl;
    gl.useProgram(program);
    gl.bindFramebuffer(gl.FRAMEBUFFER, to.frame);
    gl.viewport(0, 0, to.width, to.height);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, from);
    if (pace) gl.uniform2f(gl.getUniformLocation(program, 'pace'), ...pace);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  #last(blurred: WebGLTexture, width: number, height: number): void {
    const gl = this.#gl;
    const program = this.#finish;
    const { whiten, rosy, smooth, sharpen } = this.wishes.beauty ?? { whiten: 0, rosy: 0, smooth: 0, sharpen: 0 };
    gl.useProgram(program);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.viewport(0, 0, width, height);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, blurred);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.#picture);
    gl.uniform1i(gl.getUniformLocation(program, 'blurred'), 1);
    gl.uniform2f(gl.getUniformLocation(program, 'texel'), 1 / width, 1 / height);
    gl.uniform1f(gl.getUniformLocation(program, 'exponent'), this.#exponent);
    gl.uniform4f(gl.getUniformLocation(program, 'beauty'), whiten, rosy, smooth, sharpen);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }

  #resize(width: number, height: number): [Target, Target] {
    const gl = this.#gl;
    Object.assign(this.canvas, { width, height });
    for (const { texture, frame } of this.#small ?? []) {
      gl.deleteTexture(texture);
      gl.deleteFramebuffer(frame);
    }
    const scale = Math.min(1, BLUR_LONG / Math.max(width, height));
    const size = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))] as const;
    this.#small = [this.#target(...size), this.#target(...size)];
    return this.#small;
  }

  #target(width: number, height: number): Target {
    const gl = this.#gl;
    const texture = this.#texture();
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    const frame = gl.createFramebuffer();
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    return { texture, frame, width, height };
  }

  #texture(): WebGLTexture {
    const gl = this.#gl;
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    for (const edge of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, edge, gl.CLAMP_TO_EDGE);
    for (const size of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, size, gl.LINEAR);
    return texture;
  }

  #program(fragment: string): WebGLProgram {
    const gl = this.#gl;
    const program = gl.createProgram();
    for (const [type, text] of [
      [gl.VERTEX_SHADER, everywhere],
      [gl.FRAGMENT_SHADER, fragment],
    ] as const) {
      const shader = gl.createShader(type);
      if (!shader) throw new RtcError('VIDEO_EFFECT_NOT_SUPPORT', 'the GPU was lost');
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
      throw new RtcError('VIDEO_EFFECT_NOT_SUPPORT', gl.getProgramInfoLog(program) ?? '');
    }
    return program;
  }
}
