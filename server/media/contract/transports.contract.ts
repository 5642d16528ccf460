import { expect, it } from 'vitest';
import type { MediaTransport } from '../MediaEngine.ts';
import { failureOf } from './failureOf.ts';
import type { Given } from './given.ts';
import { both, dtls, track } from './tracks.ts';

/** Transports and the rooms that hold them. */
export function transportsContract(given: Given): void {
  it('[MEDIA-1] a room says what it can carry', () => {
    const { room } = given();
    const codecs = (room.capabilities.codecs as { mimeType: string }[]).map(({ mimeType }) => mimeType.toLowerCase());
    expect(codecs).toEqual(expect.arrayContaining(['audio/opus', 'video/vp8', 'video/vp9', 'video/h264', 'video/av1']));
  });

  it('[MEDIA-2] a transport offers UDP first and TCP, or TCP alone', async () => {
    const { room, send } = given();
    expect(send.parameters).toMatchObject({ id: send.id, iceParameters: {}, dtlsParameters: {} });
    const protocols = (transport: MediaTransport) =>
      (transport.parameters.iceCandidates as { protocol: string; priority?: number }[])
        .toSorted((a, b) => (b.priority ?? 0) - (a.priority ?? 0))
        .map(({ protocol }) => protocol);
    expect(protocols(send)).toEqual(['udp', 'tcp']);
    expect(protocols(await room.openTransport({ direction: 'send', tcpOnly: true }))).toEqual(['tcp']);
  });

  it('[MEDIA-3] a transport connects once', async () => {
    const { send } = given();
    await send.connect(dtls);
    expect(await failureOf(send.connect(dtls))).toBe('MEDIA_FAILED');
    expect((await send.publish(both())).tracks).toHaveLength(2);
  });

  it('[MEDIA-4] restarting ICE gives new parameters', async () => {
    const { send } = given();
    const before = send.parameters.iceParameters;
    const after = await send.restartIce();
    expect(Object.keys(after)).toEqual(expect.arrayContaining(['usernameFragment', 'password']));
    expect(after).not.toEqual(before);
  });

  it('[MEDIA-58] catching up needs nothing on the transport', async () => {
    const { send, receive } = given();
    await send.catchUp();
    await receive.catchUp();
    await send.publish(both());
    await send.catchUp();
  });

  it('[MEDIA-5] a closed transport, or one of the other direction, is TRANSPORT_UNKNOWN', async () => {
    const { room, send, receive } = given();
    const publication = await send.publish(both());
    const wanted = { capabilities: room.capabilities, audio: true, video: true };
    expect(await failureOf(receive.publish(both()))).toBe('TRANSPORT_UNKNOWN');
    expect(await failureOf(send.play(publication, wanted))).toBe('TRANSPORT_UNKNOWN');
    receive.close();
    send.close();
    expect(await failureOf(send.connect(dtls))).toBe('TRANSPORT_UNKNOWN');
    expect(await failureOf(send.restartIce())).toBe('TRANSPORT_UNKNOWN');
    expect(await failureOf(send.catchUp())).toBe('TRANSPORT_UNKNOWN');
    expect(await failureOf(send.publish(both()))).toBe('TRANSPORT_UNKNOWN');
    expect(await failureOf(receive.play(publication, wanted))).toBe('TRANSPORT_UNKNOWN');
  });

  it('[MEDIA-5] a transport closed while it publishes or plays answers TRANSPORT_UNKNOWN', async () => {
    const { send, receive, play } = given();
    const publication = await send.publish(both());
    const playing = failureOf(play(publication));
    receive.close();
    expect(await playing).toBe('TRANSPORT_UNKNOWN');
    const publishing = failureOf(send.publish([track('audio', 'opus')]));
    send.close();
    expect(await publishing).toBe('TRANSPORT_UNKNOWN');
  });

  it('[MEDIA-6] a closed room opens nothing', async () => {
    const { room } = given();
    const opening = failureOf(room.openTransport({ direction: 'send', tcpOnly: false }));
    room.close();
    expect(await opening).toBe('MEDIA_FAILED');
    expect(await failureOf(room.openTransport({ direction: 'send', tcpOnly: false }))).toBe('MEDIA_FAILED');
  });

  it('[MEDIA-7] closing a room closes all that it opened, and players in other rooms', async () => {
    const { engine, room, send, receive, play } = given();
    const elsewhere = await engine.openRoom();
    const away = await elsewhere.openTransport({ direction: 'receive', tcpOnly: false });
    const publication = await send.publish(both());
    const here = await play(publication);
    const there = await away.play(publication, { capabilities: elsewhere.capabilities, audio: true, video: true });
    room.close();
    room.close();
    expect([room, send, receive, publication, here, there].map(({ closed }) => closed)).toEqual(Array(6).fill(true));
    expect([elsewhere.closed, away.closed]).toEqual([false, false]);
  });

  it('[MEDIA-7] closing a transport closes its publications and playbacks only', async () => {
    const { room, send, receive, play } = given();
    const publication = await send.publish(both());
    const playback = await play(publication);
    receive.close();
    expect([playback.closed, publication.closed, send.closed]).toEqual([true, false, false]);
    send.close();
    expect([publication.closed, room.closed]).toEqual([true, false]);
  });
}
