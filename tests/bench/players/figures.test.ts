import { describe, expect, it } from 'vitest';
import type { Figures, Moment } from './figures.ts';
import { figuresOf } from './figures.ts';
import { findings } from './findings.ts';
import type { PlayerReport } from './messages.ts';
import { readOptions } from './options.ts';
import { table } from './table.ts';

const MB = 2 ** 20;

/** A moment of a server with one worker and of one generator, `seconds` after the first one. */
function moment(seconds: number, { worker = 0, generator = 0, rssMB = 100, dropped = 0, idle = 0.5 } = {}): Moment {
  const process = (pid: number, name: string, cpuMs: number) => ({ pid, name, cpuMs, waitMs: 0, rssBytes: rssMB * MB });
  const processes = [process(1, 'server, signalling', 0), process(2, 'server, worker 0', worker)];
  return {
    server: { processes, dropped, loopDelayP99Ms: 2, at: seconds * 1_000 },
    generators: [process(3, 'generator, publishers', generator)],
    machine: { allMs: seconds * 2_000, busyMs: seconds * 2_000 * (1 - idle) },
    at: seconds * 1_000,
  };
}

const playing = (streamID: string, firstPacketMs = 30): PlayerReport => ({
  joinMs: 10,
  plays: [{ streamID, firstPacketMs, firstKeyFrameMs: firstPacketMs }],
});
const received = (plays: { streamID: string; received: number; missing?: number }[], lost: string[] = []) => ({
  plays: plays.map((play) => ({ missing: 0, duplicates: 0, reordered: 0, bytes: play.received * 1_000, ...play })),
  delays: { buckets: [[300, plays.reduce((sum, one) => sum + one.received, 0)]] as [number, number][], mostUs: 400 },
  probe: { buckets: [[100, 10]] as [number, number][], mostUs: 8 },
  lost,
});

function figures(changed: Partial<Parameters<typeof figuresOf>[0]> = {}): Figures {
  return figuresOf({
    options: readOptions(['--players', '2', '--seconds', '10']).options,
    sent: { a: 1_000 },
    seconds: 10,
    received: [received([{ streamID: 'a', received: 1_000 }]), received([{ streamID: 'a', received: 1_000 }])],
    everybody: [playing('a', 20), playing('a', 40)],
    before: moment(0, { rssMB: 99 }).server.processes,
    from: moment(0),
    to: moment(10, { worker: 4_000, generator: 2_000 }),
    loads: [{ loopBusy: 0.2, loopDelayP99Ms: 1 }],
    ...changed,
  });
}

