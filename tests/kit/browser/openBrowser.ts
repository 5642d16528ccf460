import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumBin } from '../../../tools/setup/chromium.ts';
import { installProbe } from './probe.ts';
import { UNSEEN } from './unseen.ts';
import { voice } from './voice.ts';

/** `real`: those of the machine, for which permission has to be given as a person gives it. */
export type Devices = 'fake' | 'none' | 'refused' | 'real';

/** A page, and everything that went wrong in it. */
export type Person = {
  page: Page;
  /** Console errors, uncaught errors and unhandled rejections, oldest first. */
  faults: string[];
  /** Closes the page as a closed tab does: nothing gets a chance to say goodbye. */
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

/** Another browser than usual, or one with further flags and variables. */
export type BrowserOptions = { executablePath?: string; args?: readonly string[]; env?: Record<string, string> };

/** One Chromium for a test file. */
export type TestBrowser = {
  open(url: string, options?: OpenOptions): Promise<Person>;
  /** Fails if a page that was opened since the last call had a console error or an unhandled rejection. */
  expectNoFaults(): void;
  /** Closes all pages. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** Cameras show a counter on a moving disc, microphones a voice. Pages may play sound without a click. */
export async function openBrowser(
  devices: Devices = 'fake',
  { executablePath, args = [], env = {} }: BrowserOptions = {},
): Promise<TestBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'liuyun-browser-'));
  await writeFile(join(folder, 'voice.wav'), voice());
  const browser: Browser = await chromium.launch({
    executablePath: executablePath ?? chromiumBin(),
    env: { ...process.env, ...env },
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-quic',
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
      '--autoplay-policy=no-user-gesture-required',
      ...(devices === 'real' ? [] : fakes(devices, join(folder, 'voice.wav'))),
      // Loopback candidates would hide behind .local names that nothing here can look up.
      `--disable-features=${['WebRtcHideLocalIpsWithMdns', ...UNSEEN].join()}`,
      ...args,
    ],
  });
  const contexts = new Set<BrowserContext>();
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
      const person = { page, faults, leave: () => close(context) };
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
      await Promise.all([...contexts].map(close));
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function fakes(devices: Devices, voice: string): string[] {
  return [
    devices === 'none' ? '--use-fake-device-for-media-stream=device-count=0' : '--use-fake-device-for-media-stream',
    devices === 'refused' ? '--use-fake-ui-for-media-stream=deny' : '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${voice}`,
  ];
}
