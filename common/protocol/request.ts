import type { z } from 'zod';
import type { ErrorName } from './errors.ts';

/** What is sent, what comes back, how it can fail. INPUT_PARAM, TIMEOUT and INTERNAL go without saying. */
export function request<P extends z.ZodType, R extends z.ZodType>(definition: {
  params: P;
  result: R;
  fails: readonly ErrorName[];
}) {
  return definition;
}
