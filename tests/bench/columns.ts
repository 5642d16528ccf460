export type Row = readonly (string | number | undefined)[];

/** Rows in fixed width, the first column on the left. */
export function columns(rows: readonly Row[], side: 'left' | 'right' = 'right'): string {
  const cell = (value: string | number | undefined) =>
    typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 4 }) : (value ?? '');
  const texts = rows.map((row) => row.map(cell));
  const widths = texts[0]?.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0))) ?? [];
  const pad = (text: string, column: number) =>
    column === 0 || side === 'left' ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return texts.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}
