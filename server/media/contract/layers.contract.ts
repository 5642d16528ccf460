import { expect, it } from 'vitest';
import { failureOf } from './failureOf.ts';
import type { Given } from './given.ts';
import { both, layered, track } from './tracks.ts';

/** Pictures in two sizes, and what is borne of those in one. */
export function layersContract(given: Given): void {
  it('[LAYER-1] a publication says which of its pictures anybody wants; one without a picture says nothing', async () => {
    const { send, play } = given();
    const silent = await send.publish([track('audio', 'opus')]);
    expect(silent.layersWanted).toBeUndefined();
    silent.close();
    const single = await send.publish([track('video', 'VP8')]);
    expect(single.layersWanted).toEqual({ low: false, high: false });
    const watched = await play(single);
    await watched.prefer('low');
    await watched.resume();
    expect(single.layersWanted).toEqual({ low: true, high: true });
    await watched.pause('video', true);
    expect(single.layersWanted).toEqual({ low: false, high: false });
    single.close();
    const publication = await send.publish([layered()]);
    const told: string[] = [];
    publication.facts.on('layersWanted', ({ low, high }) => told.push(high ? 'both' : low ? 'low' : 'none'));
    expect(publication.layersWanted).toEqual({ low: false, high: false });
    const [one, other] = [await play(publication), await play(publication)];
    expect(publication.layersWanted?.high).toBe(false);
    await one.resume();
    expect(publication.layersWanted?.high).toBe(true);
    await other.prefer('low');
    await other.resume();
    await one.prefer('low');
    expect(publication.layersWanted).toEqual({ low: true, high: false });
    await other.prefer('high');
    await other.pause('video', true);
    await one.prefer('auto');
    one.close();
    await other.pause('video', false);
    other.close();
    expect(told).toEqual(['both', 'low', 'both', 'low', 'both', 'none', 'both', 'none']);
  });

  it('[ADAPT-1] where nothing was measured, all of a picture is borne and none is held', async () => {
    const { send, play } = given();
    const publication = await send.publish(both());
    const told: unknown[] = [];
    publication.facts.on('bitrateBearable', (bps) => told.push(bps));
    const playback = await play(publication);
    playback.facts.on('pictureHeld', (held) => told.push(held));
    await playback.resume();
    await playback.pause('video', true);
    await playback.pause('video', false);
    expect(publication.bitrateBearable).toBeUndefined();
    playback.close();
    expect([publication.bitrateBearable, told]).toEqual([undefined, []]);
  });

  it('[LAYER-2] a wish is kept for a stream with one picture, and refused by a closed playback', async () => {
    const { send, play } = given();
    const publication = await send.publish([track('audio', 'opus')]);
    const playback = await play(publication);
    await playback.prefer('low');
    await publication.add([layered()]);
    await playback.refresh();
    await playback.resume();
    expect(publication.layersWanted).toEqual({ low: true, high: false });
    await playback.prefer('high');
    expect(publication.layersWanted).toEqual({ low: true, high: true });
    playback.close();
    expect(await failureOf(playback.prefer('low'))).toBe('PLAY_STREAM_UNKNOWN');
  });
}
