import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBrowser, type Person, type TestBrowser } from '../kit/browser/openBrowser.ts';
import { type Cloud, startCloud } from '../kit/browser/startCloud.ts';

const TEST_MS = 120_000;
const PASSWORD = 'correct horse battery';
/** So often Tab is pressed until something is given up as out of reach. */
const STEPS = 80;

let cloud: Cloud;
let browser: TestBrowser;
const people: Person[] = [];
beforeAll(async () => {
  [cloud, browser] = await Promise.all([startCloud(), openBrowser()]);
});
afterEach(async () => {
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

async function open(path: string, viewport = { width: 1280, height: 800 }): Promise<Page> {
  const person = await browser.open(path.startsWith('http') ? path : `${cloud.origin}${path}`, { viewport });
  people.push(person);
  return person.page;
}

/** What a screen reader would call the element that has the focus, as far as names tell. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const labelled = at instanceof HTMLInputElement || at instanceof HTMLSelectElement || at instanceof HTMLTextAreaElement;
    const label = labelled ? at.labels?.[0]?.textContent : undefined;
    return at?.getAttribute('aria-label') ?? label ?? at?.textContent?.trim() ?? '';
  });

/** The focus comes there: pages move it once they are drawn. */
const expectFocus = (page: Page, name: string) => expect.poll(() => focused(page), { message: 'the focus' }).toBe(name);

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, name: string): Promise<void> {
  const met: string[] = [];
  for (let step = 0; step < STEPS; step++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now === name) return;
    met.push(now);
  }
  throw new Error(`no way to "${name}" by Tab; met: ${met.join(' · ')}`);
}

const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const type = (page: Page, text: string) => page.keyboard.type(text);

test(
  '[CONSOLE-52] by the keyboard alone: the first run, an app, a secret, a token, a user kicked out, and nowhere is the focus lost',
  async () => {
    const page = await open(/\/console\/#first-run=[\w~.%+-]+/.exec(cloud.output())?.[0] ?? '');
    await title(page, 'Welcome to Liuyun');
    await expectFocus(page, 'User name');
    await type(page, 'root');
    await tabTo(page, 'Password');
    await type(page, PASSWORD);
    await tabTo(page, 'Repeat the password');
    await type(page, `${PASSWORD}?`);
    await page.keyboard.press('Enter');
    // What is wrong has the focus.
    await page.getByText('The two passwords differ.').waitFor();
    await expectFocus(page, 'Repeat the password');
    await page.keyboard.press('Control+A');
    await type(page, PASSWORD);
    await page.keyboard.press('Enter');
    await title(page, 'Overview');
    // What takes the focus by itself has taken it before somebody moves on.
    await expectFocus(page, 'Overview');

    await tabTo(page, 'Apps');
    await page.keyboard.press('Enter');
    await title(page, 'Apps');
    await expectFocus(page, 'Apps');
    await tabTo(page, 'Create app');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await expectFocus(page, 'Name');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expectFocus(page, 'Create app');
    await page.keyboard.press('Enter');
    await expectFocus(page, 'Name');
    await type(page, 'By hand');
    await page.keyboard.press('Enter');
    await title(page, 'By hand');
    await expectFocus(page, 'By hand');

    await tabTo(page, 'Credentials');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Reveal ServerSecret' }).waitFor();
    await tabTo(page, 'Reveal ServerSecret');
    await page.keyboard.press('Enter');
    await page.locator('.secret code').waitFor();
    await expectFocus(page, 'Copy ServerSecret');
    await tabTo(page, 'Hide ServerSecret');
    await page.keyboard.press('Enter');
    await page.locator('.secret code').waitFor({ state: 'detached' });
    await expectFocus(page, 'Reveal ServerSecret');

    await page.keyboard.press('Shift+Tab');
    await tabTo(page, 'Rotate ServerSecret');
    await page.keyboard.press('Enter');
    // The menu of terms by arrows.
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
    const chosen = () => page.evaluate(() => (document.activeElement as HTMLSelectElement).value);
    const before = await chosen();
    await page.keyboard.press('ArrowDown');
    await expect.poll(chosen).not.toBe(before);
    for (let step = 0; step < 8; step++) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        () => document.activeElement === document.body || !!document.activeElement?.closest('dialog'),
      );
      expect(inside).toBe(true);
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expectFocus(page, 'Rotate ServerSecret');

    await page.goto(page.url().replace('/credentials', '/token'));
    await title(page, 'By hand');
    await page.getByLabel('User ID').waitFor();
    await expectFocus(page, 'By hand');
    await tabTo(page, 'User ID');
    await type(page, 'ann');
    await tabTo(page, 'Room ID');
    await type(page, 'class');
    await page.keyboard.press('Enter');
    const debugLink = await page.getByRole('link', { name: 'Open the debug page' }).getAttribute('href');
    const debug = await open(debugLink ?? '');
    await debug.click('#login');
    await expect.poll(() => debug.locator('#room-state').textContent(), { timeout: 30_000 }).toBe('LOGINED');

    await page.goto(page.url().replace('/apps/', '/live/').replace('/token', '/class'));
    await title(page, 'class');
    await page.getByRole('button', { name: 'Kick ann' }).waitFor();
    await expectFocus(page, 'class');
    await tabTo(page, 'Kick ann');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await expectFocus(page, 'Reason');
    await type(page, 'enough');
    await Promise.all([page.getByText('ann was kicked out').waitFor(), page.keyboard.press('Enter')]);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // The button is gone with the user: the focus is at the page's heading, not at nothing.
    await expectFocus(page, 'class');
    await expect.poll(() => debug.locator('#room-state').textContent()).not.toBe('LOGINED');
  },
  TEST_MS,
);

