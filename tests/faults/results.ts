import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';

/** One line of the fault table. Figures are milliseconds unless their name says otherwise. */
export type Row = { id: string; fault: string; must: string; figures: Record<string, number | string>; held: boolean };

const FOLDER = join(import.meta.dirname, 'results');

/** Prints what was measured; with FAULTS_RESULTS set, also keeps it in `results/<date>.json` and `.md`. */
export async function record(row: Row): Promise<void> {
  console.log(`${row.id} ${row.held ? 'held' : 'NOT HELD'}: ${row.fault}\n    must: ${row.must}\n    ${figuresText(row)}`);
  if (!process.env.FAULTS_RESULTS) return;
  const date = new Date().toISOString().slice(0, 10);
  const file = join(FOLDER, `${date}.json`);
  await mkdir(FOLDER, { recursive: true });
  const before = await readFile(file, 'utf8').then(
    (text) => (JSON.parse(text) as { rows: Row[] }).rows,
    () => [],
  );
  const rows = [...before.filter(({ id }) => id !== row.id), row].toSorted((a, b) =>
    a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
  const machine = `${cpus().length} cores, ${process.platform} ${process.arch}, Node ${process.version}`;
  await writeFile(file, `${JSON.stringify({ date, machine, rows }, null, 2)}\n`);
  await writeFile(file.replace(/json$/, 'md'), table(rows, { date, machine }));
}

function table(rows: Row[], { date, machine }: { date: string; machine: string }): string {
  const lines = rows.map(
    (row) => `| ${row.id} | ${row.fault} | ${row.must} | ${figuresText(row)} | ${row.held ? 'yes' : '**no**'} |`,
  );
  const head = ['| rule | fault | must hold | measured | held |', '|---|---|---|---|---|'];
  return [`# Faults, measured ${date}`, '', machine, '', ...head, ...lines, ''].join('\n');
}

const figuresText = ({ figures }: Row): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? Math.round(value * 1000) / 1000 : value}`)
    .join(' · ');
