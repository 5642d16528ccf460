import { FakeClock } from '@liuyun/kit';
import { expect, test } from 'vitest';
import { fakeCall, streamOf } from '../platform/fake/fakeCall.ts';
import { type KindSamples, type Measured, QualityMeter } from './QualityMeter.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

function meter() {
  const clock = new FakeClock();
  const figures: { audio?: KindSamples; video?: KindSamples }[] = [];
  const state: { measured: Measured | undefined; periodMs: number } = { measured: undefined, periodMs: 3_000 };
  const it = new QualityMeter({
    clock,
    periodMs: () => state.periodMs,
    measured: (kind) => (kind === 'video' ? state.measured : undefined),
    figures: (samples) => samples,
    sampled: (samples) => void figures.push(samples),
  });
  let time = 0;
  const source = (id: string, fails = false): Measured => ({
    id,
    closed: false,
    getStats: async () => {
      if (fails) throw new Error('closed');
      time += 1000;
      return new Map([['o', { type: 'outbound-rtp', id: 'o', timestamp: time }]]) as unknown as RTCStatsReport;
    },
  });
  return { clock, it, state, figures, source };
}

test('[CLIENT-63] a stream is sampled while it is there, at the tuned period', async () => {
  const { clock, it, state, figures, source } = meter();
  clock.advance(3_000);
  await turn();
  expect(figures).toHaveLength(0);
  state.measured = source('one');
  clock.advance(3_000);
  await turn();
  clock.advance(3_000);
  await turn();
  expect(figures).toHaveLength(2);
  expect(figures[0]?.video).toMatchObject({ before: undefined, now: { at: 1000 } });
  expect(figures[1]?.video).toMatchObject({ before: { at: 1000 }, now: { at: 2000 } });
  state.periodMs = 1_000;
  it.restart();
  clock.advance(1_000);
  await turn();
  expect(figures).toHaveLength(3);
  it.stop();
  expect(clock.pending).toBe(0);
});

test('[CLIENT-60] the first figures come one period after a stream began, and are of that period', async () => {
  const { clock, it, state, figures, source } = meter();
  clock.advance(2_000);
  state.measured = source('one');
  await it.began();
  clock.advance(2_000);
  await turn();
  expect(figures).toHaveLength(0);
  clock.advance(1_000);
  await turn();
  expect(figures[0]?.video).toMatchObject({ before: { at: 1000, records: [] }, now: { at: 2000 } });
  state.measured = source('two', true);
  await it.began();
  it.stop();
  expect(clock.pending).toBe(0);
});

test('[CLIENT-60] a kind that joins the stream later has figures from then on, of the time that it was there, without a sample of nothing', async () => {
  const { clock, it, state, figures, source } = meter();
  await it.began();
  clock.advance(2_000);
  state.measured = source('late');
  await it.joined();
  clock.advance(1_000);
  await turn();
  expect(figures[0]?.video).toMatchObject({ before: { at: 1000, records: [] }, now: { at: 2000 } });
  await it.joined();
  clock.advance(3_000);
  await turn();
  expect(figures[1]?.video).toMatchObject({ before: { at: 2000 }, now: { at: 3000 } });
  it.stop();
});

test('[CLIENT-61] another producer begins a new series; a closed one gives no figures', async () => {
  const { clock, state, figures, source } = meter();
  state.measured = source('one');
  clock.advance(3_000);
  await turn();
  state.measured = source('two');
  clock.advance(3_000);
  await turn();
  expect(figures[1]?.video?.before).toBeUndefined();
  state.measured = source('three', true);
  clock.advance(3_000);
  await turn();
  expect(figures).toHaveLength(2);
});

test('[QUAL-22] samples say whether the other end answers', async () => {
  const { clock, state, figures } = meter();
  let [time, requestsSent] = [0, 1];
  state.measured = {
    id: 'one',
    closed: false,
    getStats: async () => {
      const timestamp = (time += 3_000);
      const pair = { type: 'candidate-pair', id: 'p', nominated: true, responsesReceived: 1, requestsSent: (requestsSent += 4) };
      const records = [pair, { type: 'inbound-rtp', id: 'i', timestamp }].map((one) => [one.id, one] as const);
      return new Map(records) as unknown as RTCStatsReport;
    },
  };
  for (let period = 0; period < 3; period += 1) {
    clock.advance(3_000);
    await turn();
  }
  expect(figures.map(({ video }) => video?.reached)).toEqual(['yes', 'unsure', 'no']);
});

test('[CLIENT-63] published and played streams are measured, never more often than every second', async () => {
  const { platform, server, engine, login, publish, play, of } = fakeCall();
  engine.tune({ publishQualityMs: 10, playQualityMs: 2_000 });
  server.streams = [streamOf('bob', 'b')];
  await login();
  await publish(engine);
  await play('b');
  await platform.pass(4_000);
  expect(of('publishQualitySampled')).toHaveLength(4);
  expect(of('playQualitySampled')).toHaveLength(2);
  expect(engine.publishQuality('mine')).toMatchObject({ video: { muted: false } });
  expect(engine.playQuality('b')).toMatchObject({ audio: { muted: false } });
  engine.stopPlaying('b');
  expect(engine.playQuality('b')).toBeUndefined();
  await platform.settle();
  await platform.pass(4_000);
  expect(of('playQualitySampled')).toHaveLength(2);
});
