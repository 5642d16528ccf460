import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorTable, isErrorName, RtcError } from './errors.ts';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const documented = new Map(
  [...page.matchAll(/^\| `([A-Z_0-9]+)` \| (\d+) \| (\d+) \| (.+?) \| (yes|no) \|$/gm)].map((match) => [match[1], match]),
);

test('[ERR-1] docs/errors.md lists exactly the failures of the table, with code, status, text and retry', () => {
  expect([...documented.keys()].sort()).toEqual(Object.keys(errorTable).sort());
  for (const [name, row] of Object.entries(errorTable)) {
    expect(documented.get(name)?.slice(2)).toEqual([String(row.code), String(row.http), row.text, row.retry ? 'yes' : 'no']);
  }
});

test('[ERR-2] an unknown error becomes the fallback and keeps its cause; an RtcError passes through', () => {
  const known = new RtcError('STREAM_ID_TAKEN', 'abc');
  expect(RtcError.from(known)).toBe(known);
  const cause = new TypeError('x');
  const wrapped = RtcError.from(cause, 'MEDIA_FAILED');
  expect([wrapped.failure, wrapped.code, wrapped.cause]).toEqual(['MEDIA_FAILED', 1103003, cause]);
});

test('[ERR-3] only names of the table are error names, inherited properties are not', () => {
  expect(isErrorName('TIMEOUT')).toBe(true);
  expect(isErrorName('toString')).toBe(false);
  expect(isErrorName(undefined)).toBe(false);
});
