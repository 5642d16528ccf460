import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gathered, type Measured, missed, type Results, type Row } from './Row.ts';
import { newestResults, RESULTS, writeGuides } from './tables.ts';

/**
 * `npm run faults`: every fault, then the table of what was measured in tests/faults/results and in the guides.
 * `npm run faults -- network -t FAULT-7` tries some and keeps nothing, unless `--keep` says so: then they replace
 * their rows in the newest results. `--docs` only writes the guides anew.
 */
const ROOT = join(import.meta.dirname, '../..');
const words = process.argv.slice(2);
const keep = words.includes('--keep');
const chosen = words.filter((word) => word !== '--keep');

if (words.includes('--docs')) {
  const results = newestResults();
  if (results) writeGuides(results);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'liuyun-faults-'));
  try {
    const file = join(folder, 'rows.jsonl');
    writeFileSync(file, '');
    const code = await run(['run', '--project', 'faults', ...chosen], { FAULTS_ROWS: file });
    const measured = gathered(
      readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Row),
    );
    const rows = chosen.length > 0 ? measured : gathered([...missed(newestResults()?.rows ?? [], measured), ...measured]);
    report(rows);
    if (rows.length > 0 && (chosen.length === 0 || keep)) write(rows);
    process.exitCode = code ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A row that fails keeps no other from being measured. */
function run(args: readonly string[], more: Record<string, string>): Promise<number | null> {
  const child = spawn(join(ROOT, 'node_modules/.bin/vitest'), args, {
    cwd: ROOT,
    env: { ...process.env, ...more },
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}

function report(rows: readonly Row[]): void {
  const missed = rows.filter(({ held }) => !held).map(({ id }) => id);
  console.log(
    `\n${rows.length - missed.length} of ${rows.length} rows held${missed.length ? `; not held: ${missed.join(', ')}` : ''}`,
  );
}

function write(rows: Row[]): void {
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} cores, ${process.platform} ${process.arch}, Node ${process.version}`;
  const of: Measured = { date, commit: commit() };
  const before = chosen.length > 0 ? (newestResults()?.rows ?? []) : [];
  const results: Results = { date, machine, rows: gathered([...before, ...rows.map((row) => ({ ...row, of }))]) };
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, `${date}.json`), `${JSON.stringify(results, null, 2)}\n`);
  writeGuides(results);
  console.log('written: tests/faults/results, docs/guides/reconnection.md, docs/guides/reconnection.zh-CN.md');
}

/** What was measured; empty outside a repository. */
function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+');
  } catch {
    return '';
  }
}
