import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorTable, isErrorName, RtcError } from './errors.ts';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
const documented = new Map(
  [...page.matchAll(/^\| `([A-Z_0-9]+)` \| (\d+) \| (\d+) \| (.+?) \| (yes|no) \|$/gm)].map((match) => [match[1], match]),
);

test('[ERR-1] docs/errors.md lists exactly the failures of the table, with code, status, text and retry', () => {
  expect([...documented.keys()].sort()).toEqual(Object.keys(errorTable).sort());
  for (const [name, row] of Object.entries(errorTable)) {
    expect(documented.get(name)?.slice(2)).toEqual([String(row.code), String(row.http), row.text, row.retry ? 'yes' : 'no']);
  }
});

test('[ERR-1] every failure of the table is said by some code', () => {
  const root = new URL('../../', import.meta.url);
  const sources = ['common', 'server', 'sdk'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter(
        (file) =>
          file.endsWith('.ts') &&
          !/\.i?test\.ts$|\.d\.ts$|(^|[/\\])(node_modules|dist|fake)[/\\]|^protocol[/\\]errors\.ts$/.test(file),
      )
      .map((file) => readFileSync(new URL(`${folder}/${file}`, root), 'utf8')),
  );
  const said = new Set(sources.flatMap((text) => [...text.matchAll(/'([A-Z][A-Z_0-9]+)'/g)].map(([, name]) => name)));
  expect(Object.keys(errorTable).filter((name) => !said.has(name))).toEqual([]);
});

test('[ERR-2] an unknown error becomes the fallback and keeps its cause; an RtcError passes through', () => {
  const known = new RtcError('STREAM_ID_TAKEN', 'abc');
  expect(RtcError.from(known)).toBe(known);
  const cause = new TypeError('x');
  const wrapped = RtcError.from(cause, 'MEDIA_FAILED');
  expect([wrapped.failure, wrapped.code, wrapped.cause]).toEqual(['MEDIA_FAILED', 1103003, cause]);
});

test('[ERR-3] only names of the table are error names, inherited properties are not', () => {
  expect(isErrorName('TIMEOUT')).toBe(true);
  expect(isErrorName('toString')).toBe(false);
  expect(isErrorName(undefined)).toBe(false);
});

/** Beside the repository, where it is at all: what the public documentation lists. */
const PUBLIC = new URL('../../../shared/api/error-codes.md', import.meta.url);

/** `1100004–1100007, 1100012` and `1103090, 91` as numbers. */
function numbersOf(cell: string): number[] {
  let last = '';
  const whole = (part: string) => {
    last = last.slice(0, Math.max(0, last.length - part.length)) + part;
    return Number(last);
  };
  return cell.split(/\s*[,/]\s*/).flatMap((part) => {
    const [from = 0, to = from] = part.split('–').map(whole);
    return Array.from({ length: to - from + 1 }, (_, more) => from + more);
  });
}
const numbersIn = (text: string) => [...text.matchAll(/^\| (\d[\d–, /]*) \|/gm)].flatMap(([, cell = '']) => numbersOf(cell));

const given = new Set<number>(Object.values(errorTable).map(({ code }) => code));
const heading = '## Numbers of the public Web API that are not given here';
const notGiven = numbersIn(page.slice(page.indexOf(heading), page.indexOf('## Numbers of the native SDKs')));

test('[ERR-4] what is listed as never given is given by no failure', () => {
  expect(notGiven.length).toBeGreaterThan(100);
  expect(new Set(notGiven).size).toBe(notGiven.length);
  expect(notGiven.filter((code) => given.has(code))).toEqual([]);
});

test.skipIf(!existsSync(PUBLIC))('[ERR-4] every number of the public Web API is given, or listed as never given', () => {
  const all = readFileSync(PUBLIC, 'utf8');
  const web = numbersIn(all.slice(all.indexOf('## 2. Web SDK'), all.indexOf('## 3. Native SDKs')));
  expect(web.length).toBeGreaterThan(200);
  expect(web.filter((code) => code !== 0 && !given.has(code) && !notGiven.includes(code))).toEqual([]);
});
