/** Vitest's JSON report, as far as we read it. */
export type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numTotalTests: number;
  testResults: readonly {
    name?: string;
    status: string;
    message?: string;
    assertionResults: readonly { status: string; fullName?: string; failureMessages?: readonly string[] | null }[];
  }[];
};
