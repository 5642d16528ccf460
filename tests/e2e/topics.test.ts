import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { expectMovingPicture } from '../kit/browser/media.ts';
import { openBrowser } from '../kit/browser/openBrowser.ts';
import { newRoom, useStage } from './stage.ts';

const stage = useStage();
const TEST_MS = 120_000;
/** A folder for pictures of every page, as one looks at them while working on them. */
const PICTURES = process.env.LIUYUN_PICTURES;
const opened: { topic: string; page: Page }[] = [];

async function open(topic: string, room: string, user: string): Promise<Page> {
  const { page } = await stage.browser.open(
    `${stage.cloud.origin}/samples/topics/${topic}/?room=${room}&user=${user}#start=${stage.cloud.startKey}`,
  );
  opened.push({ topic, page });
  return page;
}

async function enter(topic: string, room: string, user: string): Promise<Page> {
  const page = await open(topic, room, user);
  await page.click('#join');
  await page.locator('#state[data-state=good]').waitFor();
  return page;
}

const event = (page: Page, name: string, text = '') =>
  page.locator(`#events li[data-event=${name}]`, { hasText: text }).first().waitFor();

/** Two people on the same page. */
const pair = async (topic: string) => {
  const room = newRoom();
  return [await enter(topic, room, 'ann'), await enter(topic, room, 'bob')] as const;
};

afterEach(async () => {
  if (PICTURES) {
    await mkdir(PICTURES, { recursive: true });
    for (const { topic, page } of opened.slice(0, 1)) {
      if (page.isClosed()) continue;
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 800 });
        await page.screenshot({ path: join(PICTURES, `${topic}-${width}.png`), fullPage: true });
      }
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.screenshot({ path: join(PICTURES, `${topic}-dark.png`), fullPage: true });
    }
  }
  opened.length = 0;
});

test(
  '[SAMPLE-17] the room page lists the others, renews its token, follows a switch, and tells a kick-out',
  async () => {
    const [ann, bob] = await pair('room');
    await ann.locator('#people li', { hasText: 'bob' }).waitFor();
    await bob.locator('#people li', { hasText: 'ann' }).waitFor();
    await ann.click('#renew');
    const other = newRoom();
    await bob.fill('#other-room', other);
    await bob.click('#switch');
    await ann.locator('#people li').waitFor({ state: 'detached' });
    await expect.poll(() => bob.locator('#room').inputValue()).toBe(other);
    const again = await enter('room', other, 'bob');
    await event(bob, 'roomStateChanged', 'KICKOUT · 1002050');
    expect(await again.locator('#people li').count()).toBe(0);
  },
  TEST_MS,
);

test(
  '[SAMPLE-18] the publish page sends, changes what it sends, and shows its state',
  async () => {
    const [ann, bob] = await pair('publish');
    await ann.click('#publish');
    await event(ann, 'publisherStateUpdate', '"PUBLISHING"');
    await expectMovingPicture(bob.locator('.remote video'));
    await ann.click('#set-extra');
    await bob.locator('.remote[data-extra=on-stage]').waitFor();
    await ann.click('#send-sei');
    await bob.locator('.remote .name', { hasText: 'SEI: 12:00' }).waitFor();
    await ann.click('#apply');
    await ann.check('#mix');
    expect(await ann.locator('#message').isHidden()).toBe(true);
    await ann.click('#stop');
    await bob.locator('.remote').waitFor({ state: 'detached' });
  },
  TEST_MS,
);

