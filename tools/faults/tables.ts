import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figures, Measured, Results, Row } from './Row.ts';
import { figureOf, isQuality, type Language, lineOf, sayingOf, wordsOf } from './words.ts';

const ROOT = join(import.meta.dirname, '../..');
export const RESULTS = join(ROOT, 'tests/faults/results');
/** The guides that show what was measured. */
export const guides: { readonly [L in Language]: string } = {
  en: join(ROOT, 'docs/guides/reconnection.md'),
  zh: join(ROOT, 'docs/guides/reconnection.zh-CN.md'),
};

const BEGIN = '<!-- npm run faults writes from here … -->';
const END = '<!-- … to here -->';

const words = {
  en: {
    measured: ({ date, machine }: Results) => `Measured ${date} (${machine}). Times are milliseconds.`,
    again: (rows: string, { date, commit }: Measured) => `${rows} on ${date}${commit && `, ${commit}`}`,
    faults: '| rule | what fails | what must hold | measured | held |',
    quality: '| rule | the line | who | picture frozen | pictures/s | audio made up | video kbit/s | bitrate back after | held |',
    held: 'yes',
    notHeld: '**no**',
  },
  zh: {
    measured: ({ date, machine }: Results) => `测量于 ${date}（${machine.replace('cores', '核')}）。时间单位为毫秒。`,
    again: (rows: string, { date, commit }: Measured) => `${rows} 测于 ${date}${commit && `，${commit}`}`,
    faults: '| 规则 | 故障 | 必须做到 | 实测 | 达到 |',
    quality: '| 规则 | 线路 | 谁 | 画面卡住 | 帧/秒 | 补出的音频 | 视频 kbit/s | 码率恢复用时 | 达到 |',
    held: '是',
    notHeld: '**否**',
  },
};

/** The newest results, or nothing where nothing was measured yet. */
export function newestResults(): Results | undefined {
  const files = existsSync(RESULTS) ? readdirSync(RESULTS).filter((name) => name.endsWith('.json')) : [];
  const newest = files.toSorted().at(-1);
  return newest === undefined ? undefined : (JSON.parse(readFileSync(join(RESULTS, newest), 'utf8')) as Results);
}

/** Both tables in Markdown: what fails, and how a call is over a bad line. */
export function faultTables(results: Results, language: Language): string {
  const say = words[language];
  const faults = results.rows.filter((row) => !isQuality(row)).map((row) => faultLine(row, language));
  const quality = results.rows.filter(isQuality).flatMap((row) => qualityLines(row, language));
  const table = (head: string, lines: string[]) => [head, head.replaceAll(/[^|]+/g, '---'), ...lines];
  return [measuredWhen(results, language), '', ...table(say.faults, faults), '', ...table(say.quality, quality)].join('\n');
}

/** When all of it was measured; of rows that were measured at another time, when they were. */
function measuredWhen(results: Results, language: Language): string {
  const say = words[language];
  const times = new Map<string, { of: Measured; ids: string[] }>();
  for (const { id, of } of results.rows) {
    if (!of) continue;
    const time = times.get(JSON.stringify(of)) ?? { of, ids: [] };
    time.ids.push(id);
    times.set(JSON.stringify(of), time);
  }
  const [most, ...others] = [...times.values()].toSorted((a, b) => b.ids.length - a.ids.length);
  if (!most) return say.measured(results);
  const [stop, comma] = language === 'en' ? ['. ', ', '] : ['。', '、'];
  const again = others.map(({ of, ids }) => say.again(ids.join(comma), of));
  const head = say.measured({ ...results, date: [most.of.date, most.of.commit].filter(Boolean).join(' ') });
  return again.length > 0 ? `${head} ${again.join(language === 'en' ? '; ' : '；')}${stop.trim()}` : head;
}

/** A guide with the tables between their marks. */
export function withTables(guide: string, tables: string): string {
  const [begin, end] = [guide.indexOf(BEGIN), guide.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`the guide has no ${BEGIN} … ${END}`);
  return `${guide.slice(0, begin + BEGIN.length)}\n${tables}\n${guide.slice(end)}`;
}

/** Writes what was measured into the guides. */
export function writeGuides(results: Results): void {
  for (const language of ['en', 'zh'] as const) {
    const guide = readFileSync(guides[language], 'utf8');
    writeFileSync(guides[language], withTables(guide, faultTables(results, language)));
  }
}

function faultLine(row: Row, language: Language): string {
  const { fault, must } = wordsOf(row, language);
  const figures = Object.entries(row.figures).map(
    ([name, value]) => `${figureOf(name, language)} ${typeof value === 'number' ? number(value) : sayingOf(value, language)}`,
  );
  return line(row.id, fault, must, figures.join(' · '), heldIn(row, language));
}

/** One line for everybody whose picture was watched. */
function qualityLines(row: Row, language: Language): string[] {
  const who = new Set(Object.keys(row.figures).flatMap((name) => /^(\w+): /.exec(name)?.[1] ?? []));
  if (who.size === 0) return [line(row.id, lineOf(row, language), '', '', '', '', '', '', heldIn(row, language))];
  return [...who].map((name) => {
    const of = (what: string) => row.figures[`${name}: ${what}`];
    const back = row.figures[`${name}: recovered after`] ?? row.figures['recovered after'];
    const cells = [percent(of('frozen %')), number(of('fps')), percent(of('audio concealed %')), number(of('video kbit/s'))];
    return line(row.id, lineOf(row, language), name, ...cells, number(back), heldIn(row, language));
  });
}

const heldIn = ({ held }: Row, language: Language): string => words[language][held ? 'held' : 'notHeld'];
const line = (...cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const percent = (value: Figures[string] | undefined): string => (value === undefined ? '' : `${number(value)} %`);

/** Three digits say enough. */
function number(value: Figures[string] | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'number') return value;
  return String(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10);
}
