import { type Failure, failuresOf } from './failures.ts';
import type { Report } from './report.ts';
import type { Outcome } from './runParts.ts';
import { sumOf, tallyOf } from './tally.ts';

/** One run of Vitest: how it ended, and its report if it wrote one. */
export type Run = { code: number | null; report: Report | undefined };

/** More than so many failures are no chance. */
const MOST = 2;

/**
 * Runs tests; the files of one or two that failed are run once more, by themselves. What fails there too has failed. What passes
 * then has failed by chance: that is a bug of the test or of the product, which the summary names, but not one of the change.
 */
export async function lookTwice(run: (files: readonly string[]) => Promise<Run>, root: string): Promise<Outcome> {
  const first = await run([]);
  const outcome = outcomeOf(first, root);
  const { failures = [] } = outcome;
  if (outcome.ok || !first.report || failures.length === 0 || failures.length > MOST) return outcome;
  const files = [...new Set(failures.map(({ file }) => file))];
  const second = outcomeOf(await run(files), root);
  if (!second.ok || !second.tally) return outcome;
  const others = tallyOf(without(first.report, files, root), 0);
  return { ok: true, tally: sumOf([others, second.tally]), byChance: failures };
}

/** How one run went. */
function outcomeOf({ code, report }: Run, root: string): Outcome & { failures: readonly Failure[] } {
  const tally = tallyOf(report, code);
  return { ok: code === 0 && tally.failed === 0, tally, failures: failuresOf(report, root) };
}

/** The report as if these files had not been run. */
function without({ testResults }: Report, files: readonly string[], root: string): Report {
  const left = testResults.filter(({ name }) => !files.some((file) => name === `${root}/${file}`));
  const all = left.flatMap(({ assertionResults }) => assertionResults);
  const count = (wanted: string) => all.filter(({ status }) => status === wanted).length;
  return {
    testResults: left,
    numPassedTests: count('passed'),
    numFailedTests: count('failed'),
    numTotalTests: all.length,
  };
}
