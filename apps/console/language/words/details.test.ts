import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { details } from './details.ts';

const OPERATIONS = join(import.meta.dirname, '../../../../server/operations/admin');
/** What a form of the console cannot bring about, and what is said in other words already. */
const ELSEWHERE = new Set(['no such page', 'name or password wrong', 'too many wrong passwords; wait a little']);
const DOWNLOADED = 'this backup has been downloaded, or it is too old';

it('[CONSOLE-54] what the console’s operations refuse is said in both languages', () => {
  const said = readdirSync(OPERATIONS)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => [
      ...readFileSync(join(OPERATIONS, name), 'utf8').matchAll(
        /new AdminError\('(?:BAD_REQUEST|CONFLICT|NOT_FOUND|FORBIDDEN)', '([^']+)'/g,
      ),
    ])
    .map(([, text = '']) => text);
  expect(said.length).toBeGreaterThan(25);
  const unknown = said.filter((text) => !Object.hasOwn(details, text) && !ELSEWHERE.has(text) && text !== DOWNLOADED);
  expect(unknown).toEqual([]);
});
