import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Person, type TestBrowser } from '../kit/browser/openBrowser.ts';
import { type Cloud, startCloud } from '../kit/browser/startCloud.ts';

const TEST_MS = 120_000;
const PASSWORD = 'correct horse battery';

let cloud: Cloud;
let browser: TestBrowser;
const people: Person[] = [];
beforeAll(async () => {
  [cloud, browser] = await Promise.all([startCloud(), openBrowser()]);
});
afterEach(async () => {
  // What the server refuses, browsers call an error of the page; everything else is one.
  const faults = people
    .splice(0)
    .flatMap((person) => person.faults.filter((fault) => !fault.includes('Failed to load resource')));
  await browser?.clear();
  expect(faults).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});

async function open(path: string, options: Parameters<TestBrowser['open']>[1] = {}): Promise<Page> {
  const person = await browser.open(`${cloud.origin}${path}`, options);
  people.push(person);
  return person.page;
}

const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true });
const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

async function signIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(PASSWORD);
  await button(page, 'Sign in').click();
  await title(page, 'Overview');
}

test(
  '[CONSOLE-50] the first run, an app, a token, a call, a kick, the record of it, and out: all from the console',
  async () => {
    const link = /\/console\/#first-run=[\w~.%+-]+/.exec(cloud.output())?.[0] ?? '';
    const page = await open(link);
    await title(page, 'Welcome to Liuyun');
    await page.getByLabel('User name').fill('root');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Repeat the password').fill(PASSWORD);
    await button(page, 'Create administrator').click();
    await title(page, 'Overview');
    await expect.poll(() => page.url()).toBe(`${cloud.origin}/console/`);

    await page.getByRole('link', { name: 'Apps', exact: true }).first().click();
    await button(page, 'Create app').click();
    await page.getByRole('dialog').getByLabel('Name').fill('Evening <b>school</b>');
    await button(page.getByRole('dialog'), 'Create').click();
    await title(page, 'Evening <b>school</b>');

    await page.getByRole('link', { name: 'Credentials' }).click();
    await button(page, 'Reveal ServerSecret').click();
    await expect.poll(() => page.locator('.secret code').textContent()).toMatch(/^[\x21-\x7e]{32}$/);
    await button(page, 'Hide ServerSecret').click();
    await page.locator('.secret code').waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'Temporary token' }).click();
    await page.getByLabel('User ID').fill('ann');
    await page.getByLabel('Room ID').fill('class-7/b');
    await button(page, 'Make a token').click();
    const debugLink = await page.getByRole('link', { name: 'Open the debug page' }).getAttribute('href');
    const debug = await open(debugLink ?? '');
    await debug.click('#login');
    await expect.poll(() => debug.locator('#room-state').textContent(), { timeout: 30_000 }).toBe('LOGINED');
    await debug.click('#publish');
    await expect.poll(() => debug.locator('#publish-state').textContent(), { timeout: 30_000 }).toBe('PUBLISHING');

    await page.getByRole('link', { name: 'Overview' }).last().click();
    // The second: the app's own, beside the one for all apps.
    await page.getByRole('link', { name: 'Live rooms' }).nth(1).click();
    await page.getByRole('link', { name: 'class-7/b' }).click();
    await title(page, 'class-7/b');
    await page.reload();
    await title(page, 'class-7/b');
    await expect.poll(() => page.getByRole('table', { name: 'Streams' }).getByRole('row').count()).toBe(2);
    await button(page, 'Kick ann').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('lesson is over');
    // Short news: somebody has to look when they come.
    await Promise.all([page.getByText('ann was kicked out').waitFor(), button(dialog, 'Kick').click()]);
    await expect.poll(() => debug.locator('#room-state').textContent()).not.toBe('LOGINED');
    await page.getByText('This room has closed').waitFor();

    await page.getByRole('link', { name: 'Its calls' }).click();
    await page.getByRole('link', { name: 'class-7/b' }).click();
    await title(page, 'class-7/b');
    const people = page.getByRole('table', { name: 'Who was there' });
    await people.getByText('kicked out').waitFor();
    await people.getByText('lesson is over').waitFor();
    await expect.poll(() => page.getByRole('table', { name: 'Publications' }).getByRole('row').count()).toBe(2);
    await button(page, 'Download').click();
    const csv = await page.getByRole('link', { name: 'Who was there as CSV' }).getAttribute('href');
    expect(await (await page.request.get(`${cloud.origin}${csv}`)).text()).toContain('lesson is over');
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('row', { name: /Kicked users out/ }).waitFor();

    await page.getByRole('link', { name: 'Server', exact: true }).click();
    await title(page, 'Server');
    await page.getByRole('row', { name: /media-port/ }).waitFor();
    await page.getByLabel('Your password').fill(PASSWORD);
    await button(page, 'Make a backup').click();
    const [backup] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Download \(/ }).click()]);
    expect(backup.suggestedFilename()).toMatch(/^liuyun-.*\.tar\.gz$/);
    expect(await backup.failure()).toBe(null);
    await button(page, 'Change the key').click();
    const changed = page.getByText(/secrets? (is|are) encrypted with the key/);
    await Promise.all([changed.waitFor(), button(page.getByRole('dialog'), 'Change the key').click()]);

    await button(page, 'Sign out').click();
    await title(page, 'Sign in');
    await page.goBack();
    await title(page, 'Sign in');
  },
  TEST_MS,
);

