import type { Browser, BrowserContext, Page } from 'playwright-core';
import { hesitationSeed, pausesOf } from '../hesitant/hesitation.ts';
import { hesitateInPage } from '../hesitant/page.ts';
import { addToFailure, hasFailed } from './failure.ts';
import { knownOfPage } from './knownOfPage.ts';
import { installProbe } from './probe.ts';

/** A page, and everything that went wrong in it. */
export type Person = {
  page: Page;
  /** Console errors, uncaught errors and unhandled rejections, oldest first. */
  faults: string[];
  /**
   * Closes the page as a closed tab does: nothing gets a chance to say goodbye. What it lived in stays: with that the browser may
   * drop its sockets before it has closed them, as if the network had gone.
   */
  leave(): Promise<void>;
};

export type OpenOptions = {
  viewport?: { width: number; height: number };
  locale?: string;
  /** Runs in the page before any script of it. It must not use anything from outside itself. */
  before?: { run: (argument: never) => void; argument?: unknown } | undefined;
  /** Answers the page's own address with this, where no web server does. */
  html?: string | undefined;
};

/** One browser for a test file. */
export type TestBrowser = {
  open(url: string, options?: OpenOptions): Promise<Person>;
  /** Fails if a page that was opened since the last call had a console error or an unhandled rejection. */
  expectNoFaults(): void;
  /** Closes all pages. Of a test that has failed they first say what they know. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** What tests do with a browser; `closed` tidies up behind it, `permissions` are given to every page. */
export function testBrowser(browser: Browser, closed: () => Promise<void> = async () => {}): TestBrowser {
  const contexts = new Set<BrowserContext>();
  let seed = hesitationSeed();
  let people: Person[] = [];
  const close = async (context: BrowserContext) => {
    contexts.delete(context);
    await context.close();
  };
  return {
    async open(url, { viewport = { width: 1280, height: 800 }, locale = 'en-US', before, html } = {}) {
      const context = await browser.newContext({ viewport, locale, ignoreHTTPSErrors: true });
      contexts.add(context);
      await context.addInitScript(installProbe);
      if (seed !== undefined) await context.addInitScript(hesitateInPage, { seed: (seed += 1), makePauses: String(pausesOf) });
      if (before) await context.addInitScript(before.run, before.argument as never);
      if (html !== undefined) await context.route(url, (route) => route.fulfill({ body: html, contentType: 'text/html' }));
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => faults.push(`uncaught: ${error.stack ?? error}`));
      page.on('dialog', (dialog) => {
        faults.push(`dialog: ${dialog.message()}`);
        dialog.dismiss().catch(() => {});
      });
      const person = { page, faults, leave: () => page.close() };
      people.push(person);
      await page.goto(url);
      return person;
    },
    expectNoFaults() {
      const faults = people.flatMap((person) => person.faults);
      people = [];
      if (faults.length) throw new Error(`pages reported errors:\n${faults.join('\n')}`);
    },
    clear: async () => {
      if (hasFailed()) {
        const known = people.map(({ page, faults }) => knownOfPage(page, faults));
        if (known.length) addToFailure(`What the pages knew:\n${(await Promise.all(known)).join('\n')}`);
        // Its errors are not those of the next test.
        people = [];
      }
      await Promise.all([...contexts].map(close));
    },
    async close() {
      await browser.close();
      await closed();
    },
  };
}
