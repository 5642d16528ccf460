import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { opus, vp8 } from '../../../tests/kit/codecless/codecs.ts';
import { NarrowLine } from '../../../tests/kit/codecless/NarrowLine.ts';
import { PacketTransport } from '../../../tests/kit/codecless/PacketTransport.ts';
import { ReceivedStream, receivable } from '../../../tests/kit/codecless/ReceivedStream.ts';
import { keyFrameRequests, readRtp } from '../../../tests/kit/codecless/rtp.ts';
import { SyntheticTrack } from '../../../tests/kit/codecless/SyntheticTrack.ts';
import type { MediaEngine } from '../MediaEngine.ts';
import { openTestEngine } from './openTestEngine.ts';

const TRANSPORT_WIDE = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';
const SOUND_FPS = 50;
/** Half a second of sound by its clock: longer than the narrow place holds anything. */
const BEHIND = 24_000;

let engine: MediaEngine;
const cleanUp: (() => void)[] = [];
beforeEach(async () => {
  ({ engine } = await openTestEngine({ workers: 1 }));
});
afterEach(async () => {
  for (const undo of cleanUp.splice(0).toReversed()) undo();
  await engine.close();
});

/** A stream, and one player of it behind a line of its own. `obeys`: the publisher sends as much as is borne. */
async function call({ kbps = 600, obeys }: { kbps?: number; obeys: boolean }) {
  const room = await engine.openRoom();
  const [sound, picture] = [new SyntheticTrack(opus, { kbps: 32, fps: SOUND_FPS }), new SyntheticTrack(vp8, { kbps, fps: 15 })];
  const sending = await room.openTransport({ direction: 'send', tcpOnly: false });
  const up = await PacketTransport.open({
    parameters: sending.parameters,
    direction: 'send',
    tell: (dtlsParameters) => sending.connect(dtlsParameters),
    received: (packet) => keyFrameRequests(packet).includes(picture.ssrc) && picture.keyFrameRequested(),
  });
  cleanUp.push(
    () => up.close(),
    () => sound.stop(),
    () => picture.stop(),
  );
  const publication = await sending.publish([sound.track, picture.track]);
  const borne: (number | undefined)[] = [];
  publication.facts.on('bitrateBearable', (bps) => {
    borne.push(bps);
    if (obeys) picture.kbps = Math.min(kbps, bps === undefined ? kbps : bps / 1000);
  });
  await up.connected;
  for (const track of [sound, picture]) track.start(up);

  const receiving = await room.openTransport({ direction: 'receive', tcpOnly: false });
  const stream = new ReceivedStream();
  const came: number[] = [];
  const raw: ((packet: Buffer) => void)[] = [];
  const down = await PacketTransport.open({
    parameters: receiving.parameters,
    direction: 'receive',
    tell: (dtlsParameters) => receiving.connect(dtlsParameters),
    received: (packet) => {
      for (const take of raw) take(packet);
    },
  });
  cleanUp.push(() => down.close());
  // As browsers do, it says that it can be measured.
  const playback = await receiving.play(publication, { capabilities: room.capabilities, audio: true, video: true });
  stream.tracks = playback.tracks;
  const video = playback.tracks.find(({ kind }) => kind === 'video')?.rtpParameters as {
    encodings: { ssrc: number }[];
    headerExtensions: { uri: string; id: number }[];
  };
  const network = new NarrowLine({
    extensionID: video.headerExtensions.find(({ uri }) => uri === TRANSPORT_WIDE)?.id ?? 0,
    ssrc: video.encodings[0]?.ssrc ?? 0,
    report: (packet) => down.send(packet),
    dueAt: (packet) => {
      const rtp = readRtp(packet);
      const kind = rtp && stream.kindOf(rtp);
      return rtp && kind && (kind === 'audio' ? sound : picture).dueAt(rtp.timestamp);
    },
    pass: (packet) => {
      const rtp = readRtp(packet);
      if (!rtp) return;
      stream.take(rtp);
      if (stream.kindOf(rtp) === 'audio') came.push(rtp.timestamp);
    },
  });
  cleanUp.push(() => network.close());
  raw.push((packet) => network.take(packet));
  const held: boolean[] = [];
  playback.facts.on('pictureHeld', (is) => held.push(is));
  await down.connected;
  await playback.resume();
  await stream.when(({ videoPackets, keyFrames }) => videoPackets > 20 && keyFrames > 0);
  return { publication, playback, stream, network, held, borne, sound, came };
}

