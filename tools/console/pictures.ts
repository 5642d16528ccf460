/**
 * Takes pictures of every page of the console, to be looked at: `node tools/console/pictures.ts FOLDER [--real] [--quick] [PAGE…]`.
 * Desktop and phone, English and Chinese, light and dark, with 0, 1 and 10,000 rows, and with hostile names. `--real`: from a
 * server whose stores are filled, in place of made-up answers; `--quick`: half of the combinations. It says what is wrong with a page.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { chromiumBin } from '../setup/chromium.ts';
import { ConsoleWindow, type Look } from './ConsoleWindow.ts';
import { serveFakeConsole } from './fakeConsole.ts';
import { dialogs, pages } from './pages.ts';
import { serveRealConsole } from './realConsole.ts';
import type { Amount, Site, Visitor } from './Site.ts';

const words = process.argv.slice(2);
const real = words.includes('--real');
const quick = words.includes('--quick');
const [folder = 'test-results/console', ...only] = words.filter((word) => !word.startsWith('--'));

const LOOKS: readonly Look[] = ([1280, 390] as const).flatMap((width) =>
  (['en-US', 'zh-CN'] as const).flatMap((locale) => (['light', 'dark'] as const).map((theme) => ({ width, locale, theme }))),
);
/** Every width, language and theme, and every pair of them. */
const QUICK = LOOKS.filter(({ width, locale, theme }) => (width === 1280) === ((locale === 'en-US') === (theme === 'light')));
const AMOUNTS: readonly Amount[] = [1, 0, 10_000];

let wrong = 0;

async function take(browser: Browser, { site, look, visits }: { site: Site; look: Look; visits: Omit<Visitor, 'person'>[] }) {
  const window = await ConsoleWindow.open(browser, { site, look, now: real ? Date.now() : undefined });
  for (const visit of visits) {
    const { amount, names } = visit;
    const english = look.locale === 'en-US' && names === 'plain' && !real;
    const sights = amount === 1 ? [...pages, ...(english ? dialogs : [])] : pages.filter(({ rows }) => rows);
    for (const sight of sights) {
      if (only.length > 0 && !only.includes(sight.name)) continue;
      const what = names === 'hostile' ? names : String(amount);
      const name = `${sight.name}-${look.width}-${look.locale.slice(0, 2)}-${look.theme}-${what}`;
      await window.show(sight, visit);
      for (const finding of await window.findings()) {
        wrong++;
        console.log(`${name}: ${finding}`);
      }
      await window.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    }
  }
  await window.close();
}

const browser = await chromium.launch({ executablePath: chromiumBin(), args: ['--no-sandbox'] });
try {
  await mkdir(folder, { recursive: true });
  if (real) {
    // One server after the other: each has its own stores.
    for (const amount of AMOUNTS) {
      const site = await serveRealConsole(amount);
      for (const look of quick ? QUICK : LOOKS) await take(browser, { site, look, visits: [{ amount, names: 'plain' }] });
      await site.close();
    }
  } else {
    const site = await serveFakeConsole();
    const plain = AMOUNTS.map((amount) => ({ amount, names: 'plain' as const }));
    const visits = [...plain, { amount: 1 as const, names: 'hostile' as const }];
    const waiting = [...(quick ? QUICK : LOOKS)];
    const work = async () => {
      for (let look = waiting.shift(); look; look = waiting.shift()) await take(browser, { site, look, visits });
    };
    await Promise.all([work(), work()]);
    await site.close();
  }
} finally {
  await browser.close();
}
console.log(`pictures in ${folder}`);
process.exitCode = wrong > 0 ? 1 : 0;
