/** What the page tells the worker: a unit for the next frame of a sender. */
export type SeiOrder = { id: number; unit: Uint8Array };
/** What the worker tells the page: that it runs, and units that a receiver's frames carried. */
export type SeiReport = { ready: true } | { id: number; unit: Uint8Array };

type Frame = { data: ArrayBuffer; getMetadata(): { synchronizationSource?: number } };
type Transformer = {
  options: { id: number; sends: boolean };
  readable: ReadableStream<Frame>;
  writable: WritableStream<Frame>;
};

/** As much of a dedicated worker with encoded transforms (W3C webrtc-encoded-transform) as is used. */
export type SeiWorkerScope = {
  onmessage: ((event: { data: SeiOrder }) => void) | null;
  onrtctransform: ((event: { transformer: Transformer }) => void) | null;
  postMessage(report: SeiReport): void;
};

/**
 * Puts units into frames on their way out and finds them in frames on their way in. The text of this function is the
 * worker's script, so it uses nothing from outside itself; and it does as little as possible, for every frame passes here.
 */
export function seiWorker(scope: SeiWorkerScope): void {
  const UNSENT_MS = 5_000;
  const SENT_MS = 500;
  type Waiting = { number: number; unit: Uint8Array; at: number; sent: boolean };
  const waiting = new Map<number, Waiting[]>();
  let number = 0;

  scope.onmessage = ({ data: { id, unit } }) => {
    const list = waiting.get(id) || [];
    list.push({ number: ++number, unit, at: Date.now(), sent: false });
    waiting.set(id, list);
  };

  /** Where the byte after the next start code is, or -1. */
  function afterStartCode(bytes: Uint8Array, from: number): number {
    for (let at = from; at + 3 < bytes.length; at++) {
      if (bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 1) return at + 3;
    }
    return -1;
  }

  function isSlice(header: number | undefined): boolean {
    const type = (header || 0) & 31;
    return type >= 1 && type <= 5;
  }

  /** A stream may be sent in two sizes: each of them carries every unit once. */
  function write(id: number, frame: Frame, last: Map<number, number>): void {
    const list = (waiting.get(id) || []).filter(({ at, sent }) => Date.now() - at < (sent ? SENT_MS : UNSENT_MS));
    waiting.set(id, list);
    const source = frame.getMetadata().synchronizationSource || 0;
    const due = list.filter((entry) => entry.number > (last.get(source) || 0));
    if (due.length === 0) return;
    const bytes = new Uint8Array(frame.data);
    let slice = afterStartCode(bytes, 0);
    while (slice >= 0 && !isSlice(bytes[slice])) slice = afterStartCode(bytes, slice);
    if (slice < 0) return;
    // The start code has three bytes or four.
    const place = bytes[slice - 4] === 0 ? slice - 4 : slice - 3;
    const made = new Uint8Array(bytes.length + due.reduce((sum, { unit }) => sum + unit.length, 0));
    made.set(bytes.subarray(0, place));
    let at = place;
    for (const entry of due) {
      made.set(entry.unit, at);
      at += entry.unit.length;
      entry.sent = true;
      last.set(source, entry.number);
    }
    made.set(bytes.subarray(place), at);
    frame.data = made.buffer;
  }

  /** They stand before the picture, so the big part of a frame is never looked at. */
  function read(id: number, frame: Frame): void {
    const bytes = new Uint8Array(frame.data);
    let start = afterStartCode(bytes, 0);
    while (start >= 0 && !isSlice(bytes[start])) {
      const next = afterStartCode(bytes, start);
      if (((bytes[start] || 0) & 31) === 6) {
        let end = next < 0 ? bytes.length : next - 3;
        while (end > start && bytes[end - 1] === 0) end--;
        scope.postMessage({ id, unit: bytes.slice(start, end) });
      }
      start = next;
    }
  }

  scope.onrtctransform = ({ transformer }) => {
    const { id, sends } = transformer.options;
    const last = new Map<number, number>();
    const through = new TransformStream<Frame, Frame>({
      transform(frame, controller) {
        try {
          if (sends) write(id, frame, last);
          else read(id, frame);
        } catch {
          // Whatever is wrong with a message, the picture goes on.
        }
        controller.enqueue(frame);
      },
    });
    transformer.readable
      .pipeThrough(through)
      .pipeTo(transformer.writable)
      .catch(() => {})
      .then(() => waiting.delete(id));
  };
  scope.postMessage({ ready: true });
}
