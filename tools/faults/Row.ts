/** One line of the fault table. Figures are milliseconds unless their name says otherwise. */
export type Row = { id: string; fault: string; must: string; figures: Figures; held: boolean; of?: Measured };
/** When a row was measured, and with which commit (`+`: and changes of its own). */
export type Measured = { date: string; commit: string };
export type Figures = Record<string, number | string>;

/** What `npm run faults` measured in one go. */
export type Results = { date: string; machine: string; rows: Row[] };

export const figuresText = (figures: Figures): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? Math.round(value * 1000) / 1000 : value}`)
    .join(' · ');

/** Rows that were there before and have not been measured now: a full run loses none without a word. */
export function missed(before: readonly Row[], now: readonly Row[]): Row[] {
  const ids = new Set(now.map(({ id }) => id));
  return before.filter(({ id }) => !ids.has(id)).map((row) => ({ ...row, figures: { failed: 'was not run' }, held: false }));
}

/** Later rows win over earlier ones of the same name; in the order of the rules. */
export function gathered(rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...byId.values()].toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}
