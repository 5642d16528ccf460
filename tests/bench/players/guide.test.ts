import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Figures } from './figures.ts';

const ROOT = join(import.meta.dirname, '../../..');
const RESULTS = 'tests/bench/results/players';

/** What a row of the guide says of a result, after its name. */
function row({ packets, cpuPerPacketUs, processes, delayMs, machinePercent }: Figures): string[] {
  const core = (part: string) => processes.filter(({ name }) => name.includes(part)).map((one) => one.core.toFixed(1));
  return [
    packets.perSecond.toLocaleString('en'),
    `${((100 * packets.sent) / packets.asked).toFixed(1)} %`,
    `${packets.lostPercent} %`,
    cpuPerPacketUs?.all.toFixed(1) ?? '',
    `${core('worker').join(' + ')} %`,
    `${core('generator, players').join(' + ')} %`,
    [delayMs.p50, delayMs.p95, delayMs.p99].map((ms) => ms.toFixed(1)).join(' / '),
    `${machinePercent?.others?.toFixed()} / ${machinePercent?.idle.toFixed()} %`,
  ];
}

describe.each(['capacity.md', 'capacity.zh-CN.md'])('%s', (guide) => {
  const text = readFileSync(join(ROOT, 'docs/guides', guide), 'utf8');
  const rows = [...text.matchAll(/^\| \[[^\]]+\]\(\.\.\/\.\.\/tests\/bench\/results\/players\/(\S+\.json)\) \| (.+) \|$/gm)];

  it.each(readdirSync(join(ROOT, RESULTS)))('[BENCH-29] says of %s what is in it', (file) => {
    const result = JSON.parse(readFileSync(join(ROOT, RESULTS, file), 'utf8')) as Figures;
    const [, , said] = rows.find(([, name]) => name === file) ?? [];
    expect(said?.split(' | ')).toEqual(row(result));
  });

  it('[BENCH-29] has no row without its result', () => {
    expect(rows).toHaveLength(readdirSync(join(ROOT, RESULTS)).length);
    const shape = /^\|[^|]+\| [\d,]+ \| [\d.]+ % \|/gm;
    expect(text.match(shape)).toHaveLength(rows.length);
  });
});
