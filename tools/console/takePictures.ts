/** Takes the console's pictures of the README and the guide: `node tools/console/takePictures.ts [FOLDER]`. */
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from '../build/inputs.ts';
import { chromiumBin } from '../setup/chromium.ts';
import { serveFakeConsole } from './fakeConsole.ts';
import { pages } from './pages.ts';

const folder = process.argv[2] ?? join(ROOT, 'docs/pictures');
const TAKEN = [
  { file: 'console-overview', page: 'overview', width: 1280, height: 860, locale: 'en-US', theme: 'light' },
  { file: 'console-call', page: 'call', width: 1280, height: 1500, locale: 'en-US', theme: 'light' },
  { file: 'console-room', page: 'room', width: 1280, height: 860, locale: 'zh-CN', theme: 'dark' },
  { file: 'console-credentials', page: 'app-credentials', width: 1280, height: 640, locale: 'en-US', theme: 'light' },
  { file: 'console-phone', page: 'room', width: 390, height: 844, locale: 'zh-CN', theme: 'light' },
] as const;

const server = await serveFakeConsole();
const browser = await chromium.launch({ executablePath: chromiumBin(), args: ['--no-sandbox'] });
try {
  for (const { file, page: name, width, height, locale, theme } of TAKEN) {
    const wanted = pages.find((one) => one.name === name);
    if (!wanted) throw new Error(`no page ${name}`);
    const context = await browser.newContext({
      viewport: { width, height },
      locale,
      colorScheme: theme,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    server.set({ amount: name === 'call' ? 1 : 10_000, person: 'admin' });
    await page.goto(`${server.origin}/console${wanted.path}`);
    await page.locator('h1').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.skeleton'));
    if (name === 'call')
      await page
        .locator('.chart .u-over')
        .first()
        .hover({ position: { x: 560, y: 40 } });
    await page.screenshot({ path: join(folder, `${file}.png`) });
    await context.close();
  }
} finally {
  await browser.close();
  server.close();
}
