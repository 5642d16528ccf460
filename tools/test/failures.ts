import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Report } from './report.ts';

/** A failed test, or a file that could not be run: where it stands, and the beginning of what it said. */
export type Failure = { name: string; file: string; message: string };

/** So much of a message is repeated in the summary; the whole stands where the test failed. */
const LINES = 12;

/**
 * What failed in one Vitest run. The summary repeats it: of a long log often only the end is kept,
 * and "one test failed" helps nobody who cannot run it again.
 */
export function failuresOf(report: Report | undefined, root: string): Failure[] {
  return (report?.testResults ?? []).flatMap(({ name = '', status, message = '', assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (status === 'failed' && failed.length === 0)
      return [{ name: 'the file could not be run', file, message: beginningOf(message) }];
    return failed.map((one) => ({
      name: one.fullName ?? '',
      file,
      message: (one.failureMessages ?? []).map(beginningOf).join('\n'),
    }));
  });
}

/** A check that failed: its last lines, where most tools sum up. */
export function failedCheck(script: string, output: string): Failure {
  const lines = stripVTControlCharacters(output).split('\n');
  return { name: `npm run ${script}`, file: '', message: lines.slice(-LINES).join('\n') };
}

/** The lines of one failure, as they are printed. */
export function linesOf({ name, file, message }: Failure): string[] {
  return [`✗ ${name}`, ...(file ? [`  ${file}`] : []), ...message.split('\n').map((line) => `    ${line}`)];
}

function beginningOf(message: string): string {
  const lines = stripVTControlCharacters(message).split('\n');
  const own = lines.filter((line) => !/^\s+at .*(node_modules|node:)/.test(line));
  return own.length > LINES ? [...own.slice(0, LINES), '…'].join('\n') : own.join('\n');
}
