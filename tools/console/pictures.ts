/**
 * Takes pictures of every page of the console, to be looked at: `node tools/console/pictures.ts FOLDER [PAGE…]`.
 * Two widths, two languages, two themes, with 0, 1 and 10,000 rows. It says which pages are wider than their window.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumBin } from '../setup/chromium.ts';
import type { Amount } from './fakeAnswers.ts';
import { serveFakeConsole } from './fakeConsole.ts';
import { dialogs, pages } from './pages.ts';

const [folder = 'test-results/console', ...only] = process.argv.slice(2);
const AMOUNTS: readonly Amount[] = [0, 1, 10_000];
const LOOKS = [
  { width: 1280, locale: 'en-US', theme: 'light' },
  { width: 1280, locale: 'zh-CN', theme: 'dark' },
  { width: 390, locale: 'zh-CN', theme: 'light' },
  { width: 390, locale: 'en-US', theme: 'dark' },
] as const;

const server = await serveFakeConsole();
const browser = await chromium.launch({ executablePath: chromiumBin(), args: ['--no-sandbox'] });
let wide = 0;
try {
  await mkdir(folder, { recursive: true });
  for (const { width, locale, theme } of LOOKS) {
    const context = await browser.newContext({
      viewport: { width, height: width === 390 ? 844 : 800 },
      locale,
      colorScheme: theme,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && console.log(`${page.url()}: ${message.text()}`));
    page.on('pageerror', (error) => console.log(`${page.url()}: ${error}`));
    for (const amount of AMOUNTS) {
      for (const { name, path, person = 'admin', press } of amount === 1 && locale === 'en-US' ? [...pages, ...dialogs] : pages) {
        if (only.length > 0 && !only.includes(name)) continue;
        server.set({ amount, person });
        await page.goto('about:blank');
        await page.goto(`${server.origin}/console${path}`);
        await page.locator('h1').first().waitFor();
        await page.waitForFunction(() => !document.querySelector('.skeleton'));
        if (press) await page.getByRole('button', { name: press, exact: true }).click();
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (excess > 0) {
          wide++;
          console.log(`${name}: ${excess} px wider than ${width} (${locale}, ${amount} rows)`);
        }
        await page.screenshot({
          path: join(folder, `${name}-${width}-${locale.slice(0, 2)}-${theme}-${amount}.png`),
          fullPage: true,
        });
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
  server.close();
}
console.log(`pictures in ${folder}`);
process.exitCode = wide > 0 ? 1 : 0;
