import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ROOT } from '../build/inputs.ts';
import { bundle } from './bundle.ts';
import { provide } from './provide.ts';
import { testMachine } from './testMachine.ts';

/** Hashes and stamps are about our own tree: a corner of it that nobody looks at. */
const CORNER = `node_modules/.cache/liuyun/bundle-test-${process.pid}`;
afterAll(() => rmSync(join(ROOT, CORNER), { recursive: true, force: true }));

const copies = (name: string) =>
  bundle({
    name,
    stamp: `bundle-test-${process.pid}/stamp`,
    sources: [`${CORNER}/source.txt`],
    output: `${CORNER}/output.txt`,
    build: ['-e', `fs.copyFileSync('${CORNER}/source.txt', '${CORNER}/output.txt')`],
  });

test('[SETUP-50] what is made of sources is built when it is not there or a source has changed, and not otherwise', async () => {
  const machine = testMachine();
  const step = copies('thing');
  await provide([step], machine);
  expect(machine.lines).toEqual([]);
  mkdirSync(join(ROOT, CORNER), { recursive: true });
  writeFileSync(join(ROOT, CORNER, 'source.txt'), 'one');
  await provide([step], machine);
  await provide([step], machine);
  expect(machine.lines).toEqual(['thing: building']);
  writeFileSync(join(ROOT, CORNER, 'source.txt'), 'two');
  await provide([step], machine);
  expect(machine.lines).toHaveLength(2);
  rmSync(join(ROOT, CORNER, 'output.txt'));
  await provide([step], machine);
  expect(machine.lines).toHaveLength(3);
});

test('[SETUP-50] a build that fails is told with its last lines', async () => {
  mkdirSync(join(ROOT, CORNER), { recursive: true });
  writeFileSync(join(ROOT, CORNER, 'source.txt'), 'one');
  const step = bundle({
    name: 'thing',
    stamp: `bundle-test-${process.pid}/other`,
    sources: [`${CORNER}/source.txt`],
    output: `${CORNER}/none`,
    build: ['-e', "console.error('line 7: no such word'); process.exit(1)"],
  });
  await expect(provide([step], testMachine())).rejects.toThrow(/the thing could not be built: [\s\S]*line 7: no such word/);
});
