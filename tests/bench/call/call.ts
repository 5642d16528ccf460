import { cpus, loadavg } from 'node:os';
import { startCloud } from '../../kit/browser/startCloud.ts';
import { quoted, writeResult } from '../result.ts';
import { measureMemory } from './memory.ts';
import { spread } from './percentiles.ts';
import { sdkSize } from './sdkSize.ts';
import { usualOrder } from './timeline.ts';
import { measureTimes } from './times.ts';

const STEPS = {
  login: 'loginRoom → LOGINED',
  publish: 'startPublishingStream → PUBLISHING',
  play: 'startPlayingStream → first frame',
} as const;
/** What we want on loopback, p50 in ms. */
const AIMS = { login: 30, publish: undefined, play: 200, gzipKB: 120 } as const;

/** Prints a table and, below it, where the time goes; `json` names a file, or a folder that gets `<date>-call.json`. */
export async function run({ runs, json }: { runs: number; json: string | undefined }): Promise<void> {
  const progress = (text: string) => process.stderr.isTTY && process.stderr.write(`\r${text.padEnd(40)}`);
  const busy = (loadavg()[0] ?? 0) > cpus().length;
  if (busy) console.warn(`This machine is busy (load ${loadavg()[0]?.toFixed(1)}): the times below are too long.`);
  progress('memory');
  const small = await startCloud(['--log-level', 'warn']);
  const memory = await measureMemory(small).finally(() => small.stop());

  const cloud = await startCloud(['--log-level', 'warn']);
  try {
    const size = await sdkSize(cloud.origin);
    const times = await measureTimes(cloud, runs, progress);
    progress('');
    const measures = (['login', 'publish', 'play'] as const).flatMap((step) =>
      (['cold', 'settled', 'warm'] as const)
        .filter((how) => times[step][how].length > 0)
        .map((how) => ({
          step,
          how,
          ms: spread(times[step][how].map(({ from, to }) => to - from)),
          whereTimeGoes: usualOrder(times[step][how]),
        })),
    );

    console.log('\nA call over loopback, in milliseconds');
    console.table(
      Object.fromEntries(measures.map(({ step, how, ms }) => [`${STEPS[step]}, ${how}`, { ...ms, 'aim p50': AIMS[step] ?? '' }])),
    );
    console.log('cold: new page, at once after LOGINED; settled: first time, a second later; warm: the same engine again');
    for (const { step, how, whereTimeGoes } of measures) {
      console.log(`\nWhere the time goes, ${STEPS[step]}, ${how} (median ms after the call)`);
      for (const { what, p50 } of whereTimeGoes) console.log(`  ${p50.toFixed(1).padStart(7)}  ${what}`);
    }
    console.log(`\nSDK: ${size.minKB} kB, ${size.gzipKB} kB gzip (aim ${AIMS.gzipKB})`);
    if (memory) {
      console.log(`Server memory: ${memory.idleMB} MB idle, ${memory.perRoomKB} kB per room, ${memory.perUserKB} kB per user`);
    }

    const result = { ...quoted('call'), runs, measures, size, memory };
    if (json === undefined) console.log(`\n${JSON.stringify(result)}`);
    else console.log(`\nWritten to ${await writeResult(json, result)}`);
  } finally {
    await cloud.stop();
  }
}
