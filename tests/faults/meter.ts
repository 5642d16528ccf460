/** Sums over the page's connections, four times a second. `at` is ms since the epoch; counters never fall. */
export type Sample = {
  at: number;
  receivedVideoBytes: number;
  receivedAudioBytes: number;
  sentVideoBytes: number;
  sentAudioBytes: number;
  /** Video that was received: totalFreezesDuration (s), freezeCount, framesDecoded of W3C webrtc-stats. */
  frozenSeconds: number;
  freezes: number;
  decodedFrames: number;
  /** Audio that was received: samples, and those that had to be made up because nothing came in time. */
  samples: number;
  concealed: number;
  silentConcealed: number;
};

/** What a page under test writes down about its pictures and its connections. */
export type Meter = {
  samples: Sample[];
  /** When each new picture of an element was shown, ms since the epoch. */
  pictures: Record<string, number[]>;
  /** What connections and sockets did: states, and the names of what was asked and told. */
  states: { at: number; what: string }[];
  follow(selector: string): void;
};

declare global {
  interface Window {
    meter: Meter;
  }
}

/** Runs in the page, after the probe: it must not use anything from outside itself. */
export function installMeter(): void {
  const EVERY_MS = 250;
  const MOST_PICTURES = 20_000;
  const MOST_SAMPLES = 4_000;
  const now = () => performance.timeOrigin + performance.now();
  const meter: Meter = {
    samples: [],
    pictures: {},
    states: [],
    follow(selector) {
      const video = document.querySelector<HTMLVideoElement>(selector);
      if (!video) throw new Error(`no ${selector}`);
      const shown: number[] = [];
      meter.pictures[selector] = shown;
      // When an element gets other tracks it shows its last picture again, or one of its own, which came in no packet.
      let last: number | undefined;
      const next = (_: number, { rtpTimestamp }: VideoFrameCallbackMetadata) => {
        if (shown.length < MOST_PICTURES && rtpTimestamp !== undefined && rtpTimestamp !== last) shown.push(now());
        last = rtpTimestamp ?? last;
        video.requestVideoFrameCallback(next);
      };
      video.requestVideoFrameCallback(next);
    },
  };
  window.meter = meter;

  const Native = window.RTCPeerConnection;
  let made = 0;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      const name = `pc${++made}`;
      for (const event of ['connectionstatechange', 'iceconnectionstatechange'] as const) {
        this.addEventListener(event, () => {
          const state = event === 'connectionstatechange' ? this.connectionState : `ice ${this.iceConnectionState}`;
          meter.states.push({ at: now(), what: `${name} ${state}` });
        });
      }
    }
  };

  let sockets = 0;
  const NativeSocket = window.WebSocket;
  window.WebSocket = class extends NativeSocket {
    readonly #name = `socket${++sockets}`;
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.#note('connecting');
      this.addEventListener('open', () => this.#note('open'));
      this.addEventListener('close', ({ code, reason }) => this.#note(`closed ${code} ${reason}`));
      this.addEventListener('message', ({ data }) => {
        const { id, tell, fail } = JSON.parse(String(data));
        this.#note(tell ? `tells ${tell}` : `answers ${id} ${fail ? fail.name : 'ok'}`);
      });
    }
    override send(data: string): void {
      const { id, ask } = JSON.parse(data);
      this.#note(`asks ${id} ${ask}`);
      super.send(data);
    }
    #note(what: string): void {
      if (meter.states.length < MOST_SAMPLES) meter.states.push({ at: now(), what: `${this.#name} ${what}` });
    }
  };

  /** The last values of a counter by its report, and what was counted in reports that are gone. */
  const last = new Map<string, Map<string, number>>();
  const total: Record<string, number> = {};
  const count = (id: string, name: string, value: unknown) => {
    if (typeof value !== 'number') return;
    const values = last.get(id) ?? new Map<string, number>();
    last.set(id, values);
    const before = values.get(name) ?? 0;
    total[name] = (total[name] ?? 0) + (value >= before ? value - before : value);
    values.set(name, value);
  };

  async function sample(): Promise<void> {
    for (const [index, connection] of window.probe.connections.entries()) {
      if (connection.connectionState === 'closed') continue;
      for (const one of (await connection.getStats()).values()) {
        const id = `${index} ${one.id}`;
        if (one.type === 'outbound-rtp') count(id, one.kind === 'video' ? 'sentVideoBytes' : 'sentAudioBytes', one.bytesSent);
        if (one.type !== 'inbound-rtp') continue;
        count(id, one.kind === 'video' ? 'receivedVideoBytes' : 'receivedAudioBytes', one.bytesReceived);
        if (one.kind === 'video') {
          count(id, 'frozenSeconds', one.totalFreezesDuration);
          count(id, 'freezes', one.freezeCount);
          count(id, 'decodedFrames', one.framesDecoded);
        } else {
          count(id, 'samples', one.totalSamplesReceived);
          count(id, 'concealed', one.concealedSamples);
          count(id, 'silentConcealed', one.silentConcealedSamples);
        }
      }
    }
    const of = (name: string) => total[name] ?? 0;
    if (meter.samples.length >= MOST_SAMPLES) meter.samples.shift();
    meter.samples.push({
      at: now(),
      receivedVideoBytes: of('receivedVideoBytes'),
      receivedAudioBytes: of('receivedAudioBytes'),
      sentVideoBytes: of('sentVideoBytes'),
      sentAudioBytes: of('sentAudioBytes'),
      frozenSeconds: of('frozenSeconds'),
      freezes: of('freezes'),
      decodedFrames: of('decodedFrames'),
      samples: of('samples'),
      concealed: of('concealed'),
      silentConcealed: of('silentConcealed'),
    });
  }
  const again = () => setTimeout(() => void sample().finally(again), EVERY_MS);
  again();
}
