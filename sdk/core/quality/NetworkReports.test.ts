import { FakeClock } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';
import { expect, test } from 'vitest';
import { NetworkReports } from './NetworkReports.ts';
import type { PlayQuality, PublishQuality } from './QualityFigures.ts';

const sent = (packetsLostRate: number, rtt: number, reached = 'yes') =>
  ({ video: { packetsLostRate }, audio: { packetsLostRate: 0 }, rtt, reached }) as unknown as PublishQuality;

function setUp({
  published = [] as PublishQuality[],
  plays = [] as string[],
  clockOffset = undefined as number | undefined,
  played = undefined as PlayQuality | undefined,
} = {}) {
  const clock = new FakeClock(0);
  const asked: object[] = [];
  const told: unknown[][] = [];
  let answers = true;
  const wire = {
    ask: (_name: string, params: object) => {
      asked.push(params);
      return answers ? Promise.resolve({}) : Promise.reject(new RtcError('SOCKET_CLOSED'));
    },
    owe: () => undefined,
  };
  const reports = new NetworkReports({
    clock,
    told: (...args) => void told.push(args),
    wire: () => wire as never,
    clockOffset: () => clockOffset,
    published: () => published,
    played: () => plays.map((userID) => ({ userID, quality: played })),
  });
  reports.start();
  const pass = async (ms: number) => {
    clock.advance(ms);
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  return { reports, asked, told, pass, clock, cut: () => (answers = false), mend: () => (answers = true) };
}

test('[ROOMX-21] who neither sends nor listens reports nothing; who sends reports loss and round trip every 2 s', async () => {
  const idle = setUp();
  await idle.pass(10_000);
  expect([idle.asked, idle.told]).toEqual([[], []]);
  const sender = setUp({ published: [sent(0.06, 20)] });
  await sender.pass(2_000);
  expect(sender.asked).toEqual([{ up: 2, down: -1, listen: false }]);
  expect(sender.told).toEqual([]);
});

test('[QUAL-22] where media gets no answer the own connection is unknown, then dead, though the socket answers', async () => {
  for (const [reached, grade] of [
    ['unsure', -1],
    ['no', 4],
    ['yes', 0],
  ] as const) {
    const played = { packetsLostRate: 0, reached } as PlayQuality;
    const { reports, asked, told, pass } = setUp({ published: [sent(0, 20, reached)], plays: ['bob'], played });
    reports.listen(true);
    await pass(2_000);
    await pass(2_000);
    expect(told.filter(([userID]) => userID === '').at(-1)).toEqual(['', grade, grade]);
    expect(asked.at(-1)).toEqual({ up: grade, down: grade, listen: true });
  }
});

test('[ROOMX-22] the own connection is told with an empty userID: unknown after one missing answer, dead after three', async () => {
  const { reports, told, pass, cut, mend } = setUp({ published: [sent(0, 20)] });
  reports.listen(true);
  await pass(2_000);
  await pass(2_000);
  expect(told.at(-1)).toEqual(['', 0, 0]);
  cut();
  await pass(2_000);
  const after: unknown[] = [];
  for (let beat = 0; beat < 3; beat++) {
    await pass(2_000);
    after.push(told.at(-1));
  }
  expect(after).toEqual([
    ['', -1, -1],
    ['', -1, -1],
    ['', 4, 4],
  ]);
  mend();
  await pass(2_000);
  await pass(2_000);
  expect(told.at(-1)).toEqual(['', 0, 0]);
});

test('[ROOMX-23] users whose streams are played are told as they report: unknown before and after one missing, dead after three', async () => {
  const { reports, told, pass } = setUp({ plays: ['bob'] });
  const bob = () => told.filter(([userID]) => userID === 'bob').at(-1);
  reports.listen(true);
  await pass(2_000);
  expect(bob()).toEqual(['bob', -1, -1]);
  reports.heard('bob', 1, 3);
  reports.heard('stranger', 0, 0);
  await pass(2_000);
  expect(bob()).toEqual(['bob', 1, 3]);
  await pass(2_000);
  expect(bob()).toEqual(['bob', -1, -1]);
  await pass(4_000);
  expect(bob()).toEqual(['bob', 4, 4]);
  expect(told.some(([userID]) => userID === 'stranger')).toBe(false);
});

test('[ROOMX-21] nothing is reported any more once the room is left', async () => {
  const { reports, asked, pass, clock } = setUp({ published: [sent(0, 20)] });
  await pass(2_000);
  reports.stop();
  await pass(10_000);
  expect(asked).toHaveLength(1);
  expect(clock.pending).toBe(0);
});

test('[QUAL-11] a publisher also reports by how much the clocks differ, once that is known; a listener need not', async () => {
  const sender = setUp({ published: [sent(0, 20)], clockOffset: -1234.5 });
  await sender.pass(2_000);
  expect(sender.asked).toEqual([{ up: 0, down: -1, listen: false, clock: -1234.5 }]);
  const listener = setUp({ clockOffset: 7 });
  listener.reports.listen(true);
  await listener.pass(2_000);
  expect(listener.asked).toEqual([{ up: -1, down: -1, listen: true }]);
});
