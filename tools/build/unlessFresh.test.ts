import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ROOT } from './inputs.ts';
import { unlessFresh } from './unlessFresh.ts';

const folder = mkdtempSync(join(tmpdir(), 'liuyun-fresh-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('[SETUP-50] a package is made when it is not there or a source has changed, once for all who ask at a time, and again after a failure', async () => {
  const inFolder = (name: string) => relative(ROOT, join(folder, name));
  const [source, output] = [join(folder, 'source.ts'), join(folder, 'made')];
  let made = 0;
  const ask = (make = async () => writeFileSync(output, String(++made)), version = '1') =>
    unlessFresh(
      {
        name: 'test',
        stamp: relative(join(ROOT, 'node_modules/.cache/liuyun'), join(folder, 'stamp')),
        sources: [inFolder('source.ts')],
        version,
        output: inFolder('made'),
      },
      make,
    );
  writeFileSync(source, 'a');
  await Promise.all([ask(), ask(), ask()]);
  expect(made).toBe(1);
  writeFileSync(source, 'b');
  await expect(ask(() => Promise.reject(new Error('no such word')))).rejects.toThrow('no such word');
  await ask();
  expect(made).toBe(2);
  await ask(undefined, '2');
  rmSync(output);
  await ask(undefined, '2');
  await ask(undefined, '2');
  expect(made).toBe(4);
});
