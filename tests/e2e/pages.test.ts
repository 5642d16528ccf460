import { expect, test } from 'vitest';
import { expectMovingPicture } from '../kit/browser/media.ts';
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
  ...['/', '/debug', '/check', '/samples/quick-start/', '/samples/group-call/', '/samples/voice-room/'],
  ...TOPICS.map((topic) => `/samples/topics/${topic}/`),
];

test(
  '[PAGE-1] every page speaks English and Chinese, fits a phone, and needs nothing from elsewhere',
  async () => {
    for (const [locale, other] of [
      ['en-US', '中文'],
      ['zh-CN', 'English'],
    ] as const) {
      const { page } = await stage.browser.open(stage.cloud.origin, { locale, viewport: { width: 360, height: 740 } });
      const foreign: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(stage.cloud.origin)) foreign.push(request.url());
      });
      for (const path of PAGES) {
        await page.goto(`${stage.cloud.origin}${path}`);
        await expect.poll(() => page.locator('[data-switch-language]').textContent(), { message: path }).toBe(other);
        await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(locale === 'zh-CN' ? 'zh-CN' : 'en');
        const heading = expect.poll(() => page.locator('h1').first().textContent(), { message: `${path} in ${locale}` });
        await (locale === 'zh-CN' ? heading.toMatch(/[\u4e00-\u9fff]/) : heading.not.toMatch(/[\u4e00-\u9fff]/));
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, `${path} is wider than a phone`).toBeLessThanOrEqual(360);
      }
      expect(foreign).toEqual([]);
    }
  },
  TEST_MS,
);

test(
  '[PAGE-2] the start key travels along the links of the home page and not to anybody else',
  async () => {
    const { page } = await stage.browser.open(`${stage.cloud.origin}/#start=${stage.cloud.startKey}`);
    await expect.poll(() => page.locator('#health').getAttribute('data-state')).toBe('good');
    const links = await page.locator('a').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    for (const link of links) expect(link.includes('#start='), link).toBe(!/healthz|readyz|metrics/.test(link));
    await page.locator('a[href*="/samples/quick-start/"]').click();
    await page.click('#join');
    await page.locator('#local[data-publishing=PUBLISHING]').waitFor();
  },
  TEST_MS,
);

test(
  '[PAGE-3] the debugging page logs in, publishes, plays, shows figures, and its report holds no token',
  async () => {
    const room = newRoom();
    const open = async (user: string) => {
      const { page } = await stage.browser.open(
        `${stage.cloud.origin}/debug?room=${room}&user=${user}#start=${stage.cloud.startKey}`,
      );
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.click('#login');
      await expect.poll(() => page.locator('#room-state').textContent(), { timeout: 20_000 }).toBe('LOGINED');
      return page;
    };
    const [ann, bob] = [await open('ann'), await open('bob')];
    await ann.selectOption('#codec', 'VP8');
    await ann.click('#publish');
    await expect.poll(() => ann.locator('#publish-state').textContent(), { timeout: 20_000 }).toBe('PUBLISHING');
    await bob.locator('#streams button').click();
    await expectMovingPicture(bob.locator('#pictures video'));
    await expect.poll(() => bob.locator('#statistics tr td').nth(2).textContent(), { timeout: 20_000 }).toContain('VP8');
    await expect.poll(() => bob.locator('#statistics tr td').nth(5).textContent(), { timeout: 20_000 }).toMatch(/^[1-9]/);

    await bob.click('#copy');
    // Writing to the clipboard takes its time.
    const copied = () => bob.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toContain('startPlayingStream');
    const report = await copied();
    expect(report).not.toMatch(/04[A-Za-z0-9+/]{40}/);
    expect(report).not.toContain(stage.cloud.startKey);
    await ann.click('#unpublish');
    await expect.poll(() => bob.locator('#pictures video').count()).toBe(0);
  },
  TEST_MS,
);

test(
  '[PAGE-4] the browser check finds everything well here, with a real call over UDP and another over TCP',
  async () => {
    const { page } = await stage.browser.open(`${stage.cloud.origin}/check#start=${stage.cloud.startKey}`);
    await page.click('#start');
    await page.locator('body[data-done]').waitFor({ timeout: 60_000 });
    const states = await page
      .locator('#checks li')
      .evaluateAll((items) =>
        items.map((item) => `${item.id} ${(item as HTMLElement).dataset.state} ${item.querySelector('.found')?.textContent}`),
      );
    expect(states.filter((state) => !state.split(' ')[1]?.includes('good'))).toEqual([]);
    expect(await page.locator('#udp .found').textContent()).toMatch(/^UDP/);
    expect(await page.locator('#tcp .found').textContent()).toMatch(/^TCP/);
  },
  TEST_MS,
);

test(
  '[PAGE-5] every page can be used with the keyboard alone: what can be clicked can be reached and is named',
  async () => {
    const { page } = await stage.browser.open(stage.cloud.origin);
    for (const path of PAGES) {
      await page.goto(`${stage.cloud.origin}${path}`);
      const nameless = () =>
        page.locator('button, a, input, select, textarea').evaluateAll((elements) =>
          elements
            .filter((element) => {
              const control = element as HTMLInputElement;
              const label = control.labels?.[0]?.textContent ?? '';
              return !(element.getAttribute('aria-label') || element.textContent?.trim() || label.trim()) || control.tabIndex < 0;
            })
            .map((element) => element.outerHTML),
        );
      await expect.poll(nameless, { message: path }).toEqual([]);
    }
  },
  TEST_MS,
);

test(
  '[PAGE-6] a link of the console brings a token to the debugging page, and it does not stay in the address bar',
  async () => {
    const { appID, token } = await stage.cloud.access({ userID: 'ann' });
    const fragment = new URLSearchParams({ token });
    const { page } = await stage.browser.open(`${stage.cloud.origin}/debug/?app=${appID}&user=ann&room=${newRoom()}#${fragment}`);
    await page.click('#login');
    await expect.poll(() => page.locator('#room-state').textContent(), { timeout: 20_000 }).toBe('LOGINED');
    expect(page.url()).not.toContain('token');
  },
  TEST_MS,
);
