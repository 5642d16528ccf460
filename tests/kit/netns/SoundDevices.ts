import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Machine } from './Lab.ts';
import { run } from './run.ts';
import { tellUdev } from './udev.ts';

const STARTS_MS = 10_000;
const LISTEN_MS = 500;

/** Why a machine here cannot have microphones and speakers that are plugged in and pulled out; undefined if it can. */
export async function missingForSoundDevices(): Promise<string | undefined> {
  try {
    await run('pulseaudio', '--version');
    await run('pactl', '--version');
    return undefined;
  } catch {
    return 'microphones and speakers that can be unplugged need pulseaudio and pactl';
  }
}

/** The speaker that is always there. */
const SPEAKER = 'Speaker';
const FULL_SCALE = 32_768;

/**
 * Microphones and speakers of a machine, real ones to its browser: a sound server of the machine's own, each of whose
 * sources hums a tone, and each of whose sinks can be listened to. Plugging is told as a machine's udev tells it.
 */
export class SoundDevices {
  readonly #machine: Machine;
  /** Gone when it is closed. */
  readonly folder: string;
  readonly #server: ChildProcess;
  readonly #modules = new Map<string, string>();

  private constructor(given: { machine: Machine; folder: string; server: ChildProcess }) {
    this.#machine = given.machine;
    this.folder = given.folder;
    this.#server = given.server;
  }

  /** Starts the sound server of this machine: with a speaker, and no microphone yet. */
  static async open(machine: Machine): Promise<SoundDevices> {
    const folder = await mkdtemp(join(tmpdir(), 'liuyun-sound-'));
    // biome-ignore format: one option per line
    const server = spawn('ip', [
      'netns', 'exec', machine.namespace,
      'pulseaudio', '-n',
      '--daemonize=no',
      '--use-pid-file=no',
      '--exit-idle-time=-1',
      '--disable-shm=yes',
      '--log-level=error',
      '-L', `module-native-protocol-unix socket=${join(folder, 'socket')} auth-anonymous=1`,
      '-L', `module-null-sink sink_name=${SPEAKER} sink_properties=device.description=${SPEAKER}`,
    ], { env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, PULSE_STATE_PATH: folder }, stdio: 'ignore' });
    const devices = new SoundDevices({ machine, folder, server });
    try {
      await devices.#listening();
      return devices;
    } catch (error) {
      await devices.close();
      throw error;
    }
  }

  /** What a browser has to be told to find these devices. */
  get env(): Record<string, string> {
    return { PULSE_SERVER: `unix:${join(this.folder, 'socket')}` };
  }

  /** A microphone of this name, humming this tone. One that is there already stays. */
  async plugIn(name: string, hz: number): Promise<void> {
    if (this.#modules.has(name)) return;
    const properties = `source_properties=device.description=${name}`;
    const index = await this.#pactl('load-module', 'module-sine-source', `source_name=${name}`, `frequency=${hz}`, properties);
    this.#modules.set(name, index.trim());
    await tellUdev(this.#machine, 'add', 'sound');
  }

  /** A speaker of this name. One that is there already stays. */
  async plugInSpeaker(name: string): Promise<void> {
    if (this.#modules.has(name)) return;
    const index = await this.#pactl(
      'load-module',
      'module-null-sink',
      `sink_name=${name}`,
      `sink_properties=device.description=${name}`,
    );
    this.#modules.set(name, index.trim());
    await tellUdev(this.#machine, 'add', 'sound');
  }

  /** How loud a speaker is, dB below full scale: listens for half a second. */
  async levelAt(name = SPEAKER): Promise<number> {
    const words = [`--device=${name}.monitor`, '--raw', '--format=s16le', '--rate=16000', '--channels=1', '--latency-msec=50'];
    const recorder = spawn('parec', words, { env: { ...process.env, ...this.env }, stdio: ['ignore', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    recorder.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    await new Promise((resolve) => setTimeout(resolve, LISTEN_MS));
    recorder.kill('SIGKILL');
    const sound = Buffer.concat(chunks);
    let loudest = 0;
    for (let at = 0; at + 1 < sound.length; at += 2) loudest = Math.max(loudest, Math.abs(sound.readInt16LE(at)));
    return Math.round(20 * Math.log10(Math.max(loudest, 1) / FULL_SCALE));
  }

  /** Pulls it out, whoever is using it. */
  async pullOut(name: string): Promise<void> {
    const index = this.#modules.get(name);
    if (index === undefined) throw new Error(`nothing called ${name} is plugged in`);
    this.#modules.delete(name);
    await this.#pactl('unload-module', index);
    await tellUdev(this.#machine, 'remove', 'sound');
  }

  async close(): Promise<void> {
    this.#server.kill('SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }

  #pactl(...words: string[]): Promise<string> {
    return run('env', `PULSE_SERVER=${this.env.PULSE_SERVER}`, 'pactl', ...words);
  }

  async #listening(): Promise<void> {
    for (const end = Date.now() + STARTS_MS; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
      const failure = await this.#pactl('info').then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure === undefined) return;
      if (Date.now() > end || this.#server.exitCode !== null) throw failure;
    }
  }
}
