import { expect, test } from 'vitest';
import { findings } from './findings.ts';
import { rulesOf } from './rules.ts';
import { testIdsOf } from './testIds.ts';

const ids = (text: string) => testIdsOf(text, 'a.test.ts').map(({ id }) => id);

test('[SPEC-1] a rule is a list line that begins with its bold id', () => {
  const text = '# Room\n\n- **ROOM-7** A kicked-out client does not reconnect.\n- **ROOM-8** b\ntext **ROOM-9** c\n- ROOM-10 d';
  expect(rulesOf(text, 'room.md')).toEqual([
    { id: 'ROOM-7', text: 'A kicked-out client does not reconnect.', file: 'room.md', line: 3 },
    { id: 'ROOM-8', text: 'b', file: 'room.md', line: 4 },
  ]);
});

test('[SPEC-2] ids are read from titles, in every way a test can be written', () => {
  expect(ids("test('[ROOM-1] a', () => {})")).toEqual(['ROOM-1']);
  expect(ids('describe("[ROOM-1] a", () => { it(`[ROOM-2] b`, f) })')).toEqual(['ROOM-1', 'ROOM-2']);
  expect(ids("test.each([1])('[ROOM-3] %s', f); test.each`x`('[ROOM-4]', f); it.skipIf(x)('[ROOM-5]', f)")).toEqual([
    'ROOM-3',
    'ROOM-4',
    'ROOM-5',
  ]);
  expect(ids("test('[ROOM-1][ROOM-2] a', f); test('[ROOM-3, WEB-ROOM-4] b', f)")).toEqual([
    'ROOM-1',
    'ROOM-2',
    'ROOM-3',
    'WEB-ROOM-4',
  ]);
});

test('[SPEC-2] with each id comes how its test is written', () => {
  const [one] = testIdsOf("f(); test('[ROOM-1] a', () => g('x')); h();", 'a.test.ts');
  expect(one).toMatchObject({ line: 1, source: "test('[ROOM-1] a', () => g('x'))" });
});

test('[SPEC-2] ids in comments, bodies and other calls do not count', () => {
  expect(
    ids("// test('[ROOM-1] a')\nlog('[ROOM-2]'); test('a', () => { expect('[ROOM-3]') }); test('a list [1, 2]', f)"),
  ).toEqual([]);
});

test('[SPEC-2] sentences of a table count where tests take their titles from it', () => {
  const table = "const cases = [['[ROOM-1] a', 1], ['[ROOM-2] b', 2]];";
  expect(ids(`${table} for (const [title, n] of cases) test(title, () => { expect(n).toBe('[ROOM-3] c') })`)).toEqual([
    'ROOM-1',
    'ROOM-2',
  ]);
  expect(ids(`${table} test('[ROOM-4] d', f)`)).toEqual(['ROOM-4']);
  expect(ids(`${table} for (const [title] of cases) test.skip(title, f)`)).toEqual([]);
});

test('[SPEC-2] a test that is skipped does not count, nor what stands in a skipped group', () => {
  expect(ids("test.skip('[ROOM-1] a', f); it.todo('[ROOM-2]'); describe.skip('x', () => { test('[ROOM-3]', f) })")).toEqual([]);
});

test('[SPEC-3] a rule without a test, an unknown id and a doubled rule are each one line with its place', () => {
  const rules = [
    { id: 'ROOM-1', text: 'a', file: 'docs/spec/room.md', line: 3 },
    { id: 'ROOM-2', text: 'b', file: 'docs/spec/room.md', line: 4 },
    { id: 'ROOM-1', text: 'c', file: 'docs/spec/more.md', line: 9 },
  ];
  const tests = [
    { id: 'ROOM-1', file: 'x.test.ts', line: 5, source: '' },
    { id: 'ROOM-9', file: 'x.test.ts', line: 6, source: '' },
  ];
  expect(findings(rules, tests)).toEqual([
    'docs/spec/more.md:9 ROOM-1 is said twice, first at docs/spec/room.md:3',
    'docs/spec/room.md:4 ROOM-2 has no test: b',
    'x.test.ts:6 ROOM-9 is not in docs/spec',
  ]);
  expect(findings(rules.slice(0, 1), tests.slice(0, 1))).toEqual([]);
});
