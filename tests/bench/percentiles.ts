/** Milliseconds, two decimals. */
export type Percentiles = { p50: number; p95: number; p99: number; most: number };

/** Nearest-rank percentiles; of nothing they are NaN. */
export function spreadWide(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(100 * (sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN)) / 100;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}
