import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Machine } from './Lab.ts';
import { run } from './run.ts';

const UDEV = join(import.meta.dirname, 'udev.py');
const STARTS_MS = 10_000;

/** Why a machine here cannot have microphones that are plugged in and pulled out; undefined if it can. */
export async function missingForMicrophones(): Promise<string | undefined> {
  try {
    await run('pulseaudio', '--version');
    await run('pactl', '--version');
    return undefined;
  } catch {
    return 'microphones that can be unplugged need pulseaudio and pactl';
  }
}

/**
 * Microphones of a machine, real ones to its browser: a sound server of the machine's own, each of whose sources hums a
 * tone. Plugging is told as a machine's udev tells it, which is how browsers learn of it.
 */
export class Microphones {
  readonly #machine: Machine;
  readonly #folder: string;
  readonly #server: ChildProcess;
  readonly #modules = new Map<string, string>();

  private constructor(given: { machine: Machine; folder: string; server: ChildProcess }) {
    this.#machine = given.machine;
    this.#folder = given.folder;
    this.#server = given.server;
  }

  /** Starts the sound server of this machine: with a speaker, and no microphone yet. */
  static async open(machine: Machine): Promise<Microphones> {
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
      '-L', 'module-null-sink sink_name=Speaker',
    ], { env: { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, PULSE_STATE_PATH: folder }, stdio: 'ignore' });
    const microphones = new Microphones({ machine, folder, server });
    try {
      await microphones.#listening();
      return microphones;
    } catch (error) {
      await microphones.close();
      throw error;
    }
  }

  /** What a browser has to be told to find these microphones. */
  get env(): Record<string, string> {
    return { PULSE_SERVER: `unix:${join(this.#folder, 'socket')}` };
  }

  /** A script that runs a program where there seems to be a udev: its `/run` is its own. Runs inside the machine only. */
  async wrapper(program: string): Promise<string> {
    const path = join(this.#folder, 'with-udev');
    const lines = ['mount -t tmpfs tmpfs /run', 'mkdir /run/udev', 'touch /run/udev/control', `exec ${program} "$@"`];
    await writeFile(path, `#!/bin/sh\nset -e\n${lines.join('\n')}\n`, { mode: 0o755 });
    return path;
  }

  /** A microphone of this name, humming this tone. One that is there already stays. */
  async plugIn(name: string, hz: number): Promise<void> {
    if (this.#modules.has(name)) return;
    const properties = `source_properties=device.description=${name}`;
    const index = await this.#pactl('load-module', 'module-sine-source', `source_name=${name}`, `frequency=${hz}`, properties);
    this.#modules.set(name, index.trim());
    await this.#tell('add');
  }

  /** Pulls it out, whoever is using it. */
  async pullOut(name: string): Promise<void> {
    const index = this.#modules.get(name);
    if (index === undefined) throw new Error(`no microphone called ${name} is plugged in`);
    this.#modules.delete(name);
    await this.#pactl('unload-module', index);
    await this.#tell('remove');
  }

  async close(): Promise<void> {
    this.#server.kill('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }

  #pactl(...words: string[]): Promise<string> {
    return run('env', `PULSE_SERVER=${this.env.PULSE_SERVER}`, 'pactl', ...words);
  }

  async #tell(action: 'add' | 'remove'): Promise<void> {
    await run('ip', 'netns', 'exec', this.#machine.namespace, 'python3', UDEV, action);
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
