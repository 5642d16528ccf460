import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumBin } from '../../../tools/setup/chromium.ts';
import { installProbe } from './probe.ts';

const STARTS_MS = 20_000;

/** A browser with a window, tabs and a screen. */
export type WindowBrowser = {
  open(url: string): Promise<{ page: Page; faults: string[]; leave(): Promise<void> }>;
  /** Another tab in front of all: what was in front is hidden from now on. Resolves what brings the former back. */
  cover(page: Page): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

/**
 * A browser as a person has it: a window on a screen (Xvfb) and none of the flags and emulations by which test drivers
 * keep pages awake. A tab that is not in front is hidden, and its timers are slowed down as the browser sees fit.
 */
export async function openWindow({
  args = [],
  before = [],
}: {
  args?: readonly string[];
  before?: (() => void)[];
} = {}): Promise<WindowBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'liuyun-window-'));
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const processes: ChildProcess[] = [screen];
  const stop = async () => {
    for (const one of processes.toReversed()) one.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const display = await new Promise<string>((resolve, reject) => {
      screen.once('error', reject);
      screen.stdio[3]?.once('data', (number: Buffer) => resolve(`:${String(number).trim()}`));
    });
    const given = [
      '--no-sandbox',
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-quic',
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      `--user-data-dir=${folder}`,
      '--remote-debugging-port=0',
      ...args,
      'about:blank',
    ];
    processes.push(spawn(chromiumBin(), given, { env: { ...process.env, DISPLAY: display }, stdio: 'ignore' }));
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portIn(folder)}`, { noDefaults: true });
    const [context] = browser.contexts() as [BrowserContext];
    for (const run of [installProbe, ...before]) await context.addInitScript(run);
    return {
      async open(url) {
        const page = await context.newPage();
        const faults: string[] = [];
        page.on('pageerror', (error) => faults.push(String(error)));
        await page.goto(url);
        await page.bringToFront();
        return { page, faults, leave: () => page.close() };
      },
      async cover(page) {
        const other = await context.newPage();
        await other.bringToFront();
        return async () => {
          await page.bringToFront();
          await other.close();
        };
      },
      async close() {
        await browser.close().catch(() => undefined);
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Chromium writes down where it listens. */
async function portIn(folder: string): Promise<string> {
  for (const end = Date.now() + STARTS_MS; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const [port] = (await readFile(join(folder, 'DevToolsActivePort'), 'utf8').catch(() => '')).split('\n');
    if (port) return port;
    if (Date.now() > end) throw new Error('the browser with a window did not start');
  }
}
