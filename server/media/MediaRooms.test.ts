import { describe, expect, it } from 'vitest';
import { createFakeMediaEngine } from './fake/FakeMediaEngine.ts';
import { MediaRooms } from './MediaRooms.ts';

function open() {
  const engine = createFakeMediaEngine({ workers: 1 });
  const rooms = new MediaRooms<{ name: string }>(engine, (error) => {
    throw error;
  });
  const count = async () => (await engine.describe()).workers.reduce((sum, worker) => sum + worker.rooms, 0);
  const lost: string[] = [];
  rooms.facts.on('lost', ({ name }) => lost.push(name));
  return { engine, rooms, count, lost };
}

describe('MediaRooms', () => {
  it('[ROOMS-13] the first comer opens, others share; a failure is forgotten', async () => {
    const { engine, rooms, count } = open();
    const room = { name: 'one' };
    engine.failNext('openRoom');
    const failing = [rooms.of(room), rooms.of(room)];
    expect(failing[0]).toBe(failing[1]);
    for (const promise of failing) await expect(promise).rejects.toThrow();
    const [first, second] = await Promise.all([rooms.of(room), rooms.of(room)]);
    expect(first).toBe(second);
    expect(await count()).toBe(1);
  });

  it('[ROOMS-32] a room closed while its media is being opened leaves nothing behind', async () => {
    const { engine, rooms, count } = open();
    const room = { name: 'one' };
    const release = engine.holdNext('openRoom');
    const opening = rooms.of(room);
    rooms.close(room);
    release();
    expect((await opening).closed).toBe(true);
    expect([rooms.size, await count()]).toEqual([0, 0]);
  });

  it('[STREAM-30] the rooms of a dead worker are told once, [STREAM-31] and opened anew by whoever asks', async () => {
    const { engine, rooms, lost } = open();
    const [one, two] = [{ name: 'one' }, { name: 'two' }];
    const before = await rooms.of(one);
    await rooms.of(two);
    engine.killWorker();
    expect(lost).toEqual(['one', 'two']);
    const after = await rooms.of(one);
    expect(after).not.toBe(before);
    expect(after.closed).toBe(false);
    expect(lost).toEqual(['one', 'two']);
  });

  it('[STREAM-31] media found closed before the news of it arrives counts as lost', async () => {
    const { rooms, lost } = open();
    const room = { name: 'one' };
    (await rooms.of(room)).close();
    expect((await rooms.of(room)).closed).toBe(false);
    expect(lost).toEqual(['one']);
  });

  it('[CLOSE-13] closing all closes every one and listens no more', async () => {
    const { engine, rooms, count, lost } = open();
    await rooms.of({ name: 'one' });
    rooms.closeAll();
    expect([rooms.size, await count()]).toEqual([0, 0]);
    engine.killWorker();
    expect(lost).toEqual([]);
  });
});
