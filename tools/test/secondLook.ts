import { type Failure, failuresOf } from './failures.ts';
import type { Report } from './report.ts';
import type { Outcome } from './runParts.ts';
import { tallyOf } from './tally.ts';

/** One run of Vitest: how it ended, and its report if it wrote one. */
export type Run = { code: number | null; report: Report | undefined };

/** More than so many failures are no chance. */
const MOST = 2;

/**
 * Runs tests; the files of one or two that failed are run once more, by themselves, to say of each whether it fails every time. They
 * have failed all the same: what fails by chance is a bug too, but another one.
 */
export async function lookTwice(run: (files: readonly string[]) => Promise<Run>, root: string): Promise<Outcome> {
  const { code, report } = await run([]);
  const tally = tallyOf(report, code);
  const failures = failuresOf(report, root);
  const outcome: Outcome = { ok: code === 0 && tally.failed === 0, tally, failures };
  if (outcome.ok || failures.length === 0 || failures.length > MOST) return outcome;
  const files = [...new Set(failures.map(({ file }) => file))];
  const again = await run(files);
  return { ...outcome, failures: failures.map((failure) => told(failure, again, root)) };
}

/** The failure, and whether its file passed the second time. */
function told(failure: Failure, { report }: Run, root: string): Failure {
  const second = report?.testResults.find(({ name }) => name === `${root}/${failure.file}`);
  return second?.status === 'passed'
    ? { ...failure, name: `${failure.name} (by chance: its file passed when run again)` }
    : failure;
}