describe('figures', () => {
  it('[BENCH-13] each player of a stream is expected to receive each of its packets', () => {
    const { packets } = figures({
      sent: { a: 1_000, b: 100 },
      received: [
        received([
          { streamID: 'a', received: 1_000 },
          { streamID: 'b', received: 100 },
        ]),
        received([{ streamID: 'a', received: 950, missing: 40 }]),
      ],
    });
    expect(packets).toMatchObject({ sent: 1_100, expected: 2_100, received: 2_050, lost: 50, gaps: 40, perSecond: 205 });
    expect(packets.lostPercent).toBeCloseTo(2.381, 3);
    expect(packets.mbps).toBe(1.6);
  });

  it('[BENCH-13] a player that stopped receiving loses the rest, though its sequence numbers show no gap', () => {
    const some = figures({
      received: [received([{ streamID: 'a', received: 1_000 }]), received([{ streamID: 'a', received: 100 }])],
    });
    expect(some.packets).toMatchObject({ expected: 2_000, lost: 900, gaps: 0 });
    expect(findings(some).join()).toContain('no gaps');
  });

  it('[BENCH-14] the CPU that the server used meanwhile is divided by the packets that arrived', () => {
    const { cpuPerPacketUs, processes, machinePercent } = figures();
    expect(cpuPerPacketUs).toEqual({ all: 2_000, workers: 2_000 });
    expect(processes.map(({ name, core }) => [name, core])).toEqual([
      ['server, signalling', 0],
      ['server, worker 0', 40],
      ['generator, publishers', 20],
    ]);
    expect(machinePercent).toEqual({ server: 20, generators: 10, others: 20, idle: 50 });
  });

  it('[BENCH-14] memory per player is what the server grew by since nobody played', () => {
    // Two processes, 1 MB each, two players.
    expect(figures().memoryPerPlayerKB).toEqual({ all: 1_024, workers: 512 });
  });

  it('[BENCH-15] what cannot be seen from here is left out, and the table says so', () => {
    const blind = (at: Moment): Moment => ({
      ...at,
      server: { processes: [], dropped: undefined, loopDelayP99Ms: undefined, at: at.at, unseen: 'it answered 403' },
      generators: [],
    });
    const some = figures({ before: [], from: blind(moment(0)), to: blind(moment(10)) });
    expect(some).toMatchObject({
      cpuPerPacketUs: undefined,
      memoryPerPlayerKB: undefined,
      dropped: undefined,
      machinePercent: undefined,
    });
    const machine = { cpu: 'x', cores: 2, load: 1, memoryGB: 1, node: 'v22', platform: 'linux x64' };
    const text = table({ ...some, bench: 'players', date: '2026-01-01T00:00:00Z', machine, findings: findings(some) });
    expect(text).toContain('not to be seen from here');
    expect(text).toContain('it answered 403');
    expect(text).not.toMatch(/undefined|NaN/);
  });

  it('[BENCH-15] a worker that took the place of another one is no part of a cost', () => {
    const died = moment(10, { worker: 4_000 });
    for (const one of died.server.processes) if (one.name.includes('worker')) one.pid = 99;
    expect(figures({ to: died }).cpuPerPacketUs).toBeUndefined();
    // By the figures of a server elsewhere it has the same place, and has run less.
    expect(figures({ from: moment(0, { worker: 9_000 }) }).cpuPerPacketUs).toBeUndefined();
  });

  it('[BENCH-26] what a server elsewhere uses is no part of this machine', () => {
    const target = (line: string) => readOptions([...line.split(' '), '--app', '7', '--secret', 'x'.repeat(32)], {}).options;
    const away = figures({ options: target('--url wss://rtc.example.com/signalling') });
    expect(away.load.server).toBe('elsewhere');
    expect(away.machinePercent).toEqual({ generators: 10, others: 40, idle: 50 });
    const here = figures({ options: target('--url ws://127.0.0.1:8080/signalling') });
    expect(here.load.server).toBe('here');
    expect(here.machinePercent).toEqual({ server: 20, generators: 10, others: 20, idle: 50 });
  });

  it('[BENCH-15] where a server of this machine cannot be seen, nobody knows what the others use', () => {
    const blind = (at: Moment): Moment => ({ ...at, server: { ...at.server, processes: [] } });
    expect(figures({ from: blind(moment(0)), to: blind(moment(10, { generator: 2_000 })) }).machinePercent).toEqual({
      generators: 10,
      idle: 50,
    });
  });

  it('[BENCH-27] packets are counted by the time in which they were measured, and CPU by the time between the looks', () => {
    const some = figures({ seconds: 8, from: moment(0), to: moment(10, { worker: 5_000, generator: 2_000 }) });
    // 2,000 packets in 8 s, and half a core: 2 ms each, whatever was not looked at.
    expect(some.packets.perSecond).toBe(250);
    expect(some.seconds).toBe(8);
    expect(some.cpuPerPacketUs?.workers).toBe(2_000);
    expect(some.processes.map(({ core }) => core)).toEqual([0, 50, 20]);
  });

  it('[BENCH-28] a load that is smaller than asked for is told', () => {
    // 25 pictures a second of 5 packets, for 10 s.
    const of = (sent: number) => figures({ sent: { a: sent } });
    expect(of(1_250).packets.asked).toBe(1_250);
    expect(findings(of(1_250)).join()).not.toContain('than asked');
    expect(findings(of(1_230)).join()).not.toContain('than asked');
    expect(findings(of(1_000)).join()).toContain('sent 20 % less than asked');
    // Of two pictures one may be due just outside.
    const slow = readOptions(['--players', '2', '--seconds', '2', '--fps', '1']).options;
    const perPicture = figures({ options: slow, seconds: 2, sent: {} }).packets.asked / 2;
    expect(findings(figures({ options: slow, seconds: 2, sent: { a: perPicture } })).join()).not.toContain('than asked');
  });

  it.each([
    ['--kbps 1000', 125],
    ['--kbps 300 --audio', 100],
    ['--kbps 500 --audio', 125],
    ['--kbps 4000', 475],
    ['--kbps 1000 --codec H264', 150],
  ])('[BENCH-28] a stream of %s is asked for %i packets a second', (line, packets) => {
    const { options } = readOptions(line.split(' '));
    expect(figures({ options, seconds: 1 }).packets.asked).toBe(packets);
  });

  it('[BENCH-16] players that failed and sockets that closed are named and counted', () => {
    const failed: PlayerReport = { joinMs: 1, plays: [{ streamID: 'a', failed: 'NO_PACKETS' }] };
    const some = figures({
      everybody: [playing('a'), failed, { failed: 'ROOM_FULL' }, { failed: 'ROOM_FULL' }],
      received: [received([{ streamID: 'a', received: 1_000 }], ['4001'])],
    });
    expect(some.failures).toEqual({ NO_PACKETS: 1, ROOM_FULL: 2, 'socket closed with 4001': 1 });
    expect(findings(some)).toContain('2 × ROOM_FULL');
    expect(some.load.plays).toBe(1);
  });

  it('[BENCH-17] a full generator, a full worker, a full machine and a noisy one are told apart', () => {
    const said = (changed: Parameters<typeof figures>[0]) => findings(figures(changed)).join('\n');
    expect(said({})).not.toMatch(/full/);
    expect(said({ loads: [{ loopBusy: 0.9, loopDelayP99Ms: 1 }] })).toContain('generator, publishers is full');
    expect(said({ to: moment(10, { worker: 9_000 }) })).toContain('server, worker 0 is full');
    expect(said({ to: moment(10, { idle: 0.05 }) })).toContain('The machine is full');
    expect(said({ to: moment(10, { worker: 10, idle: 0.5 }) })).toContain('Something else used');
  });

  it('[BENCH-17] what rests on too little CPU is said to', () => {
    expect(findings(figures()).join()).not.toContain('only');
    expect(findings(figures({ to: moment(10, { worker: 300 }) })).join()).toContain('used only 300 ms of CPU');
  });

  it('[BENCH-14] what a core would forward follows from the cost of a packet', () => {
    // 40 ms for 2,000 packets: 20 µs each, 30,000 a second at 60 %; each play takes 100.
    expect(findings(figures({ to: moment(10, { worker: 40 }) })).join()).toContain('about 30,000 packets/s: 300 such plays');
  });
});
