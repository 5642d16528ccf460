import type { Caller } from './Caller.ts';

/**
 * Runs what must happen once. A client that lost its connection before the answer asks again under the same name, and
 * is given the first answer. A failure is not remembered: nothing has happened then.
 */
export function once<T extends object>(caller: Caller, name: string | undefined, run: () => T): T {
  if (name === undefined) return run();
  const { answers } = caller.session;
  const known = answers.get(name);
  if (known) return known as T;
  const answer = run();
  answers.set(name, answer);
  return answer;
}
