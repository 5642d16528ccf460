/** What the tests look into a page with. Installed before any script of the page, and not seen by it. */
export type Probe = {
  /** Those of the page and of its frames, as `observe` has them. */
  connections: RTCPeerConnection[];
  /** Tracks that came from the network, also those that have ended. */
  remoteTracks: { track: MediaStreamTrack; stream: MediaStream }[];
  capturedTracks: MediaStreamTrack[];
  /**
   * The same connection for a test's eyes; the page keeps its own. Statistics always come: a browser never answers what was
   * asked of a connection while its frame was taken away (Chromium 156), and whoever measures would wait for ever.
   */
  observe(connection: RTCPeerConnection): RTCPeerConnection;
  /** Distinct pictures that this element shows within `ms`, or until it is taken out of the page, and their last size. */
  watch(video: HTMLVideoElement, ms: number): Promise<{ frames: number; changes: number; width: number; height: number }>;
  /** The loudest sample (0–1) of a track within `ms`; returns as soon as it is louder than `enough`. */
  listen(track: MediaStreamTrack, until: { ms: number; enough: number }): Promise<number>;
};

declare global {
  interface Window {
    probe: Probe;
  }
}

/** Runs in the page: it must not use anything from outside itself. */
export function installProbe(): void {
  const Native = window.RTCPeerConnection;
  // A frame of the page's own counts as the page.
  const page = window.parent === window || !window.frameElement ? undefined : window.parent.probe;
  const { connections, remoteTracks, observe }: Pick<Probe, 'connections' | 'remoteTracks' | 'observe'> = page ?? {
    connections: [],
    remoteTracks: [],
    // The page's own always answer.
    observe: (connection) => (connection instanceof Native ? connection : patient(connection)),
  };

  const patient = (connection: RTCPeerConnection): RTCPeerConnection =>
    new Proxy(connection, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== 'function') return value;
        return key === 'getStats' ? () => statsOf(target) : value.bind(target);
      },
    });

  function statsOf(connection: RTCPeerConnection): Promise<unknown> {
    const LOOK_MS = 20;
    const asked = connection.getStats();
    let looking: number | undefined;
    const gone = new Promise((resolve) => {
      looking = window.setInterval(() => {
        if (isOver(connection)) resolve(new Map());
      }, LOOK_MS);
    });
    return Promise.race([asked, gone]).finally(() => clearInterval(looking));
  }

  function isOver(connection: RTCPeerConnection): boolean {
    try {
      return connection.connectionState === 'closed';
    } catch {
      // Firefox: one whose frame has been taken away.
      return true;
    }
  }

  const capturedTracks: MediaStreamTrack[] = [];

  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(observe(this));
      this.addEventListener('track', ({ track, streams }) =>
        remoteTracks.push({ track, stream: streams[0] ?? new MediaStream([track]) }),
      );
    }
  };

  const devices = navigator.mediaDevices;
  if (devices) {
    for (const name of ['getUserMedia', 'getDisplayMedia'] as const) {
      const native = devices[name].bind(devices);
      devices[name] = async (constraints) => {
        const stream = await native(constraints);
        capturedTracks.push(...stream.getTracks());
        return stream;
      };
    }
  }

  /** A small fingerprint of the picture: 8 × 6 averaged colours. */
  function fingerprint(video: HTMLVideoElement, pen: OffscreenCanvasRenderingContext2D): string {
    pen.drawImage(video, 0, 0, 16, 12);
    return pen.getImageData(0, 0, 16, 12).data.join();
  }

  async function watch(video: HTMLVideoElement, ms: number) {
    const pen = new OffscreenCanvas(16, 12).getContext('2d', { willReadFrequently: true });
    if (!pen) throw new Error('no canvas');
    let frames = 0;
    const pictures = new Set<string>();
    let watching = true;
    const wasShown = video.isConnected;
    const next = () => {
      frames++;
      pictures.add(fingerprint(video, pen));
      if (watching) video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
    for (const end = performance.now() + ms; performance.now() < end && pictures.size < 5 && (video.isConnected || !wasShown); ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    watching = false;
    return { frames, changes: pictures.size, width: video.videoWidth, height: video.videoHeight };
  }

  async function listen(track: MediaStreamTrack, { ms, enough }: { ms: number; enough: number }) {
    const context = new AudioContext();
    try {
      await context.resume();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      let loudest = 0;
      for (const end = performance.now() + ms; performance.now() < end && loudest < enough; ) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        analyser.getFloatTimeDomainData(samples);
        for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample));
      }
      return loudest;
    } finally {
      await context.close();
    }
  }

  window.probe = { connections, remoteTracks, capturedTracks, observe, watch, listen };
}