test(
  '[SAMPLE-19] the play page shows who publishes, takes a snapshot, and stops receiving pictures',
  async () => {
    const room = newRoom();
    const bob = await enter('play', room, 'bob');
    const ann = await enter('publish', room, 'ann');
    await ann.click('#publish');
    await expectMovingPicture(bob.locator('#tiles video'));
    await bob.selectOption('#fit', 'cover');
    await expectMovingPicture(bob.locator('#tiles video'));
    await bob.click('#snapshot');
    await expect
      .poll(() => bob.locator('#snapshots img').evaluate((picture) => (picture as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(100);
    // All of it is seen.
    const whole = await bob
      .locator('#snapshots img')
      .evaluate((picture) => picture.clientWidth === picture.parentElement?.clientWidth);
    expect(whole).toBe(true);
    await bob.check('#audio-only');
    expect(await bob.locator('#message').isHidden()).toBe(true);
  },
  TEST_MS,
);

test(
  '[SAMPLE-20] the devices page lists devices, switches, mutes and shows the level, without a room',
  async () => {
    const page = await open('devices', newRoom(), 'ann');
    await page.click('#open');
    await expectMovingPicture(page.locator('#preview video'));
    await expect.poll(() => page.locator('#level').evaluate((meter) => (meter as HTMLMeterElement).value)).toBeGreaterThan(10);
    const microphones = await page
      .locator('#microphones option')
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    expect(microphones.length).toBeGreaterThan(1);
    await page.selectOption('#microphones', microphones.at(-1) ?? '');
    await page.check('#muted');
    await expect.poll(() => page.locator('#level').evaluate((meter) => (meter as HTMLMeterElement).value)).toBe(0);
    expect(await page.locator('#message').isHidden()).toBe(true);
  },
  TEST_MS,
);

test(
  '[SAMPLE-21] the messages page sends in each of its five ways',
  async () => {
    const [ann, bob] = await pair('messages');
    for (const kind of ['broadcast', 'barrage', 'command', 'transparent']) {
      await ann.selectOption('#kind', kind);
      await ann.fill('#text', `by ${kind}`);
      await ann.click('#send');
      await bob.locator(`#received li[data-kind=${kind}]`, { hasText: `by ${kind}` }).waitFor();
    }
    await ann.selectOption('#kind', 'extra');
    await ann.fill('#text', 'Agenda');
    await ann.click('#send');
    await bob.locator('#extra-info', { hasText: 'topic = Agenda (ann)' }).waitFor();
    expect(await ann.locator('#received li').count()).toBe(0);
  },
  TEST_MS,
);

test(
  '[SAMPLE-22] the quality page shows figures of both directions and every network',
  async () => {
    const [ann] = await pair('quality');
    for (const side of ['#sent', '#got']) {
      await ann
        .locator(`${side} dd`, { hasText: /^[1-9]\d* kbit\/s$/ })
        .first()
        .waitFor();
    }
    await ann.locator('#people li', { hasText: /bob: ↑ (excellent|good|middle)/ }).waitFor();
  },
  TEST_MS,
);

test(
  '[SAMPLE-23] a screen is shared with a mark, and its end reaches the others',
  async () => {
    const [ann, bob] = await pair('screen-sharing');
    await ann.click('#share');
    await bob.locator('.remote .name', { hasText: 'Screen of ann' }).waitFor();
    await expectMovingPicture(bob.locator('.remote video'));
    await ann.click('#stop');
    await bob.locator('.remote').waitFor({ state: 'detached' });
  },
  TEST_MS,
);

test(
  '[SAMPLE-24] the big room shows each to the other, small places in the small picture',
  async () => {
    const [ann, bob] = await pair('big-rooms');
    await expectMovingPicture(ann.locator('.remote video'));
    const width = () => bob.locator('.remote video').evaluate((video) => (video as HTMLVideoElement).videoWidth);
    await expect.poll(width, { timeout: 20_000 }).toBe(320);
    await bob.locator('.remote').click();
    await expect.poll(width, { timeout: 20_000 }).toBeGreaterThan(320);
    await bob.fill('#most', '0');
    await bob.locator('#most').blur();
    await bob.locator('.remote').waitFor({ state: 'detached' });
  },
  TEST_MS,
);

test(
  '[SAMPLE-25] the reconnection page breaks a call on purpose, shows how it mends, and hands in its log',
  async () => {
    const [ann, bob] = await pair('reconnection');
    await expectMovingPicture(bob.locator('#tiles .tile:nth-child(2) video'));
    await ann.click('#socketDrop');
    await event(ann, 'roomStateChanged', 'RECONNECTED');
    await ann.locator('#took[data-ms]').waitFor();
    await expect.poll(() => ann.locator('#banner').isHidden()).toBe(true);
    // The other one has noticed nothing.
    expect(await bob.locator('#events li[data-event=roomStreamUpdate]', { hasText: 'DELETE' }).count()).toBe(0);
    await ann.click('#workerDeath');
    // Once when it began, and once more now.
    await ann.locator('#events li[data-event=publisherStateUpdate]', { hasText: 'PUBLISH_REQUESTING' }).nth(1).waitFor();
    await expectMovingPicture(bob.locator('#tiles .tile:nth-child(2) video'));
    await ann.click('#upload');
    await event(ann, 'uploadLog');
  },
  TEST_MS,
);

test(
  '[SAMPLE-26] the page of several rooms enters a second one, shows who is in which, sends to one of them, and leaves one or all',
  async () => {
    const [ann, bob] = await pair('multi-room');
    const table = newRoom();
    for (const page of [ann, bob]) {
      await page.fill('#other-room', table);
      await page.click('#enter');
    }
    await ann.locator(`#rooms li[data-room="${table}"]`, { hasText: 'bob' }).waitFor();
    await ann.selectOption('#to', table);
    await ann.fill('#text', 'your turn');
    await ann.click('#send');
    await bob.locator('#messages li', { hasText: `${table} · ann: your turn` }).waitFor();
    await ann.locator(`#rooms li[data-room="${table}"] button`).click();
    await bob.locator(`#rooms li[data-room="${table}"]`, { hasText: 'ann' }).waitFor({ state: 'detached' });
    await expect.poll(() => ann.locator('#rooms li').count()).toBe(1);
    expect(await ann.locator('#state').getAttribute('data-state')).toBe('good');
    await bob.click('#leave');
    await bob.locator('#join').waitFor();
    await ann.locator('#rooms li', { hasText: 'bob' }).waitFor({ state: 'detached' });
  },
  TEST_MS,
);

test(
  '[SAMPLE-27] a topic page without a camera or microphone says so and stays in the room',
  async () => {
    const bare = await openBrowser('none');
    try {
      const visit = async (topic: string) =>
        (
          await bare.open(
            `${stage.cloud.origin}/samples/topics/${topic}/?room=${newRoom()}&user=${topic}#start=${stage.cloud.startKey}`,
          )
        ).page;
      const join = async (topic: string) => {
        const page = await visit(topic);
        await page.click('#join');
        await page.locator('#state[data-state=good]').waitFor();
        return page;
      };
      const says = (page: Page) => page.locator('#message', { hasText: 'No camera or microphone' }).waitFor();
      const refused = async (topic: string, button?: string) => {
        const page = await join(topic);
        if (button) await page.click(button);
        await says(page);
        expect(await page.locator('#state').getAttribute('data-state'), topic).toBe('good');
      };
      const needsNone = async (topic: string) => expect(await (await join(topic)).isHidden('#message'), topic).toBe(true);
      const devices = async () => {
        const page = await visit('devices');
        await page.click('#open');
        await says(page);
      };
      await Promise.all([
        refused('publish', '#publish'),
        devices(),
        refused('quality'),
        refused('big-rooms'),
        refused('reconnection'),
      ]);
      await Promise.all(['room', 'messages', 'multi-room', 'play', 'screen-sharing'].map(needsNone));
    } finally {
      await bare.close();
    }
  },
  TEST_MS,
);
