import { type Failure, linesOf } from './failures.ts';
import type { Part } from './parts.ts';
import { sideBySide } from './sideBySide.ts';
import { sumOf, type Tally } from './tally.ts';

/**
 * How a part ended; checks have no tally. `output`: what it wrote, if that was not shown as it came. `failures`: what the summary
 * repeats.
 */
export type Outcome = { ok: boolean; tally?: Tally; output?: string; failures?: readonly Failure[] };
type Ended = Outcome & { part: Part; seconds: number };

/**
 * Runs the checks side by side, as many at a time as there are `cores`, and then the tests one part after the other, whatever fails.
 * Prints a summary: what failed, how each part ended, and a last line `N passed, N failed`. Answers the exit code.
 */
export async function runParts(
  parts: readonly Part[],
  run: (part: Part) => Promise<Outcome>,
  { print, now = Date.now, cores = 1 }: { print: (line: string) => void; now?: () => number; cores?: number },
): Promise<number> {
  const toTheEnd = async (part: Part): Promise<Ended> => {
    const startedAt = now();
    const outcome = await run(part).catch((error: unknown): Outcome => {
      const tally = part.kind === 'tests' ? { tally: { passed: 0, failed: 1, skipped: 0 } } : {};
      return { ok: false, output: String(error), ...tally };
    });
    return { ...outcome, part, seconds: Math.round((now() - startedAt) / 1000) };
  };
  const of = (kind: Part['kind']) => parts.filter((part) => part.kind === kind);
  const title = ({ name }: Part) => print(`\n── ${name} ──`);

  const outcomes: Ended[] = [];
  const checks = of('check').map((part) => () => toTheEnd(part));
  for (const check of sideBySide(checks, cores)) {
    const ended = await check;
    title(ended.part);
    if (ended.output) print(ended.output);
    outcomes.push(ended);
  }
  for (const part of of('tests')) {
    title(part);
    const ended = await toTheEnd(part);
    if (ended.output) print(ended.output);
    outcomes.push(ended);
  }
  print('\n── summary ──');
  for (const failure of outcomes.flatMap(({ failures = [] }) => failures)) for (const line of linesOf(failure)) print(line);
  for (const outcome of outcomes) print(summaryLine(outcome));
  const wrong = outcomes.filter(({ ok }) => !ok).map(({ part }) => part.name);
  if (wrong.length > 0) print(`not passed: ${wrong.join(', ')}`);
  const { passed, failed } = sumOf(outcomes.flatMap(({ tally }) => tally ?? []));
  print(`${passed} passed, ${failed} failed`);
  return wrong.length === 0 && outcomes.length > 0 ? 0 : 1;
}

function summaryLine({ part, ok, tally, seconds }: Ended): string {
  const skipped = tally && tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
  const counts = tally ? `  ${tally.passed} passed, ${tally.failed} failed${skipped}` : '';
  return `${part.name.padEnd(13)}${ok ? 'ok    ' : 'FAILED'}${String(seconds).padStart(5)} s${counts}`;
}
