import type { Opaque, Track } from '@liuyun/protocol';
import { expect, it } from 'vitest';
import type { MediaRoom } from '../MediaEngine.ts';
import { failureOf } from './failureOf.ts';
import type { Given } from './given.ts';
import { both, dtls, track } from './tracks.ts';

/** What goes wrong: bad input, dead workers, the end; and what the engine tells of itself. */
export function failuresContract(given: Given): void {
  it('[MEDIA-30] malformed parameters are refused, and the next ones are served', async () => {
    const { send, receive, play } = given();
    const bad = (rtpParameters: Opaque): Track[] => [{ kind: 'video', muted: false, rtpParameters }];
    for (const parameters of [{}, { codecs: 'VP8' }, { codecs: [null] }, { codecs: [{ mimeType: 7 }] }])
      expect(await failureOf(send.publish(bad(parameters)))).toBe('MEDIA_FAILED');
    expect(await failureOf(send.publish(bad(track('audio', 'opus').rtpParameters)))).toBe('MEDIA_FAILED');
    for (const parameters of [{}, { fingerprints: [] }, { fingerprints: 'sha-256' }])
      expect(await failureOf(send.connect(parameters))).toBe('MEDIA_FAILED');
    const publication = await send.publish(both());
    for (const capabilities of [{}, { codecs: 1 }, { codecs: [{}] }])
      expect(await failureOf(receive.play(publication, { capabilities, audio: true, video: true }))).toBe('MEDIA_FAILED');
    await send.connect(dtls);
    expect((await play(publication)).tracks).toHaveLength(2);
  });

  it('[MEDIA-40] a dead worker loses its rooms, and only those', async () => {
    const { engine, killWorker, room, send } = given();
    const other = await engine.openRoom();
    const publication = await send.publish(both());
    const lost = new Promise<MediaRoom[]>((resolve) => engine.facts.on('roomsLost', resolve));
    await killWorker(0);
    expect(await lost).toEqual([room]);
    expect([room.closed, send.closed, publication.closed, other.closed]).toEqual([true, true, true, false]);
    const next = await engine.openRoom();
    expect((await next.openTransport({ direction: 'send', tcpOnly: false })).closed).toBe(false);
  });

  it('[MEDIA-41] a closed engine opens nothing', async () => {
    const { engine, room, send } = given();
    await Promise.all([engine.close(), engine.close()]);
    expect([room.closed, send.closed]).toEqual([true, true]);
    expect(await failureOf(engine.openRoom())).toBe('MEDIA_FAILED');
  });

  it('[MEDIA-70] a room that is made to crash is lost like any other, and limits of a transport come and go', async () => {
    const { engine, room, send, receive } = given();
    await send.limit(100_000);
    await receive.limit(100_000);
    await send.limit(undefined);
    const lost = new Promise<MediaRoom[]>((resolve) => engine.facts.on('roomsLost', resolve));
    room.crash();
    expect(await lost).toEqual([room]);
    expect([room.closed, send.closed]).toEqual([true, true]);
    expect((await engine.openRoom()).closed).toBe(false);
  });

  it('[MEDIA-56] the description counts what is open', async () => {
    const { engine, room } = given();
    const { workers, listening } = await engine.describe();
    expect(listening).toHaveLength(workers.length);
    const sum = (of: 'rooms' | 'transports') => workers.reduce((total, worker) => total + worker[of], 0);
    expect([sum('rooms'), sum('transports')]).toEqual([1, 2]);
    room.close();
    const after = await engine.describe();
    expect(after.workers.map(({ rooms, transports }) => [rooms, transports])).toEqual(workers.map(() => [0, 0]));
  });
}
