/** Takes the console's pictures of the README and the guide: `node tools/console/takePictures.ts [FOLDER]`. */
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from '../build/inputs.ts';
import { chromiumBin } from '../setup/chromium.ts';
import { ConsoleWindow } from './ConsoleWindow.ts';
import { serveFakeConsole } from './fakeConsole.ts';
import { pages } from './pages.ts';

const folder = process.argv[2] ?? join(ROOT, 'docs/pictures');
const TAKEN = [
  { file: 'console-overview', page: 'overview', width: 1280, height: 860, locale: 'en-US', theme: 'light' },
  { file: 'console-call', page: 'call-10', width: 1280, height: 1500, locale: 'en-US', theme: 'light' },
  { file: 'console-room', page: 'room', width: 1280, height: 860, locale: 'zh-CN', theme: 'dark' },
  { file: 'console-credentials', page: 'app-credentials', width: 1280, height: 640, locale: 'en-US', theme: 'light' },
  { file: 'console-phone', page: 'room', width: 390, height: 844, locale: 'zh-CN', theme: 'light' },
] as const;

const site = await serveFakeConsole();
const browser = await chromium.launch({ executablePath: chromiumBin(), args: ['--no-sandbox'] });
try {
  for (const { file, page: name, width, height, locale, theme } of TAKEN) {
    const sight = pages.find((one) => one.name === name);
    if (!sight) throw new Error(`no page ${name}`);
    const window = await ConsoleWindow.open(browser, { site, look: { width, locale, theme } });
    await window.page.setViewportSize({ width, height });
    await window.show(sight, { amount: 10_000, names: 'plain' });
    if (name.startsWith('call-'))
      await window.page
        .locator('.chart .u-over')
        .first()
        .hover({ position: { x: 560, y: 40 } });
    await window.page.screenshot({ path: join(folder, `${file}.png`) });
    await window.close();
  }
} finally {
  await browser.close();
  await site.close();
}
