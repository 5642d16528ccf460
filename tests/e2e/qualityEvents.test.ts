import { expect, test } from 'vitest';
import { User } from '../kit/browser/User.ts';
import { newRoom, useStage } from './stage.ts';

const TEST_MS = 120_000;
const stage = useStage();
const SMALL = { camera: { video: { quality: 1 }, audio: true } };

/** Members of the public engine that these tests call beside those that all tests do. */
type EngineHere = {
  on(name: string, listener: (...args: unknown[]) => void): boolean;
  setSoundLevelDelegate(enable: boolean, interval: number): void;
  setStreamExtraInfo(streamID: string, info: string): Promise<{ errorCode: number }>;
  getPublishingStreamQuality(streamID: string): unknown;
  getPlayingStreamQuality(streamID: string): unknown;
  createRemoteStreamView(stream: MediaStream): {
    on(name: string, listener: () => void): boolean;
    play(place: HTMLElement): void;
  };
  startPlayingStream(streamID: string): Promise<MediaStream>;
};

async function enter(userID: string, { room, events }: { room: string; events: string[] }): Promise<User> {
  const user = await User.open(stage, userID, { playQualityInterval: 1_000, publishQualityInterval: 1_000 });
  await user.page.evaluate((events) => {
    const engine = window.engine as unknown as EngineHere;
    for (const name of events) {
      engine.on(name, (...args) => void window.events.push({ name, args: structuredClone(args), at: performance.now() }));
    }
  }, events);
  await user.login(room);
  return user;
}

type Level = { streamID: string; soundLevel: number; type: 'push' | 'pull' };

test(
  '[QUAL-40] sound levels tell the own and the played sound, each with its type; a muted stream is 0',
  async () => {
    const room = newRoom();
    const events = ['capturedSoundLevelUpdate', 'soundLevelUpdate'];
    const [ann, bob] = [await enter('ann', { room, events }), await enter('bob', { room, events })];
    await ann.publish('loud', { capture: SMALL });
    await bob.play('loud');
    for (const { page } of [ann, bob]) {
      await page.evaluate(() => (window.engine as unknown as EngineHere).setSoundLevelDelegate(true, 500));
    }
    const isLevel = ([levels]: unknown[], type: Level['type'], fits: (level: number) => boolean) =>
      (levels as Level[]).some((one) => one.streamID === 'loud' && one.type === type && fits(one.soundLevel));
    await ann.waitFor('capturedSoundLevelUpdate', ([level]) => Number(level) > 10 && Number(level) <= 100);
    await ann.waitFor('soundLevelUpdate', (args) => isLevel(args, 'push', (level) => level > 10 && level <= 100));
    await bob.waitFor('soundLevelUpdate', (args) => isLevel(args, 'pull', (level) => level > 10 && level <= 100));
    const since = (await ann.events()).length;
    const heardSince = (await bob.events()).length;
    await ann.page.evaluate(() => window.local && window.engine.mutePublishStreamAudio(window.local, true));
    await ann.waitFor('soundLevelUpdate', (args) => isLevel(args, 'push', (level) => level === 0), since);
    await bob.waitFor('soundLevelUpdate', (args) => isLevel(args, 'pull', (level) => level === 0), heardSince);
  },
  TEST_MS,
);

test(
  '[QUAL-41][QUAL-43] a late comer hears of muted devices and finds the extra info; both are told when they change',
  async () => {
    const room = newRoom();
    const ann = await enter('ann', { room, events: [] });
    await ann.publish('early', { capture: SMALL });
    await ann.page.evaluate(async () => {
      if (!window.local) throw new Error('nothing captured');
      window.engine.mutePublishStreamVideo(window.local, true);
      window.engine.mutePublishStreamAudio(window.local, true);
      await (window.engine as unknown as EngineHere).setStreamExtraInfo('early', 'one');
    });
    const bob = await enter('bob', { room, events: ['streamExtraInfoUpdate'] });
    const added = await bob.waitFor('roomStreamUpdate', ([, change]) => change === 'ADD');
    expect(added.args[2]).toMatchObject([{ streamID: 'early', extraInfo: 'one' }]);
    await bob.play('early');
    for (const name of ['remoteCameraStatusUpdate', 'remoteMicStatusUpdate']) {
      expect((await bob.waitFor(name)).args).toEqual(['early', 'MUTE']);
    }
    await ann.page.evaluate(async () => {
      if (window.local) window.engine.mutePublishStreamVideo(window.local, false);
      await (window.engine as unknown as EngineHere).setStreamExtraInfo('early', 'two');
    });
    await bob.waitFor('remoteCameraStatusUpdate', ([, status]) => status === 'OPEN');
    const changed = await bob.waitFor('streamExtraInfoUpdate');
    expect(changed.args).toMatchObject([room, [{ streamID: 'early', extraInfo: 'two', user: { userID: 'ann' } }]]);
    const mic = (await bob.events()).filter(({ name }) => name === 'remoteMicStatusUpdate');
    expect(mic.map(({ args }) => args[1])).toEqual(['MUTE']);
  },
  TEST_MS,
);

test(
  '[QUAL-42][QUAL-44] the first picture and sound of a view are told once there is something to see; figures can be asked for',
  async () => {
    const room = newRoom();
    const [ann, bob] = [await enter('ann', { room, events: [] }), await enter('bob', { room, events: [] })];
    await ann.publish('first', { capture: SMALL });
    await bob.page.evaluate(async () => {
      const engine = window.engine as unknown as EngineHere;
      const view = engine.createRemoteStreamView(await engine.startPlayingStream('first'));
      const place = document.body.appendChild(document.createElement('div'));
      const note = (name: string) => {
        const video = place.querySelector('video');
        window.events.push({ name, args: [video?.videoWidth ?? 0, video?.readyState ?? 0], at: performance.now() });
      };
      for (const name of ['canPlayVideo', 'canPlayAudio']) view.on(name, () => note(name));
      view.play(place);
    });
    const [picture] = [await bob.waitFor('canPlayVideo'), await bob.waitFor('canPlayAudio')];
    expect(picture.args[0]).toBeGreaterThan(0);
    expect(picture.args[1]).toBeGreaterThanOrEqual(2);
    await bob.waitFor('playerStateUpdate', ([result]) => (result as { state: string }).state === 'PLAYING');
    const ask = (user: User, streamID: string) =>
      user.page.evaluate((streamID) => {
        const engine = window.engine as unknown as EngineHere;
        return [engine.getPublishingStreamQuality(streamID), engine.getPlayingStreamQuality(streamID)];
      }, streamID);
    await expect.poll(() => ask(ann, 'first'), { timeout: 10_000 }).toMatchObject([{ video: { muteState: '0' } }, null]);
    await expect.poll(() => ask(bob, 'first'), { timeout: 10_000 }).toMatchObject([null, { audio: { audioCodec: 'opus' } }]);
    expect(await ask(bob, 'unknown')).toEqual([null, null]);
  },
  TEST_MS,
);
