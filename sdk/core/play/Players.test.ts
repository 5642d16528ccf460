import { RtcError } from '@liuyun/protocol/errors';
import { expect, test } from 'vitest';
import { fakePlaying } from '../platform/fake/fakeCall.ts';
import type { PlayQuality } from '../quality/QualityFigures.ts';

/** A played stream whose counters the test moves, and its figures so far. */
async function measured() {
  const call = await fakePlaying();
  const counters = { packetsReceived: 0, framesDecoded: 0, totalFreezesDuration: 0, freezeCount: 0 };
  let receivers = 0;
  /** Of the receiving connection that there is now: another one counts from zero. */
  const count = () => {
    const receive = call.platform.transports.findLast(({ direction }) => direction === 'recv');
    const id = `i${++receivers}`;
    Object.assign(counters, { packetsReceived: 0, framesDecoded: 0, totalFreezesDuration: 0, freezeCount: 0 });
    const stats = async () => new Map([[id, { type: 'inbound-rtp', id, timestamp: call.platform.clock.now(), ...counters }]]);
    Object.assign(receive?.handler ?? {}, { getReceiverStats: stats });
  };
  count();
  /** So long as it takes, with what comes in a quarter of a second each. */
  const pass = async (ms: number, { frames = 4, packets = 15 } = {}) => {
    for (let passed = 0; passed < ms; passed += 250) {
      counters.packetsReceived += packets;
      counters.framesDecoded += frames;
      await call.platform.pass(250, 250);
    }
  };
  const figures = () => call.of('playQualitySampled').map(([, quality]) => quality as PlayQuality);
  return { ...call, counters, count, pass, figures };
}

test('[QUAL-7] a picture that is paused, or that its publisher muted, for a moment between two samples is no break', async () => {
  const { platform, server, engine, counters, pass, figures } = await measured();
  const mute = async (muted: boolean) => {
    server.tell('streamTracksUpdate', {
      streamID: 'b',
      tracks: [
        { kind: 'audio', muted: false },
        { kind: 'video', muted },
      ],
    });
    await platform.settle();
  };
  const pause = async (paused: boolean) => {
    const pausing = engine.pausePlayed('b', 'video', paused);
    await platform.settle();
    await pausing;
  };
  await pass(6_250);
  for (const silence of [mute, pause]) {
    const before = figures().at(-1)?.video;
    await silence(true);
    await pass(1_500, { frames: 0 });
    await silence(false);
    counters.totalFreezesDuration += 1.6;
    counters.freezeCount += 1;
    await pass(4_500);
    const after = figures().at(-1)?.video;
    expect(after?.decodeMs).toBeGreaterThan(before?.decodeMs ?? 0);
    expect(after).toMatchObject({ breakMs: 0, breaks: 0 });
  }
});

test('[QUAL-22] while nothing comes of a stream its grades are unknown, then dead; what is muted need not come', async () => {
  const { platform, server, pass, figures } = await measured();
  const grades = () => [figures().at(-1)?.video.quality, figures().at(-1)?.audio.quality];
  await pass(6_000);
  expect(grades()).toEqual([0, 0]);
  await pass(3_000, { frames: 0, packets: 0 });
  expect(grades()).toEqual([-1, -1]);
  await pass(3_000, { frames: 0, packets: 0 });
  expect(grades()).toEqual([4, 4]);
  await pass(3_000);
  expect(grades()).toEqual([0, 0]);
  const muted = (['audio', 'video'] as const).map((kind) => ({ kind, muted: true }));
  server.tell('streamTracksUpdate', { streamID: 'b', tracks: muted });
  await platform.settle();
  await pass(12_000, { frames: 0, packets: 0 });
  expect(grades()).toEqual([0, 0]);
  server.tell('streamTracksUpdate', { streamID: 'b', tracks: muted.map(({ kind }) => ({ kind, muted: false })) });
  await platform.settle();
  await pass(3_000);
  expect(grades()).toEqual([0, 0]);
});

test('[QUAL-8] a connection that died is a break until the next one began, and no longer', async () => {
  const { platform, server, count, pass, figures, states } = await measured();
  await pass(7_000);
  for (let time = 0; time < 3; time += 1) server.script('startPlaying', () => new RtcError('TRANSPORT_UNKNOWN'));
  // It has forgotten everything, as a media worker has that died.
  server.restart();
  server.tell('playingEnded', { streamID: 'b', failure: 'TRANSPORT_UNKNOWN' });
  const lostAt = platform.clock.now();
  for (let turn = 0; turn < 100 && states('b').at(-1) !== 'PLAYING'; turn += 1) await platform.pass(50, 50);
  const goneMs = platform.clock.now() - lostAt;
  expect(goneMs).toBeGreaterThan(300);
  count();
  await pass(6_000);
  expect(figures().at(-1)?.video.breaks).toBe(1);
  expect(Math.abs((figures().at(-1)?.video.breakMs ?? 0) - goneMs)).toBeLessThanOrEqual(100);
});
