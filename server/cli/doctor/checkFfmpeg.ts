import { type Check, ok, warning } from './Finding.ts';
import { runProgram } from './runProgram.ts';

/** Recording and relaying use it; calls do not. */
export const checkFfmpeg: Check = async ({ env }) => {
  const { code, output } = await runProgram('ffmpeg', ['-version'], { env, timeoutMs: 5_000 });
  const version = /^ffmpeg version (\S+)/.exec(output)?.[1];
  if (code === 0) return [ok('ffmpeg', version ?? 'found')];
  return [warning('ffmpeg', 'not found; calls work, recording and relaying will need it', 'apt-get install ffmpeg')];
};
