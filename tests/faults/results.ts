import { appendFile } from 'node:fs/promises';
import { figuresText, type Row } from '../../tools/faults/Row.ts';

export type { Row };

/** Where `npm run faults` collects what was measured, one JSON line for each row; without it rows are only printed. */
const FILE = process.env.FAULTS_ROWS;

let ofThisTest: Row[] = [];

/** Prints what was measured, and keeps it for the table. */
export async function record(row: Row): Promise<void> {
  const told = { ...row, figures: withoutInfinity(row.figures) };
  ofThisTest.push(told);
  await write(told);
}

/** After each test: one that failed leaves a row that was not held, whatever it had recorded before it failed. */
export async function recordFailure(title: string, errors: readonly { message: string }[] | undefined): Promise<void> {
  const [row = { id: rowIdOf(title), fault: title.replace(/^\[.*?\] /, ''), must: '', figures: {}, held: false }] = ofThisTest
    .splice(0)
    .reverse();
  ofThisTest = [];
  if (!errors?.length || !row.id || (!row.held && Object.keys(row.figures).length > 0)) return;
  const failed = (errors[0]?.message ?? '').split('\n', 1)[0]?.slice(0, 120) ?? '';
  await write({ ...row, figures: { ...row.figures, failed }, held: false });
}

/** What never came has no time, and JSON no word for it. */
const withoutInfinity = (figures: Row['figures']): Row['figures'] =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, Number.isFinite(value) || typeof value === 'string' ? value : 'never']),
  );

async function write(row: Row): Promise<void> {
  console.log(
    `${row.id} ${row.held ? 'held' : 'NOT HELD'}: ${row.fault}\n    must: ${row.must}\n    ${figuresText(row.figures)}`,
  );
  if (FILE) await appendFile(FILE, `${JSON.stringify(row)}\n`);
}

/** The row that a test would have recorded: the rule, and which of several it was. */
function rowIdOf(title: string): string {
  const rule = /^\[(FAULT-\d+)\]/.exec(title)?.[1] ?? '';
  const which = /(-?\d+) (s)econds/.exec(title) ?? /\((-?\d+) (m?s)/.exec(title) ?? /\((up|down|none)\)/.exec(title);
  return which ? `${rule} (${which.slice(1).join(' ')})` : rule;
}