test(
  '[CONSOLE-52] on a phone the menu takes the focus, gives it back with Esc, and the page behind it is out of reach',
  async () => {
    const page = await open('/console/', { width: 390, height: 844 });
    await page.getByLabel('User name').fill('root');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await title(page, 'Overview');
    await expectFocus(page, 'Overview');
    await tabTo(page, 'Menu');
    await page.keyboard.press('Enter');
    await expectFocus(page, 'Overview');
    for (let step = 0; step < 20; step++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('main') === null)).toBe(true);
    }
    await page.keyboard.press('Escape');
    await expectFocus(page, 'Menu');
    await page.keyboard.press('Enter');
    await expectFocus(page, 'Overview');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await title(page, 'Apps');
    await expectFocus(page, 'Apps');
  },
  TEST_MS,
);

test(
  '[CONSOLE-54] [CONSOLE-55] a form is sent once, keeps the focus, says what is not saved, and what is wrong at its field',
  async () => {
    const page = await open('/console/');
    await page.getByLabel('User name').fill('root');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await title(page, 'Overview');
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(new URL(request.url()).pathname.split('/').at(-1) ?? '');
    });
    await page.goto(`${cloud.origin}/console/apps`);
    await page.getByRole('table', { name: 'Apps' }).getByRole('link', { name: 'By hand' }).click();
    await page.getByRole('link', { name: 'Settings' }).click();

    const name = page.getByLabel('Name', { exact: true });
    await name.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Save' }).click({ force: true });
    expect(sent).toEqual([]);
    await name.fill('By hand, again');
    await page.getByText('Not saved yet').waitFor();
    await page.getByRole('button', { name: 'Save' }).dblclick();
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });
    await title(page, 'By hand, again');
    await expectFocus(page, 'Save');
    expect(sent).toEqual(['changeApp']);
    // An empty field is not 0, and is not sent.
    const most = page.getByLabel('Users in a room');
    await most.fill('');
    expect(await most.inputValue()).toBe('');
    await most.press('Enter');
    expect(sent).toEqual(['changeApp']);

    await page.getByRole('link', { name: 'Bans' }).click();
    await title(page, 'Bans');
    await page.getByRole('button', { name: 'Revoke tokens' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Put out whoever is in with one').isChecked()).toBe(true);
    await dialog.getByLabel('User ID').fill('小明');
    await page.keyboard.press('Enter');
    await dialog.getByText('A user ID has letters of A–Z').waitFor();
    await expectFocus(page, 'User ID');
    await dialog.getByLabel('User ID').fill('ann');
    // Short news: somebody has to look when they come.
    await Promise.all([page.getByText('The tokens are worthless now').waitFor(), page.keyboard.press('Enter')]);
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /User ann.*refuses tokens/ }).waitFor();
  },
  TEST_MS,
);
