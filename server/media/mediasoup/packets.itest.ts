import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Codec, h264, opus, vp8 } from '../../../tests/kit/codecless/codecs.ts';
import { PacketTransport } from '../../../tests/kit/codecless/PacketTransport.ts';
import { ReceivedStream, receivable } from '../../../tests/kit/codecless/ReceivedStream.ts';
import { keyFrameRequests, readRtp } from '../../../tests/kit/codecless/rtp.ts';
import { SyntheticTrack } from '../../../tests/kit/codecless/SyntheticTrack.ts';
import type { MediaEngine, MediaRoom, Publication } from '../MediaEngine.ts';
import { openTestEngine } from './openTestEngine.ts';

let engine: MediaEngine;
const cleanUp: (() => void)[] = [];

beforeEach(async () => {
  ({ engine } = await openTestEngine());
});
afterEach(async () => {
  for (const undo of cleanUp.splice(0).toReversed()) undo();
  await engine.close();
});

/** Publishes made-up media over a real transport. */
async function publisher(room: MediaRoom, video: Codec = vp8) {
  const tracks = [new SyntheticTrack(opus, { kbps: 32, fps: 50 }), new SyntheticTrack(video, { kbps: 300, fps: 15 })];
  const transport = await room.openTransport({ direction: 'send', tcpOnly: false });
  const packets = await PacketTransport.open({
    parameters: transport.parameters,
    direction: 'send',
    received: (packet) => {
      for (const ssrc of keyFrameRequests(packet)) tracks.find((track) => track.ssrc === ssrc)?.keyFrameRequested();
    },
  });
  cleanUp.push(() => packets.close(), ...tracks.map((track) => () => track.stop()));
  await transport.connect(packets.dtlsParameters);
  const publication = await transport.publish(tracks.map(({ track }) => track));
  await packets.connected;
  for (const track of tracks) track.start(packets);
  return { publication, tracks, transport, packets };
}

/** Plays over a real transport. */
async function player(room: MediaRoom, publication: Publication) {
  const transport = await room.openTransport({ direction: 'receive', tcpOnly: false });
  const stream = new ReceivedStream();
  const packets = await PacketTransport.open({
    parameters: transport.parameters,
    direction: 'receive',
    received: (packet) => {
      const rtp = readRtp(packet);
      if (rtp) stream.take(rtp);
    },
  });
  cleanUp.push(() => packets.close());
  await transport.connect(packets.dtlsParameters);
  const playback = await transport.play(publication, { capabilities: receivable(room.capabilities), audio: true, video: true });
  stream.tracks = playback.tracks;
  await packets.connected;
  return { playback, stream, transport, packets };
}

describe.each([vp8, h264])('real packets, $parameters.mimeType', (video) => {
  it('[MEDIA-50] packets flow after resume and not before; [MEDIA-51] beginning with a key frame', async () => {
    const room = await engine.openRoom();
    const { publication, tracks } = await publisher(room, video);
    const { playback, stream } = await player(room, publication);
    const { sent } = tracks[1] ?? {};
    const before = sent?.packets ?? 0;
    while ((sent?.packets ?? 0) < before + 10) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(stream.counters.bytes).toBe(0);
    await playback.resume();
    await stream.when(({ audioPackets, keyFrames }) => audioPackets > 5 && keyFrames === 1);
    await stream.when(({ videoPackets }) => videoPackets > 20);
    expect(stream.counters.keyFrames).toBe(1);
  });
});
