import { expect, test } from 'vitest';
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
  await ann.login(roomID);
  await bob.login(roomID);
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
    const kbps = (((tracks[1]?.sent.bytes ?? 0) - before.bytes) * 8) / (performance.now() - before.at);
    const told = Date.now();
    await bob.logout();
    await ann.logout();
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
      expect(stay?.joinMs).toBeLessThan(5_000);
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
      expect(play.firstVideoMs, play.streamID).toBeLessThan(5_000);
    }

    const all = await series();
    const of = (userID: string, streamID: string) => all.find((one) => one.userID === userID && one.streamID === streamID);
    const heard = of('bob', 'known');
    expect(heard?.direction).toBe('receive');
    expect(mean(heard?.fps)).toBeGreaterThan(13);
    expect(mean(heard?.fps)).toBeLessThan(17);
    expect(mean(heard?.videoKbps) / kbps, `of ${kbps} kbit/s`).toBeGreaterThan(0.85);
    expect(mean(heard?.videoKbps) / kbps, `of ${kbps} kbit/s`).toBeLessThan(1.15);
    expect(heard?.width[0]).toBe(64);
    expect(mean(heard?.loss)).toBe(0);
    expect(mean(heard?.delay)).toBeGreaterThan(0);
    const sent = of('ann', 'mine');
    expect(sent).toMatchObject({ direction: 'send' });
    expect(mean(sent?.fps)).toBeGreaterThan(5);
    expect(mean(sent?.videoKbps)).toBeGreaterThan(50);
    expect(mean(sent?.rtt)).toBeLessThan(500);
    for (const { t } of all) for (const at of t) expect(at).toBeLessThanOrEqual(told + 2_000);
  } finally {
    await store.close();
  }
}, 120_000);
