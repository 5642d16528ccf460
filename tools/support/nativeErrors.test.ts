import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ErrorName, errorTable } from '../../common/protocol/errors.ts';
import { type Area, nativeCode, nativeOnly } from '../../sdk/core/native/failures.ts';
import { errorsPage } from './nativeErrors.ts';

const PAGE = join(import.meta.dirname, '../../docs/errors.md');
const AREAS: readonly Area[] = ['engine', 'room', 'publish', 'play', 'message', 'device'];

test('[NATIVE-9] docs/errors.md says every number that the native SDKs count otherwise, and no other', () => {
  const page = readFileSync(PAGE, 'utf8');
  expect(page).toBe(errorsPage(page));
  const rows = new Map([...page.matchAll(/^\| `(\w+)` \| (\d+) \| ([^|]+) \|$/gm)].map(([, name, , native]) => [name, native]));
  for (const name of Object.keys(errorTable) as ErrorName[]) {
    const codes = [...new Set(AREAS.map((area) => nativeCode(name, area)))].sort();
    const said = [...(rows.get(name) ?? String(errorTable[name].code)).matchAll(/\d{7}/g)].map(([code]) => Number(code)).sort();
    expect(said, name).toEqual(codes);
  }
  for (const { code } of Object.values(nativeOnly)) expect(page).toContain(`| ${code} | `);
});
