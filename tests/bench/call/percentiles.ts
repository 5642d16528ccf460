/** Milliseconds, one decimal. */
export type Spread = { runs: number; p50: number; p95: number; least: number; most: number };

/** Nearest-rank percentiles; no runs give NaN, which a table shows as such. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
  return { runs: sorted.length, p50: at(0.5), p95: at(0.95), least: at(0), most: at(1) };
}

const round = (value: number) => Math.round(value * 10) / 10;
