/** CPU of the server's process for one thing, µs: of all its threads, of its JavaScript thread, and of the records' own. */
export type Measured = { all: number; main: number; records: number };
/** What one turn of one kind cost: with records, without, and without once more. */
export type Round = { on: Measured; off: Measured; again: Measured };

/** A median with the bounds that hold it in 95 of 100 cases, whatever the distribution. */
export type Estimate = { median: number; from: number; to: number };

/** Percent are of what the same costs without records. */
export type Cost = {
  /** µs of all threads, median. */
  withoutUs: number;
  /** More with records than without. */
  percent: Estimate;
  /** The same of two that are both without: what the measurement itself is good for. */
  samePercent: Estimate;
  /** Of that, the thread that writes records. */
  threadPercent: Estimate;
};

export function costOf(rounds: readonly Round[]): Cost {
  const without = ({ off, again }: Round) => (off.all + again.all) / 2;
  const percent = (value: (round: Round) => number) => estimate(rounds.map((round) => (100 * value(round)) / without(round)));
  return {
    withoutUs: round1(estimate(rounds.map(without)).median),
    percent: percent((round) => round.on.all - without(round)),
    samePercent: percent(({ again, off }) => again.all - off.all),
    threadPercent: percent(({ on }: { on: Measured }) => on.records),
  };
}

/** The bounds are order statistics: so many of the values are expected on each side of the true median (binomial, normal approximation). */
export function estimate(values: readonly number[]): Estimate {
  const sorted = values.toSorted((a, b) => a - b);
  const count = sorted.length;
  const aside = Math.max(0, Math.floor((count - 1.96 * Math.sqrt(count)) / 2));
  const at = (index: number) => round1(sorted[index] ?? Number.NaN);
  const middle = (count - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
  return { median: round1(median), from: at(aside), to: at(count - 1 - aside) };
}

function round1(value: number): number {
  return Math.round(10 * value) / 10;
}
