import { describe, expect, test } from 'vitest';
import type { Caller } from './call.ts';
import { pause, startCall } from './call.ts';
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

  test('[QUAL-50] of a publisher whose line loses 10 % its figures say so', async () => {
    const { ann } = await startCall(stage, { picture: 'large' });
    await watch(ann);
    expect(mean((await told(ann, 'publish', 3)).map(({ video }) => video.videoPacketsLostRate))).toBeLessThan(0.01);
    await stage.lab.router.shape('ann', { up: { loss: 0.1 } });
    await pause(2_000);
    const lossy = await told(ann, 'publish', 20);
    const [pictures, sound] = [
      lossy.map(({ video }) => video.videoPacketsLostRate),
      lossy.map(({ audio }) => audio.audioPacketsLostRate),
    ];
    expect(Math.abs(mean(pictures) - 0.1), JSON.stringify(pictures)).toBeLessThanOrEqual(0.05);
    // A packet may be asked for twice.
    expect(mean(sound), JSON.stringify(sound)).toBeGreaterThan(0.07);
    expect(mean(sound), JSON.stringify(sound)).toBeLessThan(0.2);
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
});
