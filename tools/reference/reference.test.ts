import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { undocumented } from './undocumented.ts';

const ROOT = join(import.meta.dirname, '../..');

test('[REF-1] every public class, member, event, field and value of the Web SDK has a docstring', () => {
  expect(undocumented(join(ROOT, 'sdk/web/index.ts'))).toEqual([]);
});

test('[REF-2] everything that the server assistant exports has a docstring', () => {
  expect(undocumented(join(ROOT, 'sdk/server-assistant/index.ts'))).toEqual([]);
});

test('[REF-3] what has no docstring is named, also in other files, under a class and inside a type', () => {
  const dir = mkdtempSync(join(tmpdir(), 'reference-'));
  try {
    const write = (name: string, ...lines: string[]) => writeFileSync(join(dir, name), lines.join('\n'));
    write('index.ts', `export * from './types.ts';`, `export { Engine } from './Engine.ts';`);
    write(
      'types.ts',
      ...['/** A. */', 'export interface A {', '/** B. */', 'b: { c: 1 } | 2;', 'd(): void;', '}'],
      ...['// not a docstring', 'export const E = {', '/** One. */', 'one: 1,', 'two: 2 } as const;'],
      'export type E = (typeof E)[keyof typeof E];',
      'type Inner = { hidden: 1 };',
    );
    write(
      'Engine.ts',
      `import { Base } from './Base.ts';`,
      ...['/** Engine. */', 'export class Engine extends Base {', '/** Says. */', 'say() {}'],
      ...['#own = 1;', 'protected kept = 1;', 'shout() {}', '}', 'export const other = 1;'],
    );
    write(
      'Base.ts',
      ...['export class Base {', 'whisper() {}', '/** @internal */', 'hidden() {}', '/** @deprecated */', 'old() {}', '}'],
    );
    expect(undocumented(join(dir, 'index.ts'))).toEqual([
      'A.b.c',
      'A.d',
      'E',
      'E.two',
      'Engine.shout',
      'Engine.whisper',
      'Engine.old',
    ]);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
