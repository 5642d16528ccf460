import { expect, it } from 'vitest';
import { failureOf } from './failureOf.ts';
import type { Given } from './given.ts';
import { both, receives, track } from './tracks.ts';

/** What is received from the engine. */
export function playbacksContract(given: Given): void {
  it('[MEDIA-20] a player gets the tracks it wants and can decode', async () => {
    const { room, send, receive, play } = given();
    const publication = await send.publish(both());
    const all = (await play(publication)).tracks;
    expect(all.map(({ kind }) => kind).toSorted()).toEqual(['audio', 'video']);
    expect(all.every(({ consumerID, producerID, rtpParameters }) => consumerID && producerID && rtpParameters.codecs)).toBe(true);
    expect((await play(publication, { audio: true, video: false })).tracks.map(({ kind }) => kind)).toEqual(['audio']);
    const deafToVideo = { capabilities: receives(room, 'opus', 'H264'), audio: true, video: true };
    const audioOnly = (await receive.play(publication, deafToVideo)).tracks;
    expect(audioOnly.map(({ kind }) => kind)).toEqual(['audio']);
    expect(new Set([...all, ...audioOnly].map(({ consumerID }) => consumerID)).size).toBe(3);
  });

  it('[MEDIA-21] CODEC_NOT_DECODABLE when tracks were wanted and none can be decoded', async () => {
    const { room, send, receive } = given();
    const publication = await send.publish([track('video', 'VP8')]);
    const only = (codecs: string[], video: boolean) =>
      receive.play(publication, { capabilities: receives(room, ...codecs), audio: true, video });
    expect(await failureOf(only(['opus', 'H264'], true))).toBe('CODEC_NOT_DECODABLE');
    expect(await failureOf(only([], true))).toBe('CODEC_NOT_DECODABLE');
    expect((await only(['opus', 'H264'], false)).tracks).toEqual([]);
  });

  it('[MEDIA-27] what has passed is counted, and asking costs nobody anything', async () => {
    const { engine, send, play } = given();
    const playback = await play(await send.publish(both()));
    await playback.resume();
    const none = { bytes: 0, packets: 0, lost: 0 };
    // Nothing was sent.
    expect(await engine.traffic()).toEqual({ received: none, sent: none });
    playback.close();
    expect(await engine.traffic()).toEqual({ received: none, sent: none });
  });

  it('[MEDIA-22] a publication of any other room plays like one of the own', async () => {
    const { engine, send } = given();
    const publication = await send.publish(both());
    for (let count = 0; count < 4; count++) {
      const other = await engine.openRoom();
      const transport = await other.openTransport({ direction: 'receive', tcpOnly: false });
      const wanted = { capabilities: other.capabilities, audio: true, video: true };
      const playbacks = await Promise.all([transport.play(publication, wanted), transport.play(publication, wanted)]);
      expect(playbacks.map(({ tracks }) => tracks.length)).toEqual([2, 2]);
      playbacks[0].close();
      expect([playbacks[1].closed, playbacks[1].tracks.length]).toEqual([false, 2]);
      await playbacks[1].resume();
    }
    publication.remove('video');
    expect(publication.tracks).toHaveLength(1);
  });

  it('[MEDIA-23] refresh takes in what came and keeps what stayed', async () => {
    const { send, play } = given();
    const publication = await send.publish([track('audio', 'opus')]);
    const playback = await play(publication);
    const [audio] = playback.tracks;
    await publication.add([track('video', 'VP8')]);
    expect(playback.tracks).toHaveLength(1);
    await Promise.all([playback.refresh(), playback.refresh()]);
    expect(playback.tracks.map(({ kind }) => kind)).toEqual(['audio', 'video']);
    expect(playback.tracks[0]?.consumerID).toBe(audio?.consumerID);
    publication.remove('audio');
    expect(playback.tracks.map(({ kind }) => kind)).toEqual(['video']);
    await publication.add([track('audio', 'opus')]);
    await playback.refresh();
    expect(playback.tracks).toHaveLength(2);
    expect(playback.tracks.some(({ consumerID }) => consumerID === audio?.consumerID)).toBe(false);
  });

  it('[MEDIA-24] a playback ends with its publication', async () => {
    const { send, play } = given();
    const publication = await send.publish(both());
    const playback = await play(publication);
    publication.close();
    expect([playback.closed, playback.tracks]).toEqual([true, []]);
    expect(await failureOf(play(publication))).toBe('STREAM_NOT_FOUND');
  });

  it('[MEDIA-24] a publication that ends while it is being played is STREAM_NOT_FOUND', async () => {
    const { engine, room, send, play } = given();
    const elsewhere = await engine.openRoom();
    const away = await elsewhere.openTransport({ direction: 'receive', tcpOnly: false });
    const publication = await send.publish(both());
    const playing = [play(publication), away.play(publication, { capabilities: room.capabilities, audio: true, video: true })];
    publication.close();
    for (const promise of playing) expect(await failureOf(promise)).toBe('STREAM_NOT_FOUND');
  });

  it('[MEDIA-25] a received track says whether it is muted', async () => {
    const { send, play } = given();
    const publication = await send.publish([track('audio', 'opus', true)]);
    const playback = await play(publication);
    expect(playback.tracks[0]?.muted).toBe(true);
    await publication.mute('audio', false);
    expect(playback.tracks[0]?.muted).toBe(false);
  });

  it('[MEDIA-26] a closed playback answers PLAY_STREAM_UNKNOWN', async () => {
    const { send, play } = given();
    const playback = await play(await send.publish(both()));
    await playback.resume();
    await playback.pause('video', true);
    await playback.pause('video', true);
    await playback.pause('video', false);
    await playback.renewPicture();
    playback.close();
    playback.close();
    expect(await failureOf(playback.resume())).toBe('PLAY_STREAM_UNKNOWN');
    expect(await failureOf(playback.pause('video', true))).toBe('PLAY_STREAM_UNKNOWN');
    expect(await failureOf(playback.refresh())).toBe('PLAY_STREAM_UNKNOWN');
    expect(await failureOf(playback.renewPicture())).toBe('PLAY_STREAM_UNKNOWN');
  });
}
