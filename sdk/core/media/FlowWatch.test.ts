import { FakeClock } from '@liuyun/kit';
import { expect, test } from 'vitest';
import { FlowWatch, type Watched } from './FlowWatch.ts';
import { ReceivedPackets } from './ReceivedPackets.ts';

/** One direction, with packets at a rate, and a server that answers probes or does not. */
class FakeFlow implements Watched {
  perSecond = 0;
  answers = true;
  counts: boolean = true;
  rttMs = 20;
  probes = 0;
  told: string[] = [];
  packets = 0;
  async received() {
    return this.counts ? { packets: Math.floor(this.packets), rttMs: this.rttMs } : undefined;
  }
  probe() {
    this.probes++;
    if (this.answers) this.packets++;
    return true;
  }
  stall() {
    this.told.push('stall');
  }
  flow() {
    this.told.push('flow');
  }
}

function watching() {
  const clock = new FakeClock();
  const [send, receive] = [new FakeFlow(), new FakeFlow()];
  let suspicions = 0;
  let stoodStill = 0;
  const late = { now: () => clock.now() + stoodStill, after: clock.after.bind(clock), every: clock.every.bind(clock) };
  const watch = new FlowWatch({ clock: late, send, receive, suspect: () => suspicions++ });
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 25) {
      for (const flow of [send, receive]) flow.packets += (flow.perSecond * 25) / 1_000;
      clock.advance(25);
      for (let turns = 0; turns < 20; turns++) await Promise.resolve();
    }
  };
  /** The whole machine stands still: no timers, no packets. */
  const standStill = (ms: number) => void (stoodStill += ms);
  return { clock, send, receive, watch, pass, standStill, suspicions: () => suspicions };
}

test('[CLIENT-57] packets that stop although they were due, with no answer to a question, are missed within 1.3 s', async () => {
  const { send, receive, pass, suspicions } = watching();
  send.perSecond = 20;
  receive.perSecond = 60;
  await pass(3_000);
  expect(send.told).toEqual([]);
  send.perSecond = receive.perSecond = 0;
  send.answers = false;
  await pass(750);
  expect(suspicions()).toBe(1);
  expect(send.told).toEqual([]);
  await pass(600);
  expect(send.told).toEqual(['stall']);
  expect(receive.told).toEqual(['stall']);
  receive.perSecond = 60;
  await pass(500);
  expect(receive.told).toEqual(['stall', 'flow']);
  expect(send.told).toEqual(['stall']);
  send.perSecond = 20;
  await pass(500);
  expect(send.told).toEqual(['stall', 'flow']);
});

test('[CLIENT-57] a machine that stands still for a second does not take that for silence', async () => {
  const { send, receive, pass, standStill, suspicions } = watching();
  send.perSecond = receive.perSecond = 40;
  await pass(3_000);
  send.perSecond = receive.perSecond = 0;
  send.answers = false;
  await pass(750);
  expect(suspicions()).toBe(1);
  standStill(1_000);
  await pass(150);
  expect(send.told).toEqual([]);
  send.perSecond = receive.perSecond = 40;
  await pass(2_000);
  expect([send.told, receive.told]).toEqual([[], []]);
});

test('[CLIENT-57] who mutes or pauses, or has nothing to say, is no fault of the network: the server answers', async () => {
  const { receive, send, pass, suspicions } = watching();
  receive.perSecond = 60;
  await pass(3_000);
  receive.perSecond = 0;
  await pass(20_000);
  expect(suspicions()).toBe(1);
  expect(send.probes).toBe(1);
  expect([...send.told, ...receive.told]).toEqual([]);
});

test('[CLIENT-57] on a long way an answer is waited for longer', async () => {
  const { send, pass } = watching();
  send.perSecond = 20;
  send.rttMs = 600;
  await pass(3_000);
  send.perSecond = 0;
  send.answers = false;
  await pass(2_500);
  expect(send.told).toEqual([]);
  await pass(1_000);
  expect(send.told).toEqual(['stall']);
});

test('[CLIENT-57] our own sleep is no silence', async () => {
  const { clock, send, pass } = watching();
  send.perSecond = 20;
  await pass(3_000);
  send.perSecond = 0;
  send.answers = false;
  // One timer, an hour late.
  clock.advance(3_600_000);
  await pass(250);
  send.perSecond = 20;
  await pass(3_000);
  expect(send.told).toEqual([]);
});

test('[CLIENT-57] where the browser does not count there is nothing to watch; a closed watch leaves no timer', async () => {
  const { clock, send, pass } = watching();
  send.counts = false;
  await pass(2_000);
  expect(clock.pending).toBe(0);
  const other = watching();
  await other.pass(2_000);
  other.watch.close();
  await other.pass(2_000);
  expect(other.clock.pending).toBe(0);
});

test('[CLIENT-58] packets of all candidate pairs are counted, whatever becomes of a pair', () => {
  const pair = (id: string, packetsReceived: number, responsesReceived = 0) =>
    [
      id,
      { id, type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.05, packetsReceived, responsesReceived },
    ] as const;
  const report = (...pairs: (readonly [string, object])[]) => new Map(pairs) as unknown as RTCStatsReport;
  const received = new ReceivedPackets();
  expect(received.add(report())).toEqual({ packets: 0, rttMs: 0 });
  expect(received.add(report(pair('one', 10, 2)))).toEqual({ packets: 12, rttMs: 50 });
  expect(received.add(report(pair('two', 3)))?.packets).toBe(15);
  expect(received.add(report(pair('one', 11, 2), pair('two', 3)))?.packets).toBe(16);
  expect(received.add(report(['x', { id: 'x', type: 'candidate-pair' }]))).toBeUndefined();
});

test('[FOX-7] where only bytes are counted, a few reports make no lively line', () => {
  const pair = (bytesReceived: number) =>
    new Map([['x', { id: 'x', type: 'candidate-pair', nominated: true, bytesReceived }]]) as unknown as RTCStatsReport;
  const received = new ReceivedPackets();
  received.add(pair(600));
  const before = received.add(pair(1_200))?.packets ?? 0;
  expect((received.add(pair(1_440))?.packets ?? 0) - before).toBe(4);
  expect((received.add(pair(1_441))?.packets ?? 0) - before).toBeGreaterThan(4);
});
