import { Facts, FakeClock } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';
import { expect, test } from 'vitest';
import type { EngineFacts } from '../EngineFacts.ts';
import type { PlayQuality, PublishQuality } from './QualityFigures.ts';
import { QualityReports } from './QualityReports.ts';

const video = { codec: 'VP8', width: 640, height: 360, bitrate: 800, sentFps: 15, packetsLostRate: 0.02 };
const sent = (change: object = {}) =>
  ({
    video: { ...video, ...change },
    audio: { codec: 'opus', bitrate: 32, packetsLostRate: 0 },
    rtt: 40,
  }) as unknown as PublishQuality;
const played = (breakMs: number, bitrate = 500) =>
  ({
    video: { codec: 'VP8', width: 320, height: 180, bitrate, renderedFps: 15, breakMs },
    audio: { codec: '', bitrate: 0, jitter: 0, concealedRate: 0 },
    delay: 120,
    packetsLostRate: 0.01,
  }) as unknown as PlayQuality;

function setUp({ everyMs = 10_000, stats = undefined as (() => object[]) | undefined } = {}) {
  const clock = new FakeClock(1_000_000);
  const facts = new Facts<EngineFacts>();
  const asked: { [name: string]: unknown }[] = [];
  let failure: 'SOCKET_CLOSED' | 'TIMEOUT' | undefined;
  let connected = true;
  const wire = {
    ask: (_name: string, params: { [name: string]: unknown }) => {
      asked.push(params);
      return failure ? Promise.reject(new RtcError(failure)) : Promise.resolve({});
    },
  };
  const reports = new QualityReports({
    clock,
    facts,
    roomID: 'room',
    wire: () => (connected ? (wire as never) : undefined),
    everyMs: () => everyMs,
    sends: (streamID) => streamID === 'mine',
    receives: (streamID) => streamID === 'theirs',
    received: (_streamID, kind) => {
      const records = kind === 'video' ? stats?.() : undefined;
      const report = { forEach: (visit: (record: object) => void) => records?.forEach(visit) };
      return records && { id: kind, closed: false, getStats: async () => report as never };
    },
  });
  const pass = async (ms: number, step = 250) => {
    for (let passed = 0; passed < ms; passed += step) {
      clock.advance(step);
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    }
  };
  const join = async (ms = 300) => {
    facts.tell('roomStateChanged', 'room', 'LOGINING', undefined, '');
    clock.advance(ms);
    facts.tell('roomStateChanged', 'room', 'LOGINED', undefined, '');
  };
  const publish = async (ms = 90) => {
    facts.tell('publisherStateChanged', 'mine', 'PUBLISH_REQUESTING', undefined, '');
    clock.advance(ms);
    facts.tell('publisherStateChanged', 'mine', 'PUBLISHING', undefined, '');
  };
  const play = async (ms = 110) => {
    facts.tell('playerStateChanged', 'theirs', 'PLAY_REQUESTING', undefined, '');
    clock.advance(ms);
    facts.tell('playerStateChanged', 'theirs', 'PLAYING', undefined, '');
  };
  const fail = (how: typeof failure) => (failure = how);
  const connect = (is: boolean) => (connected = is);
  return { clock, facts, reports, asked, pass, join, publish, play, fail, connect };
}

test('[REC-30] what happens once is told once, within 2 s, together: how long joining, publishing and playing took', async () => {
  const { asked, pass, join, publish, play } = setUp();
  await join(300);
  await publish(90);
  await play(110);
  await pass(2_000);
  expect(asked).toEqual([
    { joinMs: 300, published: [{ streamID: 'mine', publishMs: 90 }], played: [{ streamID: 'theirs', playMs: 110 }] },
  ]);
  await pass(20_000);
  expect(asked).toHaveLength(1);
});

test('[REC-31] every 10 s one frame carries the averages of all streams; the first figures of a connection do not count', async () => {
  const { facts, asked, pass, join, publish, play } = setUp();
  await join();
  await publish();
  await play();
  await pass(2_000);
  facts.tell('publishQualitySampled', 'mine', sent({ bitrate: 0, sentFps: 0 }));
  for (const bitrate of [700, 900]) facts.tell('publishQualitySampled', 'mine', sent({ bitrate }));
  facts.tell('publishQualitySampled', 'of another room', sent());
  for (const breakMs of [0, 0, 300, 500, 500, 900]) facts.tell('playQualitySampled', 'theirs', played(breakMs));
  await pass(8_000);
  const figures = { streamID: 'mine', send: true, age: 0, videoKbps: 800, audioKbps: 32, fps: 15, width: 640, height: 360 };
  const received = { streamID: 'theirs', send: false, age: 0, videoKbps: 500, fps: 15, width: 320, height: 180 };
  expect(asked.slice(1)).toEqual([
    {
      samples: [
        { ...figures, loss: 0.02, rtt: 40 },
        { ...received, loss: 0.01, delay: 120, freezeMs: 900, freezes: 2 },
      ],
    },
  ]);
  await pass(10_000);
  expect(asked).toHaveLength(2);
});

