import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gathered, missed, type Results } from './Row.ts';
import { faultTables, guides, newestResults, withTables } from './tables.ts';
import { untranslated, wordsOf } from './words.ts';

const measured: Results = {
  date: '2030-01-01',
  machine: '2 cores',
  rows: [
    {
      id: 'FAULT-3 (5 s)',
      fault: 'cut for 5 s',
      must: 'back',
      figures: { 'ann sees bob after': 123.4, 'states told': 'none' },
      held: true,
    },
    {
      id: 'FAULT-11',
      fault: '15 % loss, both ways',
      must: 'lives',
      figures: { 'ann: frozen %': 7.25, 'ann: fps': 20 },
      held: false,
    },
  ],
};

test('[FAULT-30] the guides show the newest results, in both languages, and nothing else', () => {
  const results = newestResults();
  if (!results) throw new Error('nothing was measured yet');
  for (const language of ['en', 'zh'] as const) {
    const guide = readFileSync(guides[language], 'utf8');
    expect(withTables(guide, faultTables(results, language))).toBe(guide);
  }
});

test('[FAULT-30] every row and figure of the newest results has Chinese words', () => {
  expect(newestResults()?.rows.flatMap(untranslated)).toEqual([]);
});

test('[FAULT-31] a row says what failed, what was measured, and whether it held', () => {
  const table = faultTables(measured, 'en');
  expect(table).toContain('| FAULT-3 (5 s) | cut for 5 s | back | ann sees bob after 123 · states told none | yes |');
  expect(table).toContain('| FAULT-11 | 15 % loss | ann | 7.3 % | 20 |  |  |  | **no** |');
  expect(faultTables(measured, 'zh')).toContain('ann 看到 bob 123 · 状态 无 | 是 |');
});

test('[FAULT-31] of a row measured twice the later one counts', () => {
  const [first] = measured.rows;
  if (!first) throw new Error('no row');
  expect(gathered([first, { ...first, held: false }])).toEqual([{ ...first, held: false }]);
});

test('[FAULT-31] a row that was there before and is not measured any more has not held', () => {
  const [first, second] = measured.rows;
  if (!first || !second) throw new Error('no rows');
  expect(missed([first, second], [first])).toEqual([{ ...second, held: false, figures: { failed: 'was not run' } }]);
});

test('[FAULT-31] rows that were measured at another time say so', () => {
  const at = (commit: string) => ({ date: '2030-01-01', commit });
  const [first, second] = measured.rows;
  if (!first || !second) throw new Error('no rows');
  const rows = [
    { ...first, of: at('aaa') },
    { ...second, of: at('aaa') },
    { ...second, id: 'FAULT-9', of: at('bbb') },
  ];
  const table = faultTables({ ...measured, rows }, 'en');
  expect(table).toContain('Measured 2030-01-01 aaa (2 cores). Times are milliseconds. FAULT-9 on 2030-01-01, bbb.');
});

test('[FAULT-30] what must hold has the same numbers in both languages', () => {
  const numbers = (text: string) => text.match(/\d+(\.\d+)?/g) ?? [];
  for (const row of newestResults()?.rows ?? []) {
    const zh = numbers(wordsOf(row, 'zh').must);
    // One Chinese text for several rows may have the numbers of all of them.
    expect(zh, row.id).toEqual(expect.arrayContaining(numbers(row.must)));
  }
});

test('[FAULT-30] tables replace what stood between their marks, and a guide without marks is refused', () => {
  const guide = readFileSync(guides.en, 'utf8');
  expect(withTables(withTables(guide, 'one'), 'two')).toBe(withTables(guide, 'two'));
  expect(() => withTables('no marks', 'table')).toThrow('has no');
});
