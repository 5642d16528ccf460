import type { ErrorName, Kind, Opaque, Track } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MediaEngine, MediaRoom, MediaTransport, Publication } from './MediaEngine.ts';

/** An engine with at least two workers, and a way to lose the one that holds a room. */
export type EngineUnderTest = {
  engine: MediaEngine;
  /** Kills the worker that was started as number `index`. */
  killWorker(index: number): void | Promise<void>;
};

const FINGERPRINT = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, '0').toUpperCase()).join(':');
export const dtls: Opaque = { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: FINGERPRINT }] };

let nextSsrc = 1000;
/** A track as a browser would describe it; `codec` is a mime type's second half. */
export function track(kind: Kind, codec: string, muted = false): Track {
  const audio = kind === 'audio';
  const parameters =
    codec === 'H264' ? { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 } : {};
  const media = { mimeType: `${kind}/${codec}`, payloadType: audio ? 111 : 96, clockRate: audio ? 48_000 : 90_000, parameters };
  return {
    kind,
    muted,
    rtpParameters: {
      codecs: [audio ? { ...media, channels: 2 } : media],
      headerExtensions: [],
      encodings: [{ ssrc: nextSsrc++ }],
      rtcp: { cname: 'contract' },
    },
  };
}

/** The room's capabilities, reduced to some codecs. */
export function receives(room: MediaRoom, ...codecs: string[]): Opaque {
  const all = room.capabilities.codecs as { mimeType: string }[];
  const wanted = codecs.map((codec) => codec.toLowerCase());
  return {
    ...room.capabilities,
    codecs: all.filter(({ mimeType }) => wanted.includes(mimeType.split('/')[1]?.toLowerCase() ?? '')),
  };
}

