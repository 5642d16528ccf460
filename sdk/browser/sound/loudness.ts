/** Quieter than this (dB below full scale) is silence: a room's noise after suppression. */
const FLOOR_DB = -60;

/** Samples in [-1, 1] → loudness 0–100, linear in decibels as ears are; speech comes out well above 10. */
export function loudness(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / samples.length);
  if (rms === 0) return 0;
  const level = ((20 * Math.log10(rms) - FLOOR_DB) / -FLOOR_DB) * 100;
  return Math.round(Math.min(100, Math.max(0, level)));
}
