import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConsoleWindow, type Look } from '../../tools/console/ConsoleWindow.ts';
import { serveFakeConsole } from '../../tools/console/fakeConsole.ts';
import { dialogs, pages, type Sight } from '../../tools/console/pages.ts';
import type { Site, Visitor } from '../../tools/console/Site.ts';
import { chromiumBin } from '../../tools/setup/chromium.ts';
import { UNSEEN } from '../kit/browser/unseen.ts';

const { source: axe } = createRequire(import.meta.url)('axe-core') as { source: string };
const TEST_MS = 180_000;
/** What axe calls so is found, whatever else it has to say. */
const SERIOUS = ['serious', 'critical'];

let browser: Browser;
let site: Site;
beforeAll(async () => {
  [browser, site] = await Promise.all([
    chromium.launch({ executablePath: chromiumBin(), args: ['--no-sandbox', `--disable-features=${UNSEEN.join()}`] }),
    serveFakeConsole(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

type Round = { look: Look; visit: Omit<Visitor, 'person'>; sights: readonly Sight[]; checked: boolean };

/** Everything that is wrong with these pages, one line each. */
async function walk({ look, visit, sights, checked }: Round): Promise<string[]> {
  const window = await ConsoleWindow.open(browser, { site, look });
  const found: string[] = [];
  for (const sight of sights) {
    await window.show(sight, visit);
    const lines = [...(await window.findings()), ...(checked ? await unusable(window) : [])];
    found.push(...lines.map((line) => `${sight.name}, ${Object.values({ ...look, ...visit }).join(' ')}: ${line}`));
  }
  await window.close();
  return found;
}

/** What axe finds on the page, in one line each. */
async function unusable({ page }: ConsoleWindow): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const results: AxeResults = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
  return results.violations
    .filter(({ impact }) => SERIOUS.includes(impact ?? ''))
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

const one = { amount: 1, names: 'plain' } as const;
const none = { amount: 0, names: 'plain' } as const;
const many = { amount: 10_000, names: 'plain' } as const;
const hostile = { amount: 1, names: 'hostile' } as const;
const withRows = pages.filter(({ rows }) => rows);

/** What a viewer lacks is nothing that could be unusable in another colour. */
const everybodys = pages.filter(({ person }) => person !== 'viewer');

test(
  '[CONSOLE-46] [CONSOLE-53] axe finds nothing serious on any page or dialog, and nothing fails or is refused',
  async () => {
    const look = { width: 1280, locale: 'en-US', theme: 'light' } as const;
    const rounds: Round[] = [
      { look, visit: one, sights: pages, checked: true },
      { look, visit: one, sights: dialogs, checked: true },
    ];
    expect((await Promise.all(rounds.map(walk))).flat()).toEqual([]);
  },
  TEST_MS,
);

test(
  '[CONSOLE-46] [CONSOLE-53] axe finds nothing serious in the dark, in Chinese, on a phone, and where there is nothing yet',
  async () => {
    const rounds: Round[] = [
      { look: { width: 1280, locale: 'zh-CN', theme: 'dark' }, visit: one, sights: everybodys, checked: true },
      { look: { width: 1280, locale: 'zh-CN', theme: 'light' }, visit: none, sights: withRows, checked: true },
      { look: { width: 390, locale: 'en-US', theme: 'dark' }, visit: one, sights: everybodys, checked: true },
    ];
    expect((await Promise.all(rounds.map(walk))).flat()).toEqual([]);
  },
  TEST_MS,
);

test(
  '[CONSOLE-47] [CONSOLE-48] every page fits its window, with no, one and ten thousand rows, in both languages, whatever names hold',
  async () => {
    const rounds = ([390, 1280] as const).flatMap((width) => [
      { look: { width, locale: 'en-US', theme: 'light' }, visit: many, sights: withRows, checked: false } as const,
      { look: { width, locale: 'zh-CN', theme: 'light' }, visit: hostile, sights: pages, checked: false } as const,
      { look: { width, locale: 'en-US', theme: 'light' }, visit: none, sights: withRows, checked: false } as const,
    ]);
    const phone: Round = { look: { width: 390, locale: 'en-US', theme: 'light' }, visit: one, sights: dialogs, checked: false };
    expect((await Promise.all([...rounds, phone].map(walk))).flat()).toEqual([]);
  },
  TEST_MS,
);
