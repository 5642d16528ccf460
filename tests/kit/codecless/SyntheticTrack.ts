import type { Opaque, Track } from '@liuyun/protocol';
import type { Codec } from './codecs.ts';
import type { PacketTransport } from './PacketTransport.ts';
import { captureTime, writeRtp } from './rtp.ts';
import { monotonicUs, STAMP_BYTES, writeStamp } from './stamp.ts';

let nextSsrc = 0x1000_0000 + (process.pid << 8);

/**
 * `stamped` makes each packet say when it was sent (`readStamp`). Of `omitEvery` packets one is numbered but not sent: a
 * known loss. `capturedAt` (Unix ms) is asked for each frame and written into its packets.
 */
export type Pace = { kbps: number; fps: number; stamped?: boolean; omitEvery?: number; capturedAt?: () => number };

/** Sends frames of one codec at a fixed pace. A key frame comes first, and whenever it is asked for, never else. */
export class SyntheticTrack {
  readonly ssrc = nextSsrc++;
  readonly codec: Codec;
  readonly #frameMs: number;
  #frameBytes: number;
  readonly #fps: number;
  #transport: PacketTransport | undefined;
  #timer: NodeJS.Timeout | undefined;
  #startedAt = 0;
  #frames = 0;
  #sequence = 1;
  #picture = 0;
  #keyWanted = true;
  #obeyedAt = Number.NEGATIVE_INFINITY;
  /** For tests of a lossy way back: requests are ignored until this many have come. */
  deafUntil = 0;
  /** Requests that come sooner after the last obeyed one are ignored; Chromium does so for 300 ms. */
  throttleMs = 0;
  /** Frames go by unsent and unnumbered. */
  silent = false;
  /** The measurement that stamped packets belong to from now on; 0 is none. */
  window = 0;
  /** Since the beginning. `measured` are the packets stamped with a window. */
  sent = { packets: 0, bytes: 0, omitted: 0, keyFrames: 0, keyFrameRequests: 0, measured: 0 };
  /** The RTP timestamp of the frame that was sent last. */
  timestamp = -1;
  readonly #stamped: boolean;
  readonly #omitEvery: number;
  readonly #capturedAt: (() => number) | undefined;

  constructor(codec: Codec, pace: Pace) {
    this.codec = codec;
    this.#stamped = pace.stamped ?? false;
    this.#omitEvery = pace.omitEvery ?? 0;
    this.#capturedAt = pace.capturedAt;
    this.#frameMs = 1000 / pace.fps;
    this.#fps = pace.fps;
    this.#frameBytes = bytesOf(pace.kbps, pace.fps);
  }

  /** From the next frame on. */
  set kbps(kbps: number) {
    this.#frameBytes = bytesOf(kbps, this.#fps);
  }

  /** What `startPublishing` needs. */
  get track(): Track {
    const { kind, parameters } = this.codec;
    return { kind, rtpParameters: this.#rtpParameters(parameters), muted: false };
  }

  start(transport: PacketTransport): void {
    this.stop();
    this.#transport = transport;
    this.#startedAt = performance.now();
    this.#frames = 0;
    this.#keyWanted = true;
    const period = Math.max(5, this.#frameMs / 2);
    this.#timer = setInterval(() => this.#catchUp(), period);
  }

  /** The server asks: RTCP PLI or FIR. */
  keyFrameRequested(): void {
    this.sent.keyFrameRequests++;
    if (this.sent.keyFrameRequests < this.deafUntil || performance.now() - this.#obeyedAt < this.throttleMs) return;
    this.#obeyedAt = performance.now();
    this.#keyWanted = true;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** When the frame with this RTP timestamp was to be sent (`performance.now()`), however late it really was. */
  dueAt(timestamp: number): number {
    return this.#startedAt + (timestamp / this.codec.parameters.clockRate) * 1000;
  }

  /** Timers are late on a busy machine: send what is due, but never a burst of more than half a second. */
  #catchUp(): void {
    const due = Math.floor((performance.now() - this.#startedAt) / this.#frameMs) + 1;
    this.#frames = Math.max(this.#frames, due - Math.ceil(500 / this.#frameMs));
    while (this.#frames < due) this.#sendFrame(this.#frames++);
  }

  #sendFrame(index: number): void {
    if (this.silent) return;
    const { codec, ssrc } = this;
    const key = this.#keyWanted && codec.kind === 'video';
    const payloads = codec.frame({ key, bytes: this.#frameBytes, count: this.#picture, tail: this.#stamped ? STAMP_BYTES : 0 });
    const timestamp = Math.round((index * this.#frameMs * codec.parameters.clockRate) / 1000);
    const capturedAt = this.#capturedAt?.();
    payloads.forEach((payload, place) => {
      if (this.#omitEvery > 0 && this.#sequence % this.#omitEvery === 0) {
        this.#sequence++;
        this.sent.omitted++;
        return;
      }
      const marker = codec.kind === 'video' && place === payloads.length - 1;
      const { payloadType } = codec.parameters;
      const packet = writeRtp({ payloadType, sequence: this.#sequence, timestamp, ssrc, marker, payload }, { capturedAt });
      if (this.#stamped) writeStamp(packet, { window: this.window, sentAtUs: monotonicUs() });
      if (!this.#transport?.send(packet)) return;
      this.#sequence++;
      this.sent.packets++;
      this.sent.bytes += payload.length;
      if (this.window > 0) this.sent.measured++;
      if (place > 0) return;
      this.timestamp = timestamp;
      this.#picture++;
      if (!key) return;
      this.#keyWanted = false;
      this.sent.keyFrames++;
    });
  }

  #rtpParameters(codec: Opaque): Opaque {
    const headerExtensions = this.#capturedAt ? [{ ...captureTime, encrypt: false, parameters: {} }] : [];
    return { codecs: [codec], headerExtensions, encodings: [{ ssrc: this.ssrc }], rtcp: { cname: `codecless-${this.ssrc}` } };
  }
}

/** Of one frame. */
export const bytesOf = (kbps: number, fps: number): number => Math.round((kbps * 1000) / 8 / fps);
