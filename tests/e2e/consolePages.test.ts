import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { serveFakeConsole } from '../../tools/console/fakeConsole.ts';
import { dialogs, pages } from '../../tools/console/pages.ts';
import { openBrowser, type TestBrowser } from '../kit/browser/openBrowser.ts';

const { source: axe } = createRequire(import.meta.url)('axe-core') as { source: string };
const TEST_MS = 90_000;
/** What axe calls so is found, whatever else it has to say. */
const SERIOUS = ['serious', 'critical'];

let browser: TestBrowser;
let site: Awaited<ReturnType<typeof serveFakeConsole>>;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serveFakeConsole()]);
});
afterEach(() => browser.clear());
afterAll(async () => {
  site?.close();
  await browser?.close();
});

async function show(page: Page, { path, person = 'admin' }: (typeof pages)[number]): Promise<void> {
  site.set({ person });
  await page.goto('about:blank');
  await page.goto(`${site.origin}/console${path}`);
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.skeleton'));
}

/** What axe finds on the page, in one line each. */
async function findings(page: Page, rules: object): Promise<string[]> {
  await page.evaluate(axe);
  const results: AxeResults = await page.evaluate(
    `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...rules })})`,
  );
  return results.violations
    .filter(({ impact }) => SERIOUS.includes(impact ?? ''))
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

for (const [theme, amount, locale, rules] of [
  ['light', 1, 'en-US', {}],
  // The same page in other colours: only they can be wrong.
  ['dark', 10_000, 'zh-CN', { runOnly: ['color-contrast'] }],
] as const) {
  test(
    `[CONSOLE-46] axe finds nothing serious on any page, ${theme}`,
    async () => {
      site.set({ amount });
      const { page, faults } = await browser.open('about:blank', { locale });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const found: string[] = [];
      for (const one of locale === 'en-US' ? [...pages, ...dialogs] : pages) {
        await show(page, one);
        if (one.press) await page.getByRole('button', { name: one.press, exact: true }).click();
        found.push(...(await findings(page, rules)).map((line) => `${one.name}: ${line}`));
      }
      expect(found).toEqual([]);
      expect(faults).toEqual([]);
    },
    TEST_MS,
  );
}

test(
  '[CONSOLE-47] every page fits a phone, with ten thousand rows and the longer words of English',
  async () => {
    const wide: string[] = [];
    site.set({ amount: 10_000 });
    const { page } = await browser.open('about:blank', { viewport: { width: 390, height: 844 } });
    for (const one of pages) {
      await show(page, one);
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (excess > 0) wide.push(`${one.name}: ${excess} px`);
    }
    expect(wide).toEqual([]);
  },
  TEST_MS,
);