/**
 * Part of the sound sent in so many seconds that arrived. Which packets those are is told by their timestamps, and what comes
 * behind all of them is waited for: how many are on their way when one looks depends on how busy the machine is.
 */
async function heard({ sound, came }: Awaited<ReturnType<typeof call>>, seconds: number): Promise<number> {
  const until = async (check: () => boolean) => {
    while (!check()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const [before, from] = [sound.sent.packets, sound.timestamp];
  await until(() => sound.sent.packets >= before + seconds * SOUND_FPS);
  const [sent, to] = [sound.sent.packets - before, sound.timestamp];
  await until(() => came.some((timestamp) => timestamp > to + BEHIND));
  return came.filter((timestamp) => timestamp > from && timestamp <= to).length / sent;
}

it('[ADAPT-8] where packets are lost on a narrow line the picture gives way and the sound is whole; it comes back with the line', async () => {
  const all = await call({ obeys: false });
  const { stream, network, held, borne } = all;
  network.line = { kbps: 200 };
  // At first it only waits for the publisher, who does not come down.
  await vi.waitFor(() => expect(held).toEqual([true, false, true]), 20_000);
  expect(borne[0]).toBeLessThan(600_000);
  await heard(all, 1); // what was on its way
  expect(await heard(all, 2)).toBeGreaterThan(0.97);
  expect(held.at(-1)).toBe(true);
  network.line = {};
  const { keyFrames } = stream.counters;
  await vi.waitFor(() => expect(held.at(-1)).toBe(false), 30_000);
  await stream.when((now) => now.keyFrames > keyFrames);
  expect(await heard(all, 1)).toBeGreaterThan(0.97);
}, 60_000);

it('[ADAPT-8] a publisher that comes down keeps its picture on a narrow line, and the sound is whole', async () => {
  const all = await call({ obeys: true });
  const { stream, network, held, borne } = all;
  network.line = { kbps: 300 };
  await vi.waitFor(() => expect(borne.length).toBeGreaterThan(0), 20_000);
  await heard(all, 6);
  const { videoPackets } = stream.counters;
  expect(await heard(all, 4)).toBeGreaterThan(0.95);
  expect(stream.counters.videoPackets - videoPackets).toBeGreaterThan(4 * 8);
  expect(held.at(-1) ?? false).toBe(false);
}, 60_000);

it('[ADAPT-8] without loss nothing is held because of an estimate alone', async () => {
  const all = await call({ kbps: 500, obeys: false });
  const { network, held, borne } = all;
  network.line = { kbps: 350, queueMs: 60_000 };
  await vi.waitFor(() => expect(borne.length).toBeGreaterThan(0), 20_000);
  await heard(all, 6);
  expect(held).toEqual([]);
}, 60_000);

it('[MEDIA-59] players are offered to ask for lost sound again, which browsers can but do not say', async () => {
  const room = await engine.openRoom();
  const sending = await room.openTransport({ direction: 'send', tcpOnly: false });
  const publication = await sending.publish([new SyntheticTrack(opus, { kbps: 32, fps: SOUND_FPS }).track]);
  const receiving = await room.openTransport({ direction: 'receive', tcpOnly: false });
  const playback = await receiving.play(publication, { capabilities: receivable(room.capabilities), audio: true, video: true });
  const codecs = playback.tracks.flatMap(({ rtpParameters }) => rtpParameters.codecs as { rtcpFeedback: unknown }[]);
  expect(codecs.map(({ rtcpFeedback }) => rtcpFeedback)).toEqual([[{ type: 'nack', parameter: '' }]]);
});
