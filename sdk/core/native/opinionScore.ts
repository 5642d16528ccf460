import type { PlayQuality } from '../quality/QualityFigures.ts';

/** Where nothing is heard there is nothing to score. */
const UNKNOWN = -1;

/**
 * How good a call sounds, 1–4.5 (mean opinion score), −1 while nothing is heard. The E-model (ITU-T G.107) in the reduced
 * form of Cole and Rosenbluth, "Voice over IP performance monitoring" (2001): delay from capture to the ear, and the part
 * of the sound that had to be made up.
 */
export function opinionScore({ audio, delay }: Pick<PlayQuality, 'audio' | 'delay'>): number {
  if (audio.codec === '' || audio.muted || audio.renderedFps === 0) return UNKNOWN;
  const late = 0.024 * delay + 0.11 * Math.max(0, delay - 177.3);
  const missing = 30 * Math.log(1 + 15 * audio.concealedRate);
  const rating = Math.min(100, Math.max(0, 94.2 - late - missing));
  const score = 1 + 0.035 * rating + 7e-6 * rating * (rating - 60) * (100 - rating);
  return Math.round(Math.max(1, score) * 100) / 100;
}
