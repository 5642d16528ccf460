import type { Part } from './parts.ts';
import { sumOf, type Tally } from './tally.ts';

/** How a part ended; checks have no tally. */
export type Outcome = { ok: boolean; tally?: Tally };

/**
 * Runs all parts one after the other, whatever fails, and prints a summary whose last line is
 * `N passed, N failed`. Answers the exit code.
 */
export async function runParts(
  parts: readonly Part[],
  run: (part: Part) => Promise<Outcome>,
  { print, now = Date.now }: { print: (line: string) => void; now?: () => number },
): Promise<number> {
  const outcomes: (Outcome & { part: Part; seconds: number })[] = [];
  for (const part of parts) {
    print(`\n── ${part.name} ──`);
    const startedAt = now();
    const outcome = await run(part).catch((error: unknown): Outcome => {
      print(String(error));
      return { ok: false, ...(part.kind === 'tests' ? { tally: { passed: 0, failed: 1, skipped: 0 } } : {}) };
    });
    outcomes.push({ ...outcome, part, seconds: Math.round((now() - startedAt) / 1000) });
  }
  print('\n── summary ──');
  for (const outcome of outcomes) print(summaryLine(outcome));
  const wrong = outcomes.filter(({ ok }) => !ok).map(({ part }) => part.name);
  if (wrong.length > 0) print(`not passed: ${wrong.join(', ')}`);
  const { passed, failed } = sumOf(outcomes.flatMap(({ tally }) => tally ?? []));
  print(`${passed} passed, ${failed} failed`);
  return wrong.length === 0 && outcomes.length > 0 ? 0 : 1;
}

function summaryLine({ part, ok, tally, seconds }: Outcome & { part: Part; seconds: number }): string {
  const skipped = tally && tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
  const counts = tally ? `  ${tally.passed} passed, ${tally.failed} failed${skipped}` : '';
  return `${part.name.padEnd(13)}${ok ? 'ok    ' : 'FAILED'}${String(seconds).padStart(5)} s${counts}`;
}
