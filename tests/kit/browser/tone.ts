import type { Page } from 'playwright-core';

/** What a page hears from the network: the strongest frequency (Hz) and how loud it is (dB below full scale). */
export type Heard = { hz: number; db: number };

/** Listens to all live tracks from the network for a while, and answers what stood out most. */
export function hear(page: Page, ms = 600): Promise<Heard> {
  return page.evaluate(async (ms) => {
    const context = new AudioContext();
    try {
      await context.resume();
      const analyser = context.createAnalyser();
      analyser.fftSize = 8192;
      analyser.smoothingTimeConstant = 0;
      for (const { track } of window.probe.remoteTracks) {
        if (track.kind === 'audio' && track.readyState === 'live') {
          context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
        }
      }
      const bins = new Float32Array(analyser.frequencyBinCount);
      const loudest = { hz: 0, db: Number.NEGATIVE_INFINITY };
      // What was decoded before is still in the buffers.
      await new Promise((resolve) => setTimeout(resolve, 200));
      for (const end = performance.now() + ms; performance.now() < end; ) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        analyser.getFloatFrequencyData(bins);
        for (const [bin, db] of bins.entries()) {
          if (db > loudest.db) Object.assign(loudest, { db, hz: (bin * context.sampleRate) / analyser.fftSize });
        }
      }
      return { hz: Math.round(loudest.hz), db: Math.max(-200, Math.round(loudest.db)) };
    } finally {
      await context.close();
    }
  }, ms);
}

/** A WAV file with a tone, as a data URL: a second of it, without a seam when it is repeated. */
export function toneUrl(hz: number, seconds = 1): string {
  const rate = 48_000;
  const samples = Math.round(rate * seconds);
  const file = Buffer.alloc(44 + samples * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + samples * 2, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) file.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * hz * i) / rate)), 44 + i * 2);
  return `data:audio/wav;base64,${file.toString('base64')}`;
}
