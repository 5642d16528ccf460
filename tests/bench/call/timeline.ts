/** What happened in the page, as the network sees it. `at` is performance.now(). */
export type Mark = { at: number; what: string };

/** One thing a user waits for, with the marks that fell into it. */
export type Span = { from: number; to: number; marks: Mark[] };

declare global {
  interface Window {
    marks: Mark[];
  }
}

/**
 * Notes socket, signalling, ICE, DTLS and the first packets without changing anything. Runs in the page before every
 * other script; it must not use anything from outside itself.
 */
export function installTimeline(): void {
  const marks: Mark[] = [];
  window.marks = marks;
  const mark = (what: string) => marks.push({ at: performance.now(), what });

  const NativeSocket = window.WebSocket;
  window.WebSocket = class extends NativeSocket {
    readonly #asked = new Map<number, string>();
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      mark('socket: opening');
      this.addEventListener('open', () => mark('socket: open'));
      this.addEventListener('message', ({ data }) => {
        const frame = JSON.parse(String(data)) as { id?: number; tell?: string };
        if (frame.id !== undefined) mark(`answered: ${this.#asked.get(frame.id)}`);
        else mark(`told: ${frame.tell}`);
      });
    }
    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      const frame = JSON.parse(String(data)) as { id: number; ask: string };
      this.#asked.set(frame.id, frame.ask);
      mark(`asked: ${frame.ask}`);
      super.send(data);
    }
  };

  const NativeConnection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends NativeConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('iceconnectionstatechange', () => mark(`ICE: ${this.iceConnectionState}`));
      this.addEventListener('connectionstatechange', () => mark(`DTLS: ${this.connectionState}`));
      this.addEventListener('track', ({ track }) => {
        mark(`${track.kind} track: attached`);
        track.addEventListener('unmute', () => mark(`${track.kind} track: first packet`));
      });
    }
  };
}

/** The marks of many spans, as the median offset from the beginning, in the order in which they usually happen. */
export function usualOrder(spans: readonly Span[]): { what: string; p50: number; seenIn: number }[] {
  const offsets = new Map<string, number[]>();
  for (const { from, to, marks } of spans) {
    const counted = new Map<string, number>();
    for (const { at, what } of marks) {
      if (at < from || at > to) continue;
      const times = (counted.get(what) ?? 0) + 1;
      counted.set(what, times);
      const name = times > 1 ? `${what} (${times})` : what;
      offsets.set(name, [...(offsets.get(name) ?? []), at - from]);
    }
  }
  return [...offsets]
    .filter(([, seen]) => seen.length >= spans.length / 2)
    .map(([what, seen]) => ({ what, p50: median(seen), seenIn: seen.length }))
    .sort((a, b) => a.p50 - b.p50);
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN) * 10) / 10;
}
