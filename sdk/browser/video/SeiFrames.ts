import { RtcError } from '@liuyun/protocol/errors';
import { OUR_UUID, readSeiUnit, sameBytes, seiUnit, uuidOf } from './sei.ts';
import { type SeiReport, seiWorker } from './seiWorker.ts';

export const SEI_BYTES = 4096;
export const SEI_PER_SECOND = 30;
const UUID_BYTES = 16;
const LONGEST_START_MS = 2_000;

/** A stream on its way out: the worker's number of its sender, and whose UUID its messages bear. */
type Outgoing = { id: number; own: boolean; sentAt: number[] };

export type SeiFramesOptions = {
  received(streamID: string, data: Uint8Array): void;
  now(): number;
  /** Starts the worker, or throws where the page's policy forbids it. */
  startWorker?: () => Worker;
};

/**
 * Messages inside the frames of H.264 streams (encoded transforms). Where the browser has none, or the page's policy
 * refuses the worker, streams are sent and played all the same and sending a message fails.
 */
export class SeiFrames {
  readonly #options: SeiFramesOptions;
  readonly #outgoing = new Map<string, Outgoing>();
  readonly #incoming = new Map<number, string>();
  #filter: Uint8Array | undefined;
  #starting: Promise<void> | undefined;
  #running: Worker | undefined;
  #lastID = 0;
  #closed = false;

  constructor(options: SeiFramesOptions) {
    this.#options = options;
  }

  /** Of messages that apps mark with UUIDs of their own, only the ones with this UUID are told; all without one. */
  setFilter(uuid: unknown): void {
    if (uuid === undefined || uuid === '') {
      this.#filter = undefined;
      return;
    }
    this.#filter = uuidOf(uuid);
    if (!this.#filter) throw new RtcError('INPUT_PARAM', 'unregisterSEIFilter: 16 characters or a UUID');
  }

  /**
   * Starts the worker if it is not running; resolves also where that is refused. Browsers take a transform only while a
   * sender or receiver is new, and one whose worker never runs would stop the stream: so it is waited for before.
   */
  prepare(): Promise<void> {
    this.#starting ??= this.#start().catch(() => undefined);
    return this.#starting;
  }

  /** `marked`: messages begin with the app's own UUID. */
  attachSender(streamID: string, sender: RTCRtpSender, { mimeType, marked }: { mimeType: string; marked: boolean }): void {
    this.#outgoing.delete(streamID);
    this.#attach(mimeType, (worker, id) => {
      sender.transform = new RTCRtpScriptTransform(worker, { id, sends: true });
      this.#outgoing.set(streamID, { id, own: !marked, sentAt: [] });
    });
  }

  /** The stream is sent no longer, or is about to be sent anew. */
  detachSender(streamID: string): void {
    this.#outgoing.delete(streamID);
  }

  attachReceiver(streamID: string, receiver: RTCRtpReceiver, mimeType: string): void {
    this.#attach(mimeType, (worker, id) => {
      receiver.transform = new RTCRtpScriptTransform(worker, { id, sends: false });
      for (const [former, itsStream] of this.#incoming) if (itsStream === streamID) this.#incoming.delete(former);
      this.#incoming.set(id, streamID);
    });
  }

  /** Puts a message into the next frame; throws RtcError if that cannot be or may not be. */
  send(streamID: string, data: unknown): void {
    if (!(data instanceof Uint8Array) || data.length === 0) throw new RtcError('SEI_EMPTY');
    if (data.length > SEI_BYTES) throw new RtcError('SEI_TOO_LONG');
    const outgoing = this.#outgoing.get(streamID);
    if (!outgoing || !this.#running) throw new RtcError('PUBLISH_PARAM', 'isSEIStart, H.264 and encoded transforms are needed');
    if (!outgoing.own && data.length < UUID_BYTES) throw new RtcError('INPUT_PARAM', 'the message has to begin with a UUID');
    const now = this.#options.now();
    outgoing.sentAt = outgoing.sentAt.filter((at) => now - at < 1000);
    if (outgoing.sentAt.length >= SEI_PER_SECOND) throw new RtcError('TOO_MANY_REQUESTS');
    outgoing.sentAt.push(now);
    const unit = outgoing.own ? seiUnit(OUR_UUID, data) : seiUnit(data.subarray(0, UUID_BYTES), data.subarray(UUID_BYTES));
    this.#running.postMessage({ id: outgoing.id, unit });
  }

  close(): void {
    this.#closed = true;
    this.#running?.terminate();
    this.#running = undefined;
    this.#outgoing.clear();
    this.#incoming.clear();
  }

  #attach(mimeType: string, attach: (worker: Worker, id: number) => void): void {
    if (!this.#running || mimeType.toLowerCase() !== 'video/h264') return;
    attach(this.#running, ++this.#lastID);
  }

  #start(): Promise<void> {
    return new Promise((resolve) => {
      if (typeof RTCRtpScriptTransform === 'undefined') return resolve();
      setTimeout(resolve, LONGEST_START_MS);
      const worker = (this.#options.startWorker ?? startWorker)();
      worker.onerror = () => resolve();
      worker.onmessage = ({ data }: { data: SeiReport }) => {
        if (!('ready' in data)) return this.#received(data.id, data.unit);
        if (this.#closed) worker.terminate();
        else this.#running = worker;
        resolve();
      };
    });
  }

  #received(id: number, unit: Uint8Array): void {
    const streamID = this.#incoming.get(id);
    if (streamID === undefined) return;
    for (const { uuid, data } of readSeiUnit(unit)) {
      if (sameBytes(uuid, OUR_UUID)) this.#options.received(streamID, data);
      else if (!this.#filter || sameBytes(uuid, this.#filter)) {
        const whole = new Uint8Array(uuid.length + data.length);
        whole.set(uuid);
        whole.set(data, uuid.length);
        this.#options.received(streamID, whole);
      }
    }
  }
}

function startWorker(): Worker {
  const url = URL.createObjectURL(new Blob([`(${seiWorker.toString()})(self)`], { type: 'text/javascript' }));
  try {
    return new Worker(url);
  } finally {
    // The worker has its script, or will never have it; Chromium takes the URL at construction.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}
