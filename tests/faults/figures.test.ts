import { describe, expect, test } from 'vitest';
import type { Direction } from '../kit/netns/Router.ts';
import type { Caller } from './call.ts';
import { openUser, pause, startCall } from './call.ts';
import { missing, useStage } from './stage.ts';

type Stats = {
  video: { videoPacketsLostRate: number };
  audio: { audioPacketsLostRate: number };
  peerToPeerDelay?: number;
};
type EngineHere = { on(name: string, listener: (streamID: string, stats: Stats) => void): boolean };
type Watching = Window & { told: Record<'publish' | 'play', Stats[]> };

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.skipIf(missing)('figures of a known network', () => {
  const stage = useStage('ann', 'bob');

  async function watch({ user }: Caller): Promise<void> {
    await user.page.evaluate(() => {
      const page = window as unknown as Watching;
      page.told = { publish: [], play: [] };
      window.engine.setEngineConfig({ publishQualityInterval: 1_000, playQualityInterval: 1_000 });
      const engine = window.engine as unknown as EngineHere;
      engine.on('publishQualityUpdate', (_, stats) => page.told.publish.push(stats));
      engine.on('playQualityUpdate', (_, stats) => page.told.play.push(stats));
    });
  }

  async function told({ user }: Caller, kind: 'publish' | 'play', seconds: number): Promise<Stats[]> {
    const began = await user.page.evaluate((kind) => (window as unknown as Watching).told[kind].length, kind);
    await pause(seconds * 1_000);
    return (await user.page.evaluate((kind) => (window as unknown as Watching).told[kind], kind)).slice(began);
  }

  /** Round trip of what is sent, and what the jitter buffers of the two kinds hold back, ms. */
  const connectionOf = ({ user }: Caller) =>
    user.page.evaluate(async () => {
      let roundTrip = 0;
      const held: Record<string, { delay: number; count: number }> = {};
      for (const connection of window.probe.connections) {
        for (const one of (await connection.getStats()).values()) {
          if (one.type === 'remote-inbound-rtp') roundTrip = Math.max(roundTrip, one.roundTripTime * 1000);
          if (one.type !== 'inbound-rtp') continue;
          held[one.id] = { delay: one.jitterBufferDelay * 1000, count: one.jitterBufferEmittedCount };
        }
      }
      return { roundTrip, held };
    });

  type Held = Awaited<ReturnType<typeof connectionOf>>['held'];
  const heldBetween = (before: Held, after: Held): number =>
    Math.max(
      ...Object.entries(after).flatMap(([id, { delay, count }]) => {
        const emitted = count - (before[id]?.count ?? 0);
        return emitted > 0 ? [(delay - (before[id]?.delay ?? 0)) / emitted] : [];
      }),
    );

  /** Means of what was told of the losses of each kind, published and played at both. */
  async function lossesOf(callers: { ann: Caller; bob: Caller }, seconds: number) {
    const of = async (caller: Caller, kind: 'publish' | 'play') => {
      const all = await told(caller, kind, seconds);
      return {
        video: mean(all.map(({ video }) => video.videoPacketsLostRate)),
        audio: mean(all.map(({ audio }) => audio.audioPacketsLostRate)),
      };
    };
    const { ann, bob } = callers;
    const [annSends, annGets, bobSends, bobGets] = await Promise.all([
      of(ann, 'publish'),
      of(ann, 'play'),
      of(bob, 'publish'),
      of(bob, 'play'),
    ]);
    return { annSends, annGets, bobSends, bobGets };
  }

  const near = (told: number, known: number, give: number): boolean => Math.abs(told - known) <= give;
  /** As good as none. */
  const NONE = 0.03;

  test('[QUAL-50] of a line that loses a known part in one direction, figures say so, and only those of that direction', async () => {
    const call = await startCall(stage, { picture: 'large' });
    await watch(call.ann);
    await watch(call.bob);
    for (const one of Object.values(await lossesOf(call, 3))) expect(Math.max(one.audio, one.video)).toBeLessThan(0.01);
    for (const [way, loss, give] of [
      ['up', 0.1, 0.03],
      ['down', 0.1, 0.03],
      ['up', 0.3, 0.05],
    ] as const) {
      await stage.lab.router.shape('ann', { [way]: { loss } });
      await pause(2_000);
      const { annSends, annGets, bobSends, bobGets } = await lossesOf(call, 20);
      const why = `${loss} ${way}: ${JSON.stringify({ annSends, annGets, bobSends, bobGets })}`;
      const [hit, others] = way === 'up' ? [annSends, [annGets, bobSends, bobGets]] : [annGets, [annSends, bobSends, bobGets]];
      expect(near(hit.video, loss, give), why).toBe(true);
      if (way === 'up') expect(near(hit.audio, loss, give), why).toBe(true);
      else expect(hit.audio, why).toBeLessThan(NONE);
      for (const other of others) expect(Math.max(other.audio, other.video), why).toBeLessThan(NONE);
      await stage.lab.router.shape('ann', {});
      await pause(2_000);
    }
  });

  test("[QUAL-51] a line of 100 ms up and 50 ms down is a round trip of 150 ms, and 100 ms in the other's delay", async () => {
    const { ann, bob } = await startCall(stage);
    await watch(bob);
    await stage.lab.router.shape('ann', { up: { delayMs: 100 }, down: { delayMs: 50 } });
    await pause(12_000);
    const before = await connectionOf(bob);
    const told10 = await told(bob, 'play', 10);
    const after = await connectionOf(bob);
    const delay = mean(told10.map(({ peerToPeerDelay }) => peerToPeerDelay ?? 0));
    const held = heldBetween(before.held, after.held);
    const { roundTrip } = await connectionOf(ann);
    expect(Math.abs(roundTrip - 150), `round trip ${roundTrip}`).toBeLessThanOrEqual(30);
    expect(Math.abs(delay - held - 100), `${delay} ms, of which the buffer held ${held}`).toBeLessThanOrEqual(60);
  });

  type Grade = { at: number; of: 'publish' | 'play' | 'up' | 'down'; whose: string; grade: number };

  /** Every grade that is told from now on. */
  const watchGrades = ({ user }: Caller) =>
    user.page.evaluate(() => {
      const grades: Grade[] = [];
      Object.assign(window, { grades });
      window.engine.setEngineConfig({ publishQualityInterval: 1_000, playQualityInterval: 1_000 });
      type Sides = { video: { videoQuality: number }; audio: { audioQuality: number } };
      const engine = window.engine as unknown as { on(name: string, listener: (...args: never[]) => void): boolean };
      const add = (of: Grade['of'], whose: string, grade: number) => grades.push({ at: Date.now(), of, whose, grade });
      for (const of of ['publish', 'play'] as const) {
        engine.on(`${of}QualityUpdate`, (streamID: string, { video, audio }: Sides) => {
          for (const grade of [video.videoQuality, audio.audioQuality]) add(of, streamID, grade);
        });
      }
      engine.on('networkQuality', (userID: string, up: number, down: number) => {
        add('up', userID, up);
        add('down', userID, down);
      });
    });
  const gradesOf = ({ user }: Caller, from: number, to: number): Promise<Grade[]> =>
    user.page.evaluate(
      ({ from, to }) => (window as unknown as { grades: Grade[] }).grades.filter(({ at }) => at >= from && at <= to),
      { from, to },
    );
  const UP: Direction = { stop: [{ proto: 'udp' }] };
  const ALL: Direction = { loss: 1 };

  test.each<[what: string, line: { up: Direction; down?: Direction }, bad: { of: Grade['of'][]; from: number; to: number }]>([
    ['both ways', { up: ALL, down: ALL }, { of: ['publish', 'play', 'up', 'down'], from: 6_000, to: 12_000 }],
    // Half a way is left for TCP then.
    ['the way up', { up: UP }, { of: ['publish', 'up'], from: 4_000, to: 6_000 }],
  ])('[QUAL-52] while no packet gets through (%s) no grade says excellent, and soon after it they do', async (_, line, bad) => {
    const { ann, bob } = await startCall(stage);
    for (const caller of [ann, bob]) await watchGrades(caller);
    await pause(6_000);
    const cutAt = await stage.lab.router.shape('ann', line);
    await pause(12_000);
    await stage.lab.router.shape('ann', {});
    const during = async (caller: Caller) => gradesOf(caller, cutAt + bad.from, cutAt + bad.to);
    const own = (await during(ann)).filter(({ of, whose }) => bad.of.includes(of) && (whose === '' || /^p/.test(of)));
    const heard = (await during(bob)).filter(({ of }) => of === 'play');
    for (const grades of [own, heard]) {
      expect(grades).not.toEqual([]);
      expect(grades.filter(({ grade }) => grade !== 4 && grade !== -1)).toEqual([]);
    }
    await pause(6_000);
    const from = Date.now();
    await pause(3_000);
    for (const caller of [ann, bob]) {
      const after = await gradesOf(caller, from, Date.now());
      expect(after.length).toBeGreaterThan(5);
      expect(after.filter(({ grade }) => grade !== 0)).toEqual([]);
    }
  });

  test('[QUAL-52] sound alone, played or not, muted or not, is never taken for silence', async () => {
    const [ann, bob] = [await openUser(stage, 'ann'), await openUser(stage, 'bob')];
    for (const user of [ann, bob]) {
      await watchGrades({ user } as Caller);
      await user.login('sound-alone');
    }
    await ann.publish('sound-alone', { capture: { camera: { video: false, audio: true } } });
    const grades: Grade[] = [];
    const watch = async () => {
      const from = Date.now() + 3_000;
      await pause(11_000);
      for (const user of [ann, bob]) grades.push(...(await gradesOf({ user } as Caller, from, Date.now())));
    };
    await watch();
    await bob.play('sound-alone');
    await watch();
    await ann.page.evaluate(() => window.local && window.engine.mutePublishStreamAudio(window.local, true));
    await watch();
    const own = grades.filter(({ of, whose }) => (of === 'up' || of === 'down' ? whose === '' : false));
    expect(own.length).toBeGreaterThan(15);
    expect(own.filter(({ grade }) => grade !== 0)).toEqual([]);
    // There is no picture, of which nothing is known.
    for (const of of ['publish', 'play'] as const) {
      const told = grades.filter((one) => one.of === of);
      expect(told.length).toBeGreaterThan(20);
      expect(told.filter(({ grade }) => grade === 0)).toHaveLength(told.length / 2);
      expect(told.filter(({ grade }) => grade === -1)).toHaveLength(told.length / 2);
    }
  });
});
