import { expect, test } from 'vitest';
import { newRoom, useStage } from './stage.ts';

const stage = useStage();
const TEST_MS = 120_000;
const TOPICS = [
  'room',
  'publish',
  'play',
  'devices',
  'messages',
  'quality',
  'screen-sharing',
  'big-rooms',
  'reconnection',
  'multi-room',
];
const PAGES = [
  ...[
    '/',
    '/debug/',
    '/check/',
    '/samples/quick-start/',
    '/samples/group-call/',
    '/samples/voice-room/',
    '/api/docs',
    '/console/',
  ],
  ...TOPICS.map((topic) => `/samples/topics/${topic}/`),
  '/nothing/here',
];

/** Runs in the page, before its own scripts. */
function watchViolations(): void {
  const found: string[] = [];
  Object.assign(globalThis, { violations: found });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
    found.push(`${violatedDirective} ${blockedURI} ${sourceFile}`);
  });
}

test(
  '[SEC-55] every page works under its policy: nothing of it is refused by the browser, in a call neither',
  async () => {
    const { page, faults } = await stage.browser.open(`${stage.cloud.origin}/`, { before: { run: watchViolations } });
    const violations = () => page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);
    for (const path of PAGES) {
      await page.goto(`${stage.cloud.origin}${path}`);
      await page.locator('h1, main').first().waitFor();
      expect([path, await violations()]).toEqual([path, []]);
      const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
      expect([path, font]).toEqual([path, expect.stringContaining('system-ui')]);
    }
    // That the last page is not there stands in the console too.
    faults.length = 0;
    await page.goto(`${stage.cloud.origin}/samples/quick-start/?room=${newRoom()}#start=${stage.cloud.startKey}`);
    await page.click('#join');
    await page.locator('#local[data-publishing=PUBLISHING]').waitFor({ timeout: 30_000 });
    expect(await violations()).toEqual([]);
  },
  TEST_MS,
);

test(
  '[SEC-55] a script, a style and a handler that somebody gets into a page do not run',
  async () => {
    const { page, faults } = await stage.browser.open(`${stage.cloud.origin}/debug/`, { before: { run: watchViolations } });
    const ran = await page.evaluate(async () => {
      const box = document.createElement('div');
      document.body.append(box);
      box.innerHTML = '<img src="data:," onerror="globalThis.ran = 1"><p style="color: rgb(1, 2, 3)" id="styled">x</p>';
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = 2';
      box.append(script);
      const { violations } = globalThis as unknown as { violations: string[] };
      while (violations.length < 3) {
        await new Promise((resolve) => document.addEventListener('securitypolicyviolation', resolve, { once: true }));
      }
      const styled = document.getElementById('styled');
      return [(globalThis as { ran?: number }).ran, styled && getComputedStyle(styled).color === 'rgb(1, 2, 3)'];
    });
    expect(ran).toEqual([undefined, false]);
    const violations = await page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);
    expect(violations.length).toBe(3);
    faults.length = 0;
  },
  TEST_MS,
);
