import { loudnessOf } from '@liuyun/core/quality/loudnessOf';

/** Samples in [-1, 1] → loudness 0–100. */
export function loudness(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return loudnessOf(Math.sqrt(sum / samples.length));
}