/** The name of the RtcError that `promise` rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<ErrorName | undefined> {
  try {
    await promise;
    return undefined;
  } catch (error) {
    if (error instanceof RtcError) return error.failure;
    throw error;
  }
}

/** What every implementation of the port must do. */
export function mediaEngineContract(name: string, open: () => Promise<EngineUnderTest>): void {
  describe(`MediaEngine contract: ${name}`, () => {
    let engine: MediaEngine;
    let killWorker: EngineUnderTest['killWorker'];
    let room: MediaRoom;
    let send: MediaTransport;
    let receive: MediaTransport;

    beforeEach(async () => {
      ({ engine, killWorker } = await open());
      room = await engine.openRoom();
      send = await room.openTransport({ direction: 'send', tcpOnly: false });
      receive = await room.openTransport({ direction: 'receive', tcpOnly: false });
    });
    afterEach(() => engine.close());

    const play = (publication: Publication, options = { audio: true, video: true }) =>
      receive.play(publication, { capabilities: room.capabilities, ...options });
    const both = () => [track('audio', 'opus'), track('video', 'VP8')];

    it('[MEDIA-1] a room says what it can carry', () => {
      const codecs = (room.capabilities.codecs as { mimeType: string }[]).map(({ mimeType }) => mimeType.toLowerCase());
      expect(codecs).toEqual(expect.arrayContaining(['audio/opus', 'video/vp8', 'video/vp9', 'video/h264', 'video/av1']));
    });

    it('[MEDIA-2] a transport offers UDP first and TCP, or TCP alone', async () => {
      expect(send.parameters).toMatchObject({ id: send.id, iceParameters: {}, dtlsParameters: {} });
      const protocols = (transport: MediaTransport) =>
        (transport.parameters.iceCandidates as { protocol: string; priority?: number }[])
          .toSorted((a, b) => (b.priority ?? 0) - (a.priority ?? 0))
          .map(({ protocol }) => protocol);
      expect(protocols(send)).toEqual(['udp', 'tcp']);
      expect(protocols(await room.openTransport({ direction: 'send', tcpOnly: true }))).toEqual(['tcp']);
    });

    it('[MEDIA-3] a transport connects once', async () => {
      await send.connect(dtls);
      expect(await failureOf(send.connect(dtls))).toBe('MEDIA_FAILED');
      expect((await send.publish(both())).tracks).toHaveLength(2);
    });

    it('[MEDIA-4] restarting ICE gives new parameters', async () => {
      const before = send.parameters.iceParameters;
      const after = await send.restartIce();
      expect(Object.keys(after)).toEqual(expect.arrayContaining(['usernameFragment', 'password']));
      expect(after).not.toEqual(before);
    });

    it('[MEDIA-58] catching up needs nothing on the transport', async () => {
      await send.catchUp();
      await receive.catchUp();
      await send.publish(both());
      await send.catchUp();
    });

    it('[MEDIA-5] a closed transport, or one of the other direction, is TRANSPORT_UNKNOWN', async () => {
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
      const publication = await send.publish(both());
      const playing = failureOf(play(publication));
      receive.close();
      expect(await playing).toBe('TRANSPORT_UNKNOWN');
      const publishing = failureOf(send.publish([track('audio', 'opus')]));
      send.close();
      expect(await publishing).toBe('TRANSPORT_UNKNOWN');
    });

    it('[MEDIA-6] a closed room opens nothing', async () => {
      const opening = failureOf(room.openTransport({ direction: 'send', tcpOnly: false }));
      room.close();
      expect(await opening).toBe('MEDIA_FAILED');
      expect(await failureOf(room.openTransport({ direction: 'send', tcpOnly: false }))).toBe('MEDIA_FAILED');
    });

    it('[MEDIA-7] closing a room closes all that it opened, and players in other rooms', async () => {
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
      const publication = await send.publish(both());
      const playback = await play(publication);
      receive.close();
      expect([playback.closed, publication.closed, send.closed]).toEqual([true, false, false]);
      send.close();
      expect([publication.closed, room.closed]).toEqual([true, false]);
    });

    it('[MEDIA-10] all tracks or none', async () => {
      expect(await failureOf(send.publish([track('audio', 'opus'), track('video', 'H265')]))).toBe('CODEC_NOT_ENCODABLE');
      const again = [track('audio', 'opus', true), track('video', 'H264')];
      const publication = await send.publish(again);
      expect(publication.tracks).toEqual([
        { kind: 'audio', muted: true },
        { kind: 'video', muted: false },
      ]);
    });

    it('[MEDIA-11] a codec that rooms do not carry is CODEC_NOT_ENCODABLE', async () => {
      expect(await failureOf(send.publish([track('video', 'H265')]))).toBe('CODEC_NOT_ENCODABLE');
      expect(await failureOf(send.publish([track('audio', 'G722')]))).toBe('CODEC_NOT_ENCODABLE');
      for (const codec of ['VP8', 'VP9', 'H264', 'AV1']) (await send.publish([track('video', codec)])).close();
    });

    it('[MEDIA-12] a publication has at most one track of each kind', async () => {
      expect(await failureOf(send.publish([track('audio', 'opus'), track('audio', 'opus')]))).toBe('MEDIA_FAILED');
      const publication = await send.publish([track('audio', 'opus')]);
      expect(await failureOf(publication.add([track('audio', 'opus')]))).toBe('MEDIA_FAILED');
      const [first, second] = [track('video', 'VP8'), track('video', 'VP8')];
      const results = await Promise.allSettled([publication.add([first]), publication.add([second])]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      expect(publication.tracks.map(({ kind }) => kind)).toEqual(['audio', 'video']);
    });

    it('[MEDIA-13] tracks come, go and are muted while the publication lives', async () => {
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
      const publication = await send.publish([track('video', 'VP8')]);
      expect(await failureOf(publication.mute('audio', true))).toBe('TRACK_NOT_FOUND');
      publication.close();
      publication.close();
      expect(await failureOf(publication.mute('video', true))).toBe('PUBLISH_STREAM_NOT_FOUND');
      expect(await failureOf(publication.add([track('audio', 'opus')]))).toBe('PUBLISH_STREAM_NOT_FOUND');
    });

    /** A picture in two sizes, as browsers describe it. */
    const layered = (): Track => {
      const video = track('video', 'VP8');
      const headerExtensions = [
        { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 },
        { uri: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', id: 10 },
      ];
      const encodings = [{ rid: 'r0' }, { rid: 'r1' }];
      return { ...video, rtpParameters: { ...video.rtpParameters, mid: '7', headerExtensions, encodings } };
    };

    it('[LAYER-1] a publication with two pictures says which of them anybody wants; one with a single picture says nothing', async () => {
      const single = await send.publish([track('video', 'VP8')]);
      expect(single.layersWanted).toBeUndefined();
      single.close();
      const publication = await send.publish([layered()]);
      const told: boolean[] = [];
      publication.facts.on('layersWanted', ({ high }) => told.push(high));
      expect(publication.layersWanted).toEqual({ low: true, high: false });
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
      expect(told).toEqual([true, false, true, false, true, false, true, false]);
    });

    it('[ADAPT-1] where nothing was measured, all of a picture is borne and none is held', async () => {
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

    it('[MEDIA-20] a player gets the tracks it wants and can decode', async () => {
      const publication = await send.publish(both());
      const all = (await play(publication)).tracks;
      expect(all.map(({ kind }) => kind).toSorted()).toEqual(['audio', 'video']);
      expect(all.every(({ consumerID, producerID, rtpParameters }) => consumerID && producerID && rtpParameters.codecs)).toBe(
        true,
      );
      expect((await play(publication, { audio: true, video: false })).tracks.map(({ kind }) => kind)).toEqual(['audio']);
      const deafToVideo = { capabilities: receives(room, 'opus', 'H264'), audio: true, video: true };
      const audioOnly = (await receive.play(publication, deafToVideo)).tracks;
      expect(audioOnly.map(({ kind }) => kind)).toEqual(['audio']);
      expect(new Set([...all, ...audioOnly].map(({ consumerID }) => consumerID)).size).toBe(3);
    });

    it('[MEDIA-21] CODEC_NOT_DECODABLE when tracks were wanted and none can be decoded', async () => {
      const publication = await send.publish([track('video', 'VP8')]);
      const only = (codecs: string[], video: boolean) =>
        receive.play(publication, { capabilities: receives(room, ...codecs), audio: true, video });
      expect(await failureOf(only(['opus', 'H264'], true))).toBe('CODEC_NOT_DECODABLE');
      expect(await failureOf(only([], true))).toBe('CODEC_NOT_DECODABLE');
      expect((await only(['opus', 'H264'], false)).tracks).toEqual([]);
    });

    it('[MEDIA-22] a publication of any other room plays like one of the own', async () => {
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
      const publication = await send.publish(both());
      const playback = await play(publication);
      publication.close();
      expect([playback.closed, playback.tracks]).toEqual([true, []]);
      expect(await failureOf(play(publication))).toBe('STREAM_NOT_FOUND');
    });

    it('[MEDIA-24] a publication that ends while it is being played is STREAM_NOT_FOUND', async () => {
      const elsewhere = await engine.openRoom();
      const away = await elsewhere.openTransport({ direction: 'receive', tcpOnly: false });
      const publication = await send.publish(both());
      const playing = [play(publication), away.play(publication, { capabilities: room.capabilities, audio: true, video: true })];
      publication.close();
      for (const promise of playing) expect(await failureOf(promise)).toBe('STREAM_NOT_FOUND');
    });

    it('[MEDIA-25] a received track says whether it is muted', async () => {
      const publication = await send.publish([track('audio', 'opus', true)]);
      const playback = await play(publication);
      expect(playback.tracks[0]?.muted).toBe(true);
      await publication.mute('audio', false);
      expect(playback.tracks[0]?.muted).toBe(false);
    });

    it('[MEDIA-26] a closed playback answers PLAY_STREAM_UNKNOWN', async () => {
      const playback = await play(await send.publish(both()));
      await playback.resume();
      await playback.pause('video', true);
      await playback.pause('video', true);
      await playback.pause('video', false);
      playback.close();
      playback.close();
      expect(await failureOf(playback.resume())).toBe('PLAY_STREAM_UNKNOWN');
      expect(await failureOf(playback.pause('video', true))).toBe('PLAY_STREAM_UNKNOWN');
      expect(await failureOf(playback.refresh())).toBe('PLAY_STREAM_UNKNOWN');
    });

    it('[MEDIA-30] malformed parameters are refused, and the next ones are served', async () => {
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
      await Promise.all([engine.close(), engine.close()]);
      expect([room.closed, send.closed]).toEqual([true, true]);
      expect(await failureOf(engine.openRoom())).toBe('MEDIA_FAILED');
    });

    it('[DATA-10] data goes from a send transport to receive transports of its room, and closes with what carries it', async () => {
      const data = await send.publishData({ streamId: 1 });
      const playbacks = [await receive.playData(data), await receive.playData(data)];
      expect(playbacks.map(({ closed, sctp }) => [closed, sctp.ordered])).toEqual([
        [false, true],
        [false, true],
      ]);
      expect(new Set(playbacks.map(({ sctp }) => sctp.streamId)).size).toBe(2);
      playbacks[0]?.close();
      expect([data.closed, playbacks[1]?.closed]).toEqual([false, false]);
      data.close();
      data.close();
      expect([data.closed, playbacks[1]?.closed]).toEqual([true, true]);
      const again = await send.publishData({ streamId: 1 });
      const last = await receive.playData(again);
      send.close();
      expect([again.closed, last.closed]).toEqual([true, true]);
    });

    it('[DATA-11] data is refused on a transport of the other direction, from another room, and after its end', async () => {
      const data = await send.publishData({ streamId: 1 });
      expect(await failureOf(receive.publishData({ streamId: 2 }))).toBe('TRANSPORT_UNKNOWN');
      expect(await failureOf(send.playData(data))).toBe('TRANSPORT_UNKNOWN');
      const elsewhere = await engine.openRoom();
      const away = await elsewhere.openTransport({ direction: 'receive', tcpOnly: false });
      expect(await failureOf(away.playData(data))).toBe('STREAM_NOT_FOUND');
      data.close();
      expect(await failureOf(receive.playData(data))).toBe('STREAM_NOT_FOUND');
      receive.close();
      expect(await failureOf(receive.playData(data))).toBe('TRANSPORT_UNKNOWN');
    });

    it('[MEDIA-70] a room that is made to crash is lost like any other, and limits of a transport come and go', async () => {
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
      const { workers, listening } = await engine.describe();
      expect(listening).toHaveLength(workers.length);
      const sum = (of: 'rooms' | 'transports') => workers.reduce((total, worker) => total + worker[of], 0);
      expect([sum('rooms'), sum('transports')]).toEqual([1, 2]);
      room.close();
      const after = await engine.describe();
      expect(after.workers.map(({ rooms, transports }) => [rooms, transports])).toEqual(workers.map(() => [0, 0]));
    });
  });
}
