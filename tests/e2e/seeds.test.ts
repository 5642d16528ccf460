import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasFailed } from '../kit/browser/failure.ts';
import { expectMovingPicture, expectSound } from '../kit/browser/media.ts';
import type { Person } from '../kit/browser/openBrowser.ts';
import { fillIn, type SeedPage, seedPages } from './seedPages.ts';
import { useStage } from './stage.ts';

const seeds = seedPages();
const TEST_MS = 120_000;

describe.skipIf(!seeds)('the quick starts that were given to us, as they stand', () => {
  const stage = useStage();
  if (!seeds) return;
  const { v3, v2 } = seeds;

  // All of them meet in the same room, and whoever is left of one test would be met in the next.
  const present: Person[] = [];
  const said = (what: string) => stage.cloud.output().split(`"roomID":"123","msg":"${what}"`).length - 1;
  beforeEach(() => expect.poll(() => said('room opened') - said('room closed'), { timeout: 60_000 }).toBe(0));
  afterEach(async () => {
    const people = present.splice(0);
    // Pages of a test that has failed are asked first what they know.
    if (!hasFailed()) await Promise.all(people.map((person) => person.leave()));
  });

  /** Opens a seed as `userID`. Both seeds log in to room "123". `server` '' means where the script came from. */
  async function open(seed: SeedPage, userID: string, { server }: { server?: '' } = {}) {
    const access = await stage.cloud.access({ userID, roomID: '123' });
    const script = `${stage.cloud.origin}/sdk/ZegoExpressWebRTC.js`;
    const html = fillIn(seed, { ...access, server: server ?? access.server, script, userID });
    const person = await stage.browser.open(stage.site.put(html));
    present.push(person);
    return person;
  }

  for (const seed of [v3, v2]) {
    test(
      `[SEED-1] two users of the ${seed.name} page see and hear each other`,
      async () => {
        const ann = await open(seed, 'ann');
        const bob = await open(seed, 'bob');
        for (const { page } of [ann, bob]) {
          await expectMovingPicture(page.locator('#local-video video').first());
          await expectMovingPicture(page.locator('#remote-video video').first());
          await expectSound(page);
        }
      },
      TEST_MS,
    );
  }

  test(
    '[SEED-2] the 3.x page, the 2.x page and our quick start meet in one room',
    async () => {
      const ann = await open(v3, 'ann');
      await expectMovingPicture(ann.page.locator('#local-video video'));
      const bob = await open(v2, 'bob');
      await expectMovingPicture(bob.page.locator('#remote-video video').first());
      const third = await stage.browser.open(
        `${stage.cloud.origin}/samples/quick-start/?room=123&user=cleo#start=${stage.cloud.startKey}`,
      );
      present.push(third);
      const cleo = third.page;
      await cleo.click('#join');

      await expect.poll(() => cleo.locator('.remote video').count(), { timeout: 20_000 }).toBe(2);
      for (const index of [0, 1]) await expectMovingPicture(cleo.locator('.remote video').nth(index));
      await expectSound(cleo, 2);
      for (const { page } of [ann, bob]) {
        await expect.poll(() => page.locator('#remote-video video').count(), { timeout: 20_000 }).toBeGreaterThan(0);
        await expectMovingPicture(page.locator('#remote-video video').last());
        await expectSound(page, 2);
      }
    },
    TEST_MS,
  );

  test(
    '[SEED-3] a seed with the server left empty finds the cloud that its script came from',
    async () => {
      const ann = await open(v3, 'ann', { server: '' });
      await open(v2, 'bob', { server: '' });
      await expectMovingPicture(ann.page.locator('#remote-video video').first());
    },
    TEST_MS,
  );

  test(
    '[SEED-4] a seed page hears at once that the other one was closed, and stops playing',
    async () => {
      const ann = await open(v3, 'ann');
      const bob = await open(v3, 'bob');
      await expectMovingPicture(ann.page.locator('#remote-video video').first());
      await bob.leave();
      await expect.poll(() => ann.page.locator('#remote-video video').count(), { timeout: 10_000 }).toBe(0);
    },
    TEST_MS,
  );
});

if (!seeds) test.skip('[SEED-1] the given quick starts were not tested: ../shared/seeds is not here', () => {});
