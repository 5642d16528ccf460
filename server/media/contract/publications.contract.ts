import { expect, it } from 'vitest';
import { failureOf } from './failureOf.ts';
import type { Given } from './given.ts';
import { track } from './tracks.ts';

/** What is sent to the engine. */
export function publicationsContract(given: Given): void {
  it('[MEDIA-10] all tracks or none', async () => {
    const { send } = given();
    expect(await failureOf(send.publish([track('audio', 'opus'), track('video', 'H265')]))).toBe('CODEC_NOT_ENCODABLE');
    const again = [track('audio', 'opus', true), track('video', 'H264')];
    const publication = await send.publish(again);
    expect(publication.tracks).toEqual([
      { kind: 'audio', muted: true },
      { kind: 'video', muted: false },
    ]);
  });

  it('[MEDIA-11] a codec that rooms do not carry is CODEC_NOT_ENCODABLE', async () => {
    const { send } = given();
    expect(await failureOf(send.publish([track('video', 'H265')]))).toBe('CODEC_NOT_ENCODABLE');
    expect(await failureOf(send.publish([track('audio', 'G722')]))).toBe('CODEC_NOT_ENCODABLE');
    for (const codec of ['VP8', 'VP9', 'H264', 'AV1']) (await send.publish([track('video', codec)])).close();
  });

  it('[MEDIA-12] a publication has at most one track of each kind', async () => {
    const { send } = given();
    expect(await failureOf(send.publish([track('audio', 'opus'), track('audio', 'opus')]))).toBe('MEDIA_FAILED');
    const publication = await send.publish([track('audio', 'opus')]);
    expect(await failureOf(publication.add([track('audio', 'opus')]))).toBe('MEDIA_FAILED');
    const [first, second] = [track('video', 'VP8'), track('video', 'VP8')];
    const results = await Promise.allSettled([publication.add([first]), publication.add([second])]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(publication.tracks.map(({ kind }) => kind)).toEqual(['audio', 'video']);
  });

  it('[MEDIA-13] tracks come, go and are muted while the publication lives', async () => {
    const { send } = given();
    const publication = await send.publish([track('video', 'VP8')]);
    publication.remove('video');
    publication.remove('video');
    expect([publication.tracks, publication.closed]).toEqual([[], false]);
    await publication.add([track('audio', 'opus'), track('video', 'VP9')]);
    await publication.mute('audio', true);
    await publication.mute('audio', true);
    expect(publication.tracks).toEqual([
      { kind: 'audio', muted: true },
      { kind: 'video', muted: false },
    ]);
    await publication.mute('audio', false);
    expect(publication.tracks[0]).toEqual({ kind: 'audio', muted: false });
  });

  it('[MEDIA-14] a kind that is not there, a publication that is closed', async () => {
    const { send } = given();
    const publication = await send.publish([track('video', 'VP8')]);
    expect(await failureOf(publication.mute('audio', true))).toBe('TRACK_NOT_FOUND');
    publication.close();
    publication.close();
    expect(await failureOf(publication.mute('video', true))).toBe('PUBLISH_STREAM_NOT_FOUND');
    expect(await failureOf(publication.add([track('audio', 'opus')]))).toBe('PUBLISH_STREAM_NOT_FOUND');
  });
}