test(
  '[CONSOLE-51] who may only look is offered nothing that acts, and what they ask for all the same is refused',
  async () => {
    const admin = await open('/console/');
    await signIn(admin, 'root');
    await admin.getByRole('link', { name: 'Administrators' }).click();
    await button(admin, 'Add').click();
    await admin.getByRole('dialog').getByLabel('User name').fill('watcher');
    await admin.getByRole('dialog').getByLabel('Password').fill(PASSWORD);
    await button(admin.getByRole('dialog'), 'Add').click();
    await admin.getByRole('row', { name: /watcher/ }).waitFor();

    const page = await open('/console/');
    await signIn(page, 'watcher');
    const navigation = page.getByRole('navigation', { name: 'Pages' });
    await expect
      .poll(() => navigation.getByRole('link').allTextContents())
      .toEqual(['Overview', 'Apps', 'Live rooms', 'Calls', 'Bans', 'Health']);
    await navigation.getByRole('link', { name: 'Apps' }).click();
    await page.getByRole('table', { name: 'Apps' }).getByRole('link').first().click();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText('You may look at everything here, but not change it.').waitFor();
    expect(await page.getByRole('button', { name: /Delete|Save|Create|Rotate|Reveal/ }).count()).toBe(0);
    await page.goto(`${cloud.origin}/console/audit`);
    await title(page, 'Only administrators see this page.');
  },
  TEST_MS,
);

test(
  '[CONSOLE-52] the keyboard alone suffices: signing in, moving about, a dialog that keeps the focus and closes with Esc',
  async () => {
    const page = await open('/console/', { locale: 'zh-CN' });
    await title(page, '登录');
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = () =>
      page.evaluate(
        () =>
          document.activeElement?.textContent ||
          document.activeElement?.getAttribute('aria-label') ||
          document.activeElement?.tagName,
      );
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.keyboard.type('root');
    await press('Tab');
    await page.keyboard.type(PASSWORD);
    await press('Enter');
    await title(page, '概览');

    await page.getByRole('link', { name: '跳到正文' }).focus();
    await press('Enter', 'Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    await page.getByRole('link', { name: '应用', exact: true }).first().focus();
    await press('Enter');
    await title(page, '应用');
    await expect.poll(focused).toBe('应用');

    await button(page, '创建应用').focus();
    await press('Enter');
    await page.getByRole('dialog').waitFor();
    for (let step = 0; step < 12; step++) {
      await press('Tab');
      expect(
        await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null),
      ).toBe(true);
    }
    await press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await expect.poll(focused).toBe('创建应用');
  },
  TEST_MS,
);
