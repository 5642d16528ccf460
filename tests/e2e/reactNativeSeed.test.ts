import { transform } from 'esbuild';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { expectSilence, expectSound } from '../kit/browser/media.ts';
import { bundleForWeb, pageOf } from '../kit/react-native/bundleForWeb.ts';
import { fillInSeed, reactNativeSeed } from './reactNativeSeed.ts';
import { useStage } from './stage.ts';

const seed = reactNativeSeed();
const TEST_MS = 120_000;

type Told = { name: string; args: unknown[] };
type SeedWindow = { told: Told[]; steps: { [step: string]: () => void } };

describe.skipIf(!seed)('the React Native quick start that was given to us, as it stands', () => {
  const stage = useStage();
  if (!seed) return;

  /** A phone of `userID` with the seed's code on it, created and listening; its steps are pressed one by one. */
  async function phone(userID: string, plays: string): Promise<Page> {
    const { appID, server } = await stage.cloud.access({ userID });
    const [, appSign = ''] = /AppSign\s+([0-9a-f]{64})/.exec(stage.cloud.output()) ?? [];
    const code = fillInSeed(seed as NonNullable<typeof seed>, { appID, appSign, userID, streamID: `of-${userID}`, plays });
    const { create, cameraOff, roomEvents, publishEvents, playEvents, ...pressed } = code;
    const steps = Object.entries(pressed).map(([name, step]) => `${name}() {\n${step}\n}`);
    // Where the cloud is, an app says once and before; the text itself stays as it is.
    const app = `
      import Cloud from 'zego-express-engine-reactnative';
      Cloud.setEngineConfig({ advancedConfig: { server: ${JSON.stringify(server)} } });
      ${create}
      ${cameraOff}
      ${roomEvents}
      ${publishEvents}
      ${playEvents}
      window.told = [];
      for (const name of ['roomStateUpdate', 'roomUserUpdate', 'roomStreamUpdate', 'PublisherStateUpdate', 'PlayerStateUpdate', 'debugError']) {
        ZegoExpressEngine.instance().on(name, (...args) => window.told.push({ name, args }));
      }
      window.steps = { ${steps.join(',\n')} };`;
    const { page } = await stage.browser.open(stage.site.put(pageOf(userID, await bundleForWeb(app))));
    return page;
  }

  const press = (page: Page, ...names: string[]) =>
    page.evaluate((names) => {
      for (const name of names) (window as unknown as SeedWindow).steps[name]?.();
    }, names);
  const told = (page: Page, name: string): Promise<unknown[][]> =>
    page.evaluate((name) => {
      return (window as unknown as SeedWindow).told.filter((event) => event.name === name).map(({ args }) => args);
    }, name);
  const hears = (page: Page, name: string, args: unknown) =>
    expect.poll(() => told(page, name), { timeout: 20_000 }).toContainEqual(args);

  test('[SEED-5] of the text nothing is changed but what it says to fill in, and one comma without which it is no JavaScript', async () => {
    const parses = (code: string) =>
      transform(code).then(
        () => true,
        () => false,
      );
    // As it stands, every step is JavaScript but the first one.
    for (const [step, code] of Object.entries(seed)) expect(await parses(code), step).toBe(step !== 'create');
    const { create } = seed;
    const [given = '', appSign = ''] = /appSign: '([0-9a-fx]+)'\n/.exec(create) ?? [];
    const comma = create.replace(given, `appSign: '${appSign}',\n`);
    expect(comma).toHaveLength(create.length + 1);
    expect(await parses(comma)).toBe(true);

    const own = { appID: 7, appSign: 'f'.repeat(64), userID: 'ann', streamID: 'of-ann', plays: 'of-bob' };
    const filled = fillInSeed(seed, own);
    // Its comments show the same AppSign, and stay as they are.
    expect(filled.create).toBe(create.replace('appID : xxx', 'appID : 7').replace(given, `appSign: '${own.appSign}',\n`));
    expect(filled.login).toBe(seed.login.replace("'id1'", "'ann'").replace("'user1'", "'ann'"));
    expect(filled.publish).toBe(seed.publish.replace('"streamID"', '"of-ann"'));
    for (const step of ['play', 'stopPlaying'] as const) expect(filled[step]).toBe(seed[step].replace('"streamID"', '"of-bob"'));
    const kept = ['cameraOff', 'roomEvents', 'publishEvents', 'playEvents', 'stopPublishing', 'logout', 'destroy'] as const;
    for (const step of kept) expect(filled[step]).toBe(seed[step]);
  });

  test(
    '[SEED-5] two phones hear each other, without a camera, when its steps are pressed at once one after the other',
    async () => {
      const ann = await phone('ann', 'of-bob');
      const bob = await phone('bob', 'of-ann');
      // As the text has it, without a wait between login, publishing and playing.
      for (const page of [ann, bob]) await press(page, 'login', 'publish', 'play');
      for (const [page, own, other] of [
        [ann, 'of-ann', 'of-bob'],
        [bob, 'of-bob', 'of-ann'],
      ] as const) {
        await hears(page, 'PublisherStateUpdate', [own, 2, 0, '']);
        await hears(page, 'PlayerStateUpdate', [other, 2, 0, '']);
        await expectSound(page);
        const kinds = await page.evaluate(() => window.probe.capturedTracks.map(({ kind }) => kind));
        expect(kinds).toEqual(['audio']);
        expect(await told(page, 'debugError')).toEqual([]);
      }
      expect((await told(ann, 'roomStateUpdate')).map(([roomID, state, code]) => [roomID, state, code])).toEqual([
        ['room1', 1, 0],
        ['room1', 2, 0],
      ]);
      await hears(ann, 'roomUserUpdate', ['room1', 0, [{ userID: 'bob', userName: 'bob' }]]);

      await press(bob, 'stopPublishing');
      await expectSilence(ann);
      await expect.poll(async () => (await told(ann, 'roomStreamUpdate')).at(-1)?.[1]).toBe(1);
      await press(ann, 'stopPlaying', 'logout');
      await hears(ann, 'PlayerStateUpdate', ['of-bob', 0, 0, '']);
      await expect.poll(async () => (await told(ann, 'roomStateUpdate')).at(-1)).toEqual(['room1', 0, 0, '']);
      await hears(bob, 'roomUserUpdate', ['room1', 1, [{ userID: 'ann', userName: 'ann' }]]);
      await press(ann, 'destroy');
      await press(bob, 'logout', 'destroy');
      for (const page of [ann, bob]) {
        await expect
          .poll(() => page.evaluate(() => window.probe.capturedTracks.every(({ readyState }) => readyState === 'ended')))
          .toBe(true);
      }
    },
    TEST_MS,
  );
});

if (!seed) test.skip('[SEED-5] the given React Native quick start was not tested: ../shared/seeds is not here', () => {});
