import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { dirname, join } from 'node:path';

/** What every result is quoted with. */
export type Quoted = { bench: string; date: string; machine: ReturnType<typeof machine> };

export function quoted(bench: string): Quoted {
  return { bench, date: new Date().toISOString(), machine: machine() };
}

function machine() {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    /** Of the last minute, before and with the bench: far above `cores` means that others were measured too. */
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

/** `to` names a file ending in .json, or a folder that gets `<date>-<bench>.json`. @returns where it was written. */
export async function writeResult(to: string, result: Quoted): Promise<string> {
  const file = to.endsWith('.json') ? to : join(to, `${result.date.slice(0, 10)}-${result.bench}.json`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`);
  return file;
}
