import { type ErrorName, errorTable } from '@liuyun/protocol';

/** What an HTTP door answers with a failure: its public number, its name, and what exactly was wrong (never a secret). */
export function failureBody(name: ErrorName, detail = ''): { code: number; name: ErrorName; detail: string } {
  return { code: errorTable[name].code, name, detail };
}
