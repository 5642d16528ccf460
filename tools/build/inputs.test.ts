import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { hashOf, ROOT } from './inputs.ts';

test('[BUILD-3] what is built is built again exactly when the contents of its sources have changed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liuyun-build-'));
  const path = relative(ROOT, folder);
  try {
    writeFileSync(join(folder, 'a.ts'), 'one');
    const first = hashOf([path]);
    writeFileSync(join(folder, 'a.ts'), 'one');
    writeFileSync(join(folder, 'a.test.ts'), 'a test is no source');
    expect(hashOf([path])).toBe(first);
    writeFileSync(join(folder, 'a.ts'), 'two');
    expect(hashOf([path])).not.toBe(first);
    expect(hashOf([path], '1.0.0')).not.toBe(hashOf([path], '1.0.1'));
    expect(hashOf([`${path}/missing`])).toBe(hashOf([]));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
