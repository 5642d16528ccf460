import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const STARTS_MS = 10_000;

/** A loudspeaker that nobody hears, and what a browser has to be told to find it. */
export type SoundServer = { env: Record<string, string>; close(): Promise<void> };

/** Firefox lets no AudioContext run without a sound card, which machines that test have none of. Linux only: others have one. */
export async function openSoundServer(): Promise<SoundServer> {
  if (process.platform !== 'linux') return { env: {}, close: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'liuyun-sound-'));
  const socket = join(folder, 'socket');
  // biome-ignore format: one option per line
  const server = spawn('pulseaudio', [
    '-n',
    '--daemonize=no',
    '--use-pid-file=no',
    '--exit-idle-time=-1',
    '--disable-shm=yes',
    '--log-level=error',
    '-L', `module-native-protocol-unix socket=${socket} auth-anonymous=1`,
    '-L', 'module-null-sink sink_name=Speaker',
  ], { env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, PULSE_STATE_PATH: folder }, stdio: 'ignore' });
  let gone = '';
  const ended = new Promise<void>((resolve) => {
    server.once('error', (error) => {
      gone = error.message;
      resolve();
    });
    server.once('exit', (code) => {
      gone ||= `ended with ${code}`;
      resolve();
    });
  });
  const close = async () => {
    server.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + STARTS_MS; !existsSync(socket); await delay(20)) {
    if (!gone && Date.now() < end) continue;
    await close();
    throw new Error(`pulseaudio ${gone || 'did not start'}`);
  }
  return { env: { PULSE_SERVER: `unix:${socket}` }, close };
}
