import type { Report } from './report.ts';

/** What one part of the test came to. */
export type Tally = { passed: number; failed: number; skipped: number };

/**
 * Counts one Vitest run. A file that could not be run counts as one failure, and so does a run that ended badly
 * without a failed test, or in which nothing passed: silence is not success.
 */
export function tallyOf(report: Report | undefined, exitCode: number | null): Tally {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  ).length;
  const passed = report.numPassedTests;
  const skipped = report.numTotalTests - passed - report.numFailedTests;
  const failed = report.numFailedTests + brokenFiles;
  const ended = exitCode === 0 && passed > 0;
  return { passed, failed: ended ? failed : Math.max(failed, 1), skipped };
}

/** Adds up the parts. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of tallies) {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  }
  return sum;
}
