import type { ErrorName } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol';

/** The name of the RtcError that `promise` rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<ErrorName | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    if (error instanceof RtcError) return error.failure;
    throw error;
  }
}
