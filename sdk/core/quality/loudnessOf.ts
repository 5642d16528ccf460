/** Quieter than this (dB below full scale) is silence: a room's noise after suppression. */
const FLOOR_DB = -60;

/** An amplitude 0–1 → loudness 0–100, linear in decibels as ears are; speech comes out well above 10. */
export function loudnessOf(amplitude: number): number {
  if (!(amplitude > 0)) return 0;
  const level = ((20 * Math.log10(amplitude) - FLOOR_DB) / -FLOOR_DB) * 100;
  return Math.round(Math.min(100, Math.max(0, level)));
}
