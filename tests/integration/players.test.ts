import { describe, expect, it } from 'vitest';
import { findings } from '../bench/players/findings.ts';
import { measurePlayers } from '../bench/players/measurePlayers.ts';
import { readOptions } from '../bench/players/options.ts';
import { processTree } from '../bench/players/processes.ts';

const { options } = readOptions([
  '--players',
  '2',
  '--seconds',
  '2',
  '--kbps',
  '300',
  '--fps',
  '15',
  '--codec',
  'H264',
  '--audio',
]);

describe('a load of two players', () => {
  it('[BENCH-18] the figures of a small load on a server of its own are sane', async () => {
    const figures = await measurePlayers(options);
    const { packets, delayMs, probeMs } = figures;
    expect(figures.failures).toEqual({});
    expect(figures.load).toMatchObject({ plays: 2, server: 'own' });
    expect(figures.seconds).toBeGreaterThanOrEqual(options.seconds);
    // 50 packets of sound a second and at least one for each of 15 pictures.
    expect(packets.sent).toBeGreaterThan(50);
    // Four of H.264 for each of 15 pictures, and 50 of sound; a key frame may have one more.
    expect(Math.abs(packets.asked - 110 * figures.seconds)).toBeLessThan(2);
    expect(packets.sent).toBeGreaterThan(packets.asked / 2);
    expect(packets.sent).toBeLessThan(packets.asked * 1.2);
    expect(packets.expected).toBe(2 * packets.sent);
    expect(packets.received + packets.lost).toBe(packets.expected);
    expect(packets.received).toBeGreaterThan(packets.expected / 2);
    expect(packets.duplicates).toBe(0);
    expect(delayMs.packets).toBe(packets.received);
    expect(delayMs.p50).toBeGreaterThan(0);
    expect(delayMs.p50).toBeLessThanOrEqual(delayMs.p99);
    expect(delayMs.p99).toBeLessThanOrEqual(delayMs.most);
    expect(probeMs.packets).toBeGreaterThan(0);
    for (const { runs, p50 } of [figures.joinMs, figures.firstPacketMs, figures.firstKeyFrameMs]) {
      expect(runs).toBe(2);
      expect(p50).toBeGreaterThan(0);
    }
    if (process.platform === 'linux') {
      expect(figures.processes.map(({ name }) => name)).toEqual([
        'server, signalling',
        'server, worker 0',
        'generator, publishers',
        'generator, players 0',
      ]);
      expect(figures.cpuPerPacketUs?.all).toBeGreaterThan(figures.cpuPerPacketUs?.workers ?? Number.NaN);
      expect(figures.dropped?.atServer).toBe(0);
      expect(figures.unseen).toBeUndefined();
    }
    expect(findings(figures).join()).toContain('one core');
    expect(processTree(process.pid) ?? []).toHaveLength(process.platform === 'linux' ? 1 : 0);
  });

  it('[BENCH-19] when it is stopped, everything that it started ends', async () => {
    const stop = new AbortController();
    const progress = (text: string) => text.startsWith('measuring') && stop.abort();
    await expect(measurePlayers({ ...options, seconds: 60 }, { progress, signal: stop.signal })).rejects.toThrow('stopped');
    expect(processTree(process.pid) ?? []).toHaveLength(process.platform === 'linux' ? 1 : 0);
  });

  it('[BENCH-10] a load beyond the caps is not even begun', async () => {
    await expect(measurePlayers({ ...options, players: 501 })).rejects.toThrow('at most 500 allowed');
  });
});