test('[REC-32] the first picture counts from the call that asked for it, as exactly as the browser knows', async () => {
  let frames = 0;
  const { asked, pass, join, play } = setUp({
    stats: () => [{ type: 'inbound-rtp', id: '1', framesDecoded: frames, totalInterFrameDelay: 0.2 }],
  });
  await join();
  await pass(2_000);
  await play(100);
  await pass(500);
  frames = 4;
  await pass(3_000);
  const told = asked.flatMap(({ played: some }) => (some as object[] | undefined) ?? []);
  expect(Object.assign({}, ...told)).toEqual({ streamID: 'theirs', playMs: 100, firstVideoMs: 650 });
});

test('[REC-32] of a stream that comes back by itself no time is told, for nobody asked; its figures are', async () => {
  let frames = 9;
  const { facts, asked, pass, join, play } = setUp({ stats: () => [{ type: 'inbound-rtp', id: '1', framesDecoded: frames }] });
  await join();
  await play(100);
  await pass(12_000);
  const before = asked.length;
  facts.tell('playerStateChanged', 'theirs', 'PLAY_REQUESTING', 'PLAY_INTERRUPTED', '');
  frames = 0;
  await pass(240_000, 1_000);
  facts.tell('playerStateChanged', 'theirs', 'PLAYING', undefined, '');
  frames = 9;
  for (const bitrate of [0, 500]) facts.tell('playQualitySampled', 'theirs', played(0, bitrate));
  await pass(10_000);
  expect(asked.slice(before)).toMatchObject([{ samples: [{ streamID: 'theirs', videoKbps: 500 }] }]);
  expect(asked.slice(before).flatMap((report) => report.played ?? [])).toEqual([]);
  await play(70);
  await pass(2_000);
  expect(asked.at(-1)?.played).toMatchObject([{ streamID: 'theirs', playMs: 70 }]);
});

test('[REC-33] what was measured while the connection was broken is told afterwards with its age, and not without bound', async () => {
  const { facts, asked, pass, join, publish, connect } = setUp();
  await join();
  await publish();
  await pass(2_000);
  connect(false);
  for (let minute = 0; minute < 6; minute += 1) {
    for (const bitrate of [0, 500]) facts.tell('publishQualitySampled', 'mine', sent({ bitrate }));
    await pass(60_000, 1_000);
  }
  connect(true);
  facts.tell('roomStateChanged', 'room', 'RECONNECTED', undefined, '');
  await pass(10_000);
  const ages = asked.flatMap(({ samples }) => (samples as { age: number }[] | undefined) ?? []).map(({ age }) => age);
  expect(ages.length).toBeGreaterThanOrEqual(3);
  expect(Math.max(...ages)).toBeLessThanOrEqual(240_000);
  expect(ages).toEqual([...ages].sort((a, b) => b - a));
});

test('[REC-33] a report that the socket took with it is told again; one that was refused is not', async () => {
  const { facts, asked, pass, join, publish, fail } = setUp();
  await join();
  await publish();
  await pass(2_000);
  const measure = () => {
    for (const bitrate of [0, 500]) facts.tell('publishQualitySampled', 'mine', sent({ bitrate }));
  };
  measure();
  fail('SOCKET_CLOSED');
  await pass(10_000);
  fail('TIMEOUT');
  await pass(10_000);
  fail(undefined);
  await pass(20_000);
  const counts = asked.slice(1).map(({ samples }) => (samples as object[] | undefined)?.length);
  expect(counts).toEqual([1, 1]);
});

test('[REC-34] a server that does not want to know is told nothing', async () => {
  const { facts, asked, pass, join, publish, reports } = setUp({ everyMs: 0 });
  await join();
  await publish();
  for (const bitrate of [0, 500]) facts.tell('publishQualitySampled', 'mine', sent({ bitrate }));
  await pass(30_000, 1_000);
  reports.flush();
  expect(asked).toEqual([]);
});

test('[REC-35] whoever leaves tells the rest first, and nothing after that', async () => {
  const { facts, asked, pass, join, publish, reports } = setUp();
  await join();
  await publish();
  for (const bitrate of [0, 500]) facts.tell('publishQualitySampled', 'mine', sent({ bitrate }));
  await pass(1_000);
  reports.flush();
  expect(asked).toMatchObject([{ joinMs: 300, samples: [{ streamID: 'mine', videoKbps: 500, age: 0 }] }]);
  reports.stop();
  facts.tell('publishQualitySampled', 'mine', sent());
  await pass(30_000, 1_000);
  expect(asked).toHaveLength(1);
});
