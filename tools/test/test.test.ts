import { describe, expect, test, vi } from 'vitest';
import { failedCheck, failuresOf } from './failures.ts';
import { PARTS, type Part, partsNamed } from './parts.ts';
import type { Report } from './report.ts';
import { type Outcome, runParts } from './runParts.ts';
import { lookTwice, type Run } from './secondLook.ts';
import { sumOf, tallyOf } from './tally.ts';

const passed = { status: 'passed' };
const failed = { status: 'failed' };

function report(numPassedTests: number, numFailedTests: number, more: Partial<Report> = {}): Report {
  return { numPassedTests, numFailedTests, numTotalTests: numPassedTests + numFailedTests, testResults: [], ...more };
}

describe('tally', () => {
  test('[TEST-1] counts are those of the report, and skipped tests are neither passed nor failed', () => {
    expect(tallyOf(report(7, 0, { numTotalTests: 9 }), 0)).toEqual({ passed: 7, failed: 0, skipped: 2 });
    expect(tallyOf(report(7, 2), 1)).toEqual({ passed: 7, failed: 2, skipped: 0 });
  });

  test('[TEST-1] runs are added up', () => {
    expect(sumOf([tallyOf(report(7, 2), 1), tallyOf(report(5, 0), 0)])).toEqual({ passed: 12, failed: 2, skipped: 0 });
  });

  test('[TEST-2] a file that could not be run is one failure, beside the failed tests of others', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [passed, failed] },
      { status: 'passed', assertionResults: [passed] },
    ];
    expect(tallyOf(report(2, 1, { testResults }), 1).failed).toBe(2);
  });

  test('[TEST-2] no report, a bad end, and no passed test are failures', () => {
    expect(tallyOf(undefined, 0).failed).toBe(1);
    expect(tallyOf(report(5, 0), 1).failed).toBe(1);
    expect(tallyOf(report(5, 0), null).failed).toBe(1);
    expect(tallyOf(report(0, 0, { numTotalTests: 3 }), 0).failed).toBe(1);
  });
});

