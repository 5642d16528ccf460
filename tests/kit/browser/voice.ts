const RATE = 48_000;
const SECONDS = 8;
/** Words: when they begin (s), how long they last (s), and their pitch (Hz). */
const WORDS: readonly (readonly [number, number, number])[] = [
  [0.0, 0.35, 140],
  [0.45, 0.5, 165],
  [1.1, 0.3, 150],
  [1.6, 0.6, 130],
  [2.6, 0.4, 155],
  [3.1, 0.35, 175],
  [3.6, 0.55, 145],
  [4.5, 0.3, 160],
  [4.9, 0.6, 135],
];

/**
 * Something like speech, as a WAV file: the browser's own test beep lasts 20 ms a second, and noise suppression takes it
 * for noise after a while.
 */
export function voice(): Buffer {
  const samples = new Int16Array(RATE * SECONDS);
  for (const [from, lasts, pitch] of WORDS) {
    for (let index = 0; index < lasts * RATE; index++) {
      const time = index / RATE;
      const envelope = Math.sin((Math.PI * time) / lasts) ** 0.5 * (0.75 + 0.25 * Math.sin(2 * Math.PI * 5 * time));
      const bent = pitch * (1 + 0.06 * Math.sin(2 * Math.PI * 3 * time));
      let value = 0;
      for (let harmonic = 1; harmonic <= 20; harmonic++) {
        const frequency = bent * harmonic;
        // Two formants, at 700 and 1200 Hz: an "a".
        const weight = 1 / (1 + ((frequency - 700) / 180) ** 2) + 0.6 / (1 + ((frequency - 1200) / 220) ** 2) + 0.08;
        value += weight * Math.sin(2 * Math.PI * frequency * time);
      }
      samples[Math.round(from * RATE) + index] = Math.round(5_000 * envelope * value);
    }
  }
  return wav(samples);
}

/** RIFF/WAVE, PCM, mono, 16 bits. */
function wav(samples: Int16Array): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
}
