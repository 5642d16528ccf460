import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Part, partsNamed } from './parts.ts';
import { type Outcome, runParts } from './runParts.ts';
import { type Report, tallyOf } from './tally.ts';

const ROOT = join(import.meta.dirname, '../..');
const print = (line: string) => console.log(line);

/** Runs a program of node_modules/.bin, or npm, with its output passed through; answers the exit code. */
function pass(program: string, args: readonly string[]): Promise<number | null> {
  const env = { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}` };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', resolve);
  });
}

async function runTests(project: string): Promise<Outcome> {
  const dir = mkdtempSync(join(tmpdir(), 'liuyun-test-'));
  try {
    const file = join(dir, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await pass('vitest', ['run', '--project', project, ...reporters]);
    const tally = tallyOf(readReport(file), code);
    return { ok: code === 0 && tally.failed === 0, tally };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}

async function runCheck(script: string): Promise<Outcome> {
  return { ok: (await pass('npm', ['run', '--silent', script])) === 0 };
}

const run = (part: Part) => (part.kind === 'tests' ? runTests(part.name) : runCheck(part.name));

try {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  process.exitCode = await runParts(partsNamed(values.only), run, { print });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
