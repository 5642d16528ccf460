/** What the tests look into a page with. Installed before any script of the page, and not seen by it. */
export type Probe = {
  connections: RTCPeerConnection[];
  /** Tracks that came from the network, also those that have ended. */
  remoteTracks: { track: MediaStreamTrack; stream: MediaStream }[];
  capturedTracks: MediaStreamTrack[];
  /** Distinct pictures that this element shows within `ms`, and their last size. */
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
  // A frame of the page's own counts as the page.
  const { connections, remoteTracks }: Pick<Probe, 'connections' | 'remoteTracks'> =
    window.parent === window || !window.frameElement ? { connections: [], remoteTracks: [] } : window.parent.probe;
  const capturedTracks: MediaStreamTrack[] = [];

  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
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
    const next = () => {
      frames++;
      pictures.add(fingerprint(video, pen));
      if (watching) video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
    for (const end = performance.now() + ms; performance.now() < end && pictures.size < 5; ) {
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

  window.probe = { connections, remoteTracks, capturedTracks, watch, listen };
}
