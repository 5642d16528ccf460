import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** What must never be compared by a way that ends at the first difference. */
const SECRET = String.raw`[\w.]*(?:[sS]ecret|[sS]ignature|[pP]assword|[cC]srf|[sS]essionKey|[aA]ppSign|[sS]tartKey|hmac|digest)\b(?!\.(?:length|mode))`;
const COMPARED = new RegExp(String.raw`(?:${SECRET}\)?\s*[!=]==?(?!=)|[!=]==?\s*${SECRET})`);
/** Against nothing, to see whether there is one at all. */
const AGAINST_NOTHING = /[!=]==?\s*(undefined|null|''|"")|(undefined|null|''|"")\s*[!=]==?|typeof/;

/** Lines of a source in which a secret is compared with `===` or its kin. */
function comparisons(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\/\/.*$|^\s*\*.*$|\/\*\*.*$/, '').trim())
    .filter((line) => COMPARED.test(line) && !AGAINST_NOTHING.test(line));
}

test('[SEC-2] no source compares a secret, a signature, a key or a password with === or its kin', () => {
  const files = globSync('{common,server,sdk/server-assistant}/**/*.ts', {
    cwd: ROOT,
    exclude: (name) => name.includes('node_modules'),
  });
  const sources = files.filter((file) => !/\.(test|itest|contract)\.ts$|\/dist\//.test(file));
  expect(sources.length).toBeGreaterThan(100);
  const found = sources.flatMap((file) => comparisons(readFileSync(join(ROOT, file), 'utf8')).map((line) => `${file}: ${line}`));
  expect(found).toEqual([]);
});

test('[SEC-2] such a comparison would be found', () => {
  for (const line of [
    'if (given.signature === expected) return true;',
    'if (expected !== app.serverSecret) throw x;',
    'return hash(password) == stored.password;',
    'ok = csrf !== session.csrf;',
    'if (sessionKey === session.sessionKey)',
  ]) {
    expect([line, comparisons(line)]).toEqual([line, [line]]);
  }
  for (const line of [
    'if (secret === undefined) return;',
    "if (app.serverSecret !== '')",
    'const same = sameSecret(signature, expected);',
  ]) {
    expect([line, comparisons(line)]).toEqual([line, []]);
  }
});
