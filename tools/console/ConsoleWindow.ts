import type { Browser, BrowserContext, Page } from 'playwright-core';
import { NOW } from './made/names.ts';
import type { Sight } from './pages.ts';
import type { Site, Visitor } from './Site.ts';

export type Look = { width: number; locale: 'en-US' | 'zh-CN'; theme: 'light' | 'dark' };

/** Runs in the page, before its own scripts: what its policy refuses is kept. */
function watchViolations(): void {
  const found: string[] = [];
  Object.assign(globalThis, { violations: found });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    found.push(`refused by the policy: ${violatedDirective} ${blockedURI}`);
  });
}

/** A browser's window in which one page after the other is looked at. */
export class ConsoleWindow {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #site: Site;
  readonly #faults: string[];
  #visitor = '';

  private constructor(given: { page: Page; context: BrowserContext; site: Site; faults: string[] }) {
    this.page = given.page;
    this.#context = given.context;
    this.#site = given.site;
    this.#faults = given.faults;
  }

  /** `now`: the moment that the page believes in; undefined for the real one. */
  static async open(browser: Browser, { site, look, now = NOW }: { site: Site; look: Look; now?: number | undefined }) {
    const { width, locale, theme } = look;
    const context = await browser.newContext({
      viewport: { width, height: width < 800 ? 844 : 800 },
      locale,
      // Times are shown in the reader's own zone, which is not always the machine's.
      timezoneId: locale === 'zh-CN' ? 'Asia/Shanghai' : 'UTC',
      colorScheme: theme,
      reducedMotion: 'reduce',
    });
    await context.addInitScript(watchViolations);
    const page = await context.newPage();
    await page.clock.setFixedTime(now);
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(`uncaught: ${error}`));
    return new ConsoleWindow({ page, context, site, faults });
  }

  /** Goes to a page and waits until it has what it shows; within the same visit as its own links do, without loading it anew. */
  async show({ path, person = 'admin', press }: Sight, visit: Omit<Visitor, 'person'>): Promise<void> {
    const { page } = this;
    const visitor: Visitor = { ...visit, person };
    const key = JSON.stringify(visitor);
    if (key === this.#visitor) {
      // A dialog of before, on what may be the same page.
      if (await page.locator('dialog[open]').count()) await page.keyboard.press('Escape');
      await page.evaluate((to) => {
        history.pushState(null, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
        scrollTo(0, 0);
      }, `/console${path}`);
    } else {
      this.#visitor = key;
      await this.#context.addCookies([{ url: `${this.#site.origin}/console`, ...(await this.#site.cookieOf(visitor)) }]);
      await page.goto('about:blank');
      await page.goto(`${this.#site.origin}/console${path}`);
    }
    await page.locator('h1').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.skeleton'));
    if (press) await page.getByRole('button', { name: press, exact: true }).click();
  }

  /** What is wrong with the page that is shown, each in a line: wider than its window, a table that is cut off, errors, what its policy refused. */
  async findings(): Promise<string[]> {
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    // On a wide screen a table may scroll where names are longer than anybody's.
    const plain = this.#visitor.includes('"plain"');
    const cut = await this.page.evaluate(
      (alsoWide) =>
        [...document.querySelectorAll('.table-around')]
          .filter((around) => (innerWidth <= 640 || alsoWide) && around.scrollWidth > around.clientWidth)
          .map((around) => `a table is cut off by ${around.scrollWidth - around.clientWidth} px`),
      plain,
    );
    const refused = await this.page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations.splice(0));
    return [...(wide > 0 ? [`${wide} px wider than its window`] : []), ...cut, ...refused, ...this.#faults.splice(0)];
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
