import { isErrorName, type Params, type RequestName, RtcError, requests } from '@liuyun/protocol';
import type { z } from 'zod';

/** Parameters as the protocol wants them, or the RtcError that says what is wrong with which field. */
export function readParams<N extends RequestName>(name: N, raw: unknown): Params<N> {
  const read = requests[name].params.safeParse(raw);
  if (read.success) return read.data as Params<N>;
  throw faultOf(read.error.issues);
}

export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

function faultOf(issues: readonly z.core.$ZodIssue[]): RtcError {
  for (const issue of issues) {
    const failure: unknown = issue.code === 'custom' ? issue.params?.failure : undefined;
    if (isErrorName(failure)) return new RtcError(failure, fieldOf(issue));
  }
  const [first] = issues;
  return new RtcError('INPUT_PARAM', first ? fieldOf(first) : '');
}

/** Keys of opaque parameters are the client's own words: they are cut short. */
function fieldOf(issue: z.core.$ZodIssue): string {
  return issue.path.map(String).join('.').slice(0, 128);
}