/** Runs parts that end as said, and answers the exit code and what was printed. */
async function ran(outcomes: Record<string, Outcome | Error>): Promise<{ code: number; lines: string[]; order: string[] }> {
  const order: string[] = [];
  const parts = Object.entries(outcomes).map(
    ([name, end]): Part => ({ name, kind: end instanceof Error || end.tally ? 'tests' : 'check' }),
  );
  const run = async ({ name }: Part) => {
    order.push(name);
    const outcome = outcomes[name] ?? new Error('no such part');
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  const lines: string[] = [];
  const code = await runParts(parts, run, { print: (line) => lines.push(line) });
  return { code, lines, order };
}

const fine = { ok: true, tally: { passed: 3, failed: 0, skipped: 0 } };

describe('runParts', () => {
  test('[TEST-3] all parts run after one has failed, and the exit code is 1', async () => {
    const { code, order, lines } = await ran({ types: { ok: false }, unit: fine, e2e: fine });
    expect(order).toEqual(['types', 'unit', 'e2e']);
    expect(code).toBe(1);
    expect(lines.slice(-2)).toEqual(['not passed: types', '6 passed, 0 failed']);
  });

  test('[TEST-3] when everything passes the exit code is 0 and the last line is the sum', async () => {
    const { code, lines } = await ran({ types: { ok: true }, unit: fine });
    expect(code).toBe(0);
    expect(lines.at(-1)).toBe('3 passed, 0 failed');
  });

  test('[TEST-2] a part that cannot be started is a failure, and no part at all is no success', async () => {
    const { code, lines } = await ran({ unit: new Error('spawn vitest ENOENT'), e2e: fine });
    expect(code).toBe(1);
    expect(lines.at(-1)).toBe('3 passed, 1 failed');
    expect((await ran({})).code).toBe(1);
  });
});

describe('the end of the log', () => {
  test('[TEST-5] names every failed test with its file and the beginning of its message', async () => {
    const long = [
      '\u001b[31mAssertionError\u001b[39m: expected 1 to be 2',
      ...Array.from({ length: 30 }, (_, i) => `line ${i}`),
    ].join('\n');
    const failures = failuresOf(
      report(1, 1, {
        testResults: [
          {
            name: '/root/tests/protocol/room.test.ts',
            status: 'failed',
            assertionResults: [passed, { status: 'failed', fullName: '[ROOM-1] a room', failureMessages: [long] }],
          },
          {
            name: '/root/tests/protocol/broken.test.ts',
            status: 'failed',
            message: 'SyntaxError: no such export',
            assertionResults: [],
          },
        ],
      }),
      '/root',
    );
    const { lines } = await ran({ protocol: { ok: false, tally: { passed: 1, failed: 2, skipped: 0 }, failures } });
    const end = lines.slice(lines.indexOf('\n── summary ──'));
    expect(end.slice(1, 5)).toEqual([
      '✗ [ROOM-1] a room',
      '  tests/protocol/room.test.ts',
      '    AssertionError: expected 1 to be 2',
      '    line 0',
    ]);
    expect(end).toContain('    …');
    expect(end).toContain('    SyntaxError: no such export');
    expect(end.at(-1)).toBe('1 passed, 2 failed');
    expect(end.length).toBeLessThan(30);
  });

  test('[TEST-5] repeats the last lines of a failed check', async () => {
    const output = [...Array.from({ length: 30 }, (_, i) => `line ${i}`), 'Found 1 error.'].join('\n');
    const { lines } = await ran({ types: { ok: false, output, failures: [failedCheck('types', output)] } });
    const end = lines.slice(lines.indexOf('\n── summary ──'));
    expect(end[1]).toBe('✗ npm run types');
    expect(end).toContain('    Found 1 error.');
    expect(end).not.toContain('    line 5');
  });

  test('[TEST-5] without failures it is only the parts and the sum', async () => {
    expect(
      failuresOf(report(3, 0, { testResults: [{ name: '/root/a.ts', status: 'passed', assertionResults: [passed] }] }), '/root'),
    ).toEqual([]);
    expect(failuresOf(undefined, '/root')).toEqual([]);
  });
});

test('[TEST-3] checks run side by side, so many at a time, and their output is told in order; tests wait for them', async () => {
  const parts: Part[] = ['types', 'floors', 'spec'].map((name) => ({ name, kind: 'check' }));
  const events: string[] = [];
  const ends = new Map<string, () => void>();
  const run = async ({ name, kind }: Part): Promise<Outcome> => {
    events.push(`begin ${name}`);
    if (kind === 'tests') return fine;
    await new Promise<void>((end) => ends.set(name, end));
    return { ok: name !== 'floors', output: `all about ${name}` };
  };
  const begun = (...names: string[]) => vi.waitFor(() => expect(events).toEqual(names.map((name) => `begin ${name}`)));
  const done = runParts([...parts, { name: 'unit', kind: 'tests' }], run, { print: (line) => events.push(line), cores: 2 });
  await begun('types', 'floors');
  ends.get('floors')?.();
  await begun('types', 'floors', 'spec');
  ends.get('spec')?.();
  ends.get('types')?.();
  expect(await done).toBe(1);
  const told = events.filter((line) => /^all about|begin unit/.test(line));
  expect(told).toEqual(['all about types', 'all about floors', 'all about spec', 'begin unit']);
});

test('[TEST-4] --only picks parts in their usual order', () => {
  expect(partsNamed('e2e, unit').map(({ name }) => name)).toEqual(['unit', 'e2e']);
  expect(partsNamed(undefined)).toEqual(PARTS);
});

test('[TEST-4] --only with an unknown part is refused with the known ones', () => {
  expect(() => partsNamed('unit,e3e')).toThrow('--only e3e: there are format:check, types,');
  expect(() => partsNamed('')).toThrow('there are');
});

describe('a second look', () => {
  const file = (name: string, ...assertionResults: Report['testResults'][number]['assertionResults']) => ({
    name: `/root/tests/e2e/${name}.test.ts`,
    status: assertionResults.length > 0 && assertionResults.every(({ status }) => status !== 'failed') ? 'passed' : 'failed',
    assertionResults,
  });
  const runOf = (...testResults: Report['testResults']): Run => {
    const all = testResults.flatMap(({ assertionResults }) => assertionResults);
    const count = (wanted: string) => all.filter(({ status }) => status === wanted).length;
    const wrong = testResults.some(({ status }) => status === 'failed');
    return { code: wrong ? 1 : 0, report: report(count('passed'), count('failed'), { numTotalTests: all.length, testResults }) };
  };
  const broken = { status: 'failed', fullName: '[WEB-1] it plays', failureMessages: ['Error: no picture'] };
  const skipped = { status: 'skipped' };
  /** Runs that end as said, one after the other, and what was asked of each. */
  async function looked(...runs: Run[]): Promise<{ outcome: Outcome; asked: (readonly string[])[] }> {
    const asked: (readonly string[])[] = [];
    const run = async (files: readonly string[]) => {
      const now = runs[asked.push(files) - 1];
      if (!now) throw new Error('one run too many');
      return now;
    };
    return { outcome: await lookTwice(run, '/root'), asked };
  }

  test('[TEST-7] what passes is not run again', async () => {
    const { outcome, asked } = await looked(runOf(file('a', passed, passed)));
    expect(asked).toEqual([[]]);
    expect(outcome).toMatchObject({ ok: true, tally: { passed: 2, failed: 0 } });
  });

  test('[TEST-7] what passes when its file is run again has failed all the same, and the summary says that it was by chance', async () => {
    const { outcome, asked } = await looked(
      runOf(file('a', passed, broken, skipped), file('b', passed)),
      runOf(file('a', passed, passed, skipped)),
    );
    expect(asked).toEqual([[], ['tests/e2e/a.test.ts']]);
    expect(outcome).toMatchObject({ ok: false, tally: { passed: 2, failed: 1, skipped: 1 } });
    const { code, lines } = await ran({ e2e: outcome });
    expect(code).toBe(1);
    const end = lines.slice(lines.indexOf('\n── summary ──'));
    expect(end[1]).toBe('✗ [WEB-1] it plays (by chance: its file passed when run again)');
    expect(end).toContain('    Error: no picture');
    expect(end.at(-1)).toBe('2 passed, 1 failed');
  });

  test('[TEST-7] what fails twice is no chance, nor when it is another test of the file that fails then', async () => {
    for (const again of [file('a', passed, broken), file('a', failed, passed), file('a')]) {
      const { outcome } = await looked(runOf(file('a', passed, broken)), runOf(again));
      expect(outcome).toMatchObject({ ok: false, tally: { passed: 1, failed: 1 } });
      expect(outcome.failures?.map(({ name }) => name)).toEqual(['[WEB-1] it plays']);
    }
  });

  test('[TEST-7] a file that could not be run is looked at again too', async () => {
    const { outcome, asked } = await looked(runOf(file('a'), file('b', passed)), runOf(file('a', passed)));
    expect(asked[1]).toEqual(['tests/e2e/a.test.ts']);
    expect(outcome.failures?.[0]?.name).toBe('the file could not be run (by chance: its file passed when run again)');
  });

  test('[TEST-7] each of two failures is told by its own file', async () => {
    const { outcome } = await looked(runOf(file('a', broken), file('b', broken)), runOf(file('a', passed), file('b', broken)));
    expect(outcome.failures?.map(({ name }) => name.includes('by chance'))).toEqual([true, false]);
  });

  test('[TEST-7] three failures are not looked at again, nor a run that broke or left no report', async () => {
    const three = await looked(runOf(file('a', broken, broken), file('b', broken)));
    expect(three).toMatchObject({ asked: [[]], outcome: { ok: false, tally: { failed: 3 } } });
    expect(await looked({ code: 1, report: undefined })).toMatchObject({ asked: [[]], outcome: { ok: false } });
    const broke = await looked({ ...runOf(file('a', passed)), code: 1 });
    expect(broke).toMatchObject({ asked: [[]], outcome: { ok: false, tally: { failed: 1 } } });
  });
});
