import type { QualityGrade } from './QualityFigures.ts';
import type { Reached } from './Reach.ts';

/**
 * How good a connection is, from round trip (ms) and loss (0–1): the worse of the two decides.
 * Thresholds follow ITU-T G.114 for delay and what Opus and NACK still conceal for loss.
 */
export function gradeOf(rtt: number | undefined, lossRate: number): QualityGrade {
  const byLoss: QualityGrade = lossRate < 0.02 ? 0 : lossRate < 0.05 ? 1 : lossRate < 0.1 ? 2 : lossRate < 0.3 ? 3 : 4;
  if (rtt === undefined) return byLoss;
  const byDelay: QualityGrade = rtt < 100 ? 0 : rtt < 200 ? 1 : rtt < 400 ? 2 : rtt < 1000 ? 3 : 4;
  return byLoss > byDelay ? byLoss : byDelay;
}

/** The grade of a connection on which nothing is answered any more; undefined where its figures say how good it is. */
export function gradeOfSilence(reached: Reached): QualityGrade | undefined {
  return reached === 'no' ? 4 : reached === 'unsure' ? -1 : undefined;
}

/** Kinds share a connection: what one of them has found out of it is true of all. */
export function reachOf(all: readonly (Reached | undefined)[]): Reached {
  return all.includes('no') ? 'no' : all.includes('unsure') ? 'unsure' : 'yes';
}
