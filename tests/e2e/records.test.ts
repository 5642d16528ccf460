import { expect, test, vi } from 'vitest';
import { SqliteRecordStore } from '../../server/stores/sqlite/records/SqliteRecordStore.ts';
import { User } from '../kit/browser/User.ts';
import { CodeclessPeer } from '../kit/codecless/CodeclessPeer.ts';
import { newRoom, useStage } from './stage.ts';

const stage = useStage();
const mean = (values: readonly (number | null)[] = []) =>
  values.reduce<number>((sum, value) => sum + (value ?? Number.NaN), 0) / values.length;

test('[REC-40] after a call of browsers its records tell who was there, what took how long, and how good it was', async () => {
  const roomID = newRoom();
  const { appID, server, token } = await stage.cloud.access({ userID: 'known', roomID });
  const known = await CodeclessPeer.join({ url: server, appID, roomID, userID: 'known', token });
  const tracks = await known.publish('known', { video: 'VP8', audio: true, kbps: 400, fps: 15 });
  const [ann, bob] = [await User.open(stage, 'ann'), await User.open(stage, 'bob')];
  const loginTook: { [userID: string]: number } = {};
  for (const user of [ann, bob]) {
    const from = Date.now();
    await user.login(roomID);
    loginTook[user.userID] = Date.now() - from;
  }
  await ann.publish('mine', {
    capture: { camera: { video: { quality: 4, width: 640, height: 360, frameRate: 15, bitrate: 500 } } },
  });
  const asked = Date.now();
  await bob.play('known');
  await bob.play('mine');
  const before = { at: performance.now(), bytes: tracks[1]?.sent.bytes ?? 0 };

  const store = await SqliteRecordStore.open(stage.cloud.dataDir);
  try {
    const call = async () => {
      const { items } = await store.searchCalls({ match: 'exact', limit: 10, roomID }, Date.now());
      return items[0];
    };
    const series = async () => (await store.readQuality({ callID: (await call())?.callID ?? '', points: 600 }))?.series ?? [];
    // One report of each, with figures of its own.
    await expect.poll(async () => (await series()).length, { timeout: 25_000, interval: 250 }).toBe(3);
    const of = (all: Awaited<ReturnType<typeof series>>, userID: string, streamID: string) =>
      all.find((one) => one.userID === userID && one.streamID === streamID);
    // The longer it lasts, the less does it matter when it was begun and ended to count what was sent.
    await vi.waitFor(
      async () => {
        const kbps = (((tracks[1]?.sent.bytes ?? 0) - before.bytes) * 8) / (performance.now() - before.at);
        const heard = of(await series(), 'bob', 'known');
        expect(heard?.direction).toBe('receive');
        expect(Math.abs(mean(heard?.videoKbps) / kbps - 1), `${heard?.videoKbps} of ${kbps} kbit/s`).toBeLessThan(0.15);
        // It sends 400 kbit/s in 15 frames; timers of a busy machine are late.
        expect(Math.abs(mean(heard?.fps) - (15 * kbps) / 400), `${heard?.fps} of ${kbps} kbit/s`).toBeLessThan(2);
        expect(mean(heard?.loss)).toBeLessThan(0.01);
        expect(heard?.width[0]).toBe(64);
        expect(mean(heard?.delay)).toBeGreaterThan(0);
      },
      { timeout: 60_000, interval: 500 },
    );
    const left = async (userID: string) =>
      (await store.describeCall((await call())?.callID ?? '', Date.now()))?.stays.find((stay) => stay.userID === userID)?.reason;
    // One after the other: who goes last takes no play with them.
    await bob.logout();
    await expect.poll(() => left('bob')).toBe('loggedOut');
    await ann.logout();
    await expect.poll(() => left('ann')).toBe('loggedOut');
    await known.leave();
    await expect.poll(async () => (await call())?.closedAt, { timeout: 10_000 }).toEqual(expect.any(Number));

    const found = await call();
    expect(found).toMatchObject({ appID, roomID, users: 3, peakUsers: 3, stays: 3, publications: 2, plays: 2, crashed: false });
    const { stays, publications, plays } = (await store.describeCall(found?.callID ?? '', Date.now())) ?? {};
    for (const userID of ['ann', 'bob']) {
      const stay = stays?.find((one) => one.userID === userID);
      expect(stay).toMatchObject({ reason: 'loggedOut', sockets: 1, breaks: [], sdk: 'web' });
      expect(stay?.platform).toMatch(/Chrom/);
      expect(stay?.joinMs).toBeGreaterThan(0);
      expect(stay?.joinMs).toBeLessThanOrEqual(loginTook[userID] ?? 0);
    }
    const mine = publications?.find(({ streamID }) => streamID === 'mine');
    expect(mine?.tracks.map(({ kind }) => kind).sort()).toEqual(['audio', 'video']);
    expect(mine?.tracks.every(({ codec }) => codec !== '')).toBe(true);
    expect(mine?.publishMs).toBeGreaterThanOrEqual(mine?.liveMs ?? Number.NaN);
    expect(plays).toHaveLength(2);
    for (const play of plays ?? []) {
      expect(play, play.streamID).toMatchObject({ userID: 'bob', reason: 'left' });
      expect(play.from).toBeGreaterThanOrEqual(asked - 50);
      expect(play.firstVideoMs, play.streamID).toBeGreaterThan(0);
      expect(play.firstVideoMs, play.streamID).toBeLessThan(Date.now() - asked);
    }

    const all = await series();
    const sent = of(all, 'ann', 'mine');
    expect(sent).toMatchObject({ direction: 'send' });
    expect(mean(sent?.fps)).toBeGreaterThan(1);
    expect(mean(sent?.videoKbps)).toBeGreaterThan(50);
    // Milliseconds.
    expect(mean(sent?.rtt)).toBeLessThan(5_000);
    for (const { t } of all) for (const at of t) expect(at).toBeLessThanOrEqual(Date.now() + 1_000);
  } finally {
    await store.close();
  }
}, 240_000);
