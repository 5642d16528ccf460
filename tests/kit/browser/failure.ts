import { TestRunner } from 'vitest';

/** Whether the test that runs, or whose hooks run, has failed. */
export const hasFailed = (): boolean => TestRunner.getCurrentTest()?.result?.state === 'fail';

/**
 * Adds what was known to the failure of the test that runs: it is printed with it, and stands in the summary. Who reads the log of
 * a machine that they do not have cannot look again.
 */
export function addToFailure(known: string): void {
  const message = withoutSecrets(known);
  TestRunner.getCurrentTest()?.result?.errors?.push({ name: 'Known then', message, stack: message });
}

const withoutSecrets = (text: string): string =>
  text.replace(/\b04[\w+/=]{30,}/g, '04…').replace(/((?:start|first-run|token|appSign)\W{1,4})[\w~.%+/=-]{8,}/gi, '$1…');
