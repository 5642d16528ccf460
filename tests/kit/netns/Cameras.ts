import { mkdir, mkdtemp, open, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Machine } from './Lab.ts';
import { run } from './run.ts';
import { tellUdev } from './udev.ts';

const SOURCE = join(import.meta.dirname, 'camera.c');
/** What `camera.c` expects: a page for the name, and four buffers on pages of their own. */
const FILE_BYTES = 4_096 + 4 * 118_784;
const COLOURS_AT = 64;
/** The colour of a camera's pictures, as U and V. */
const COLOURS = { blue: [200, 100], red: [100, 200] } as const;
/** What a browser wants of `/dev` besides cameras. */
const KEPT = ['null', 'zero', 'full', 'random', 'urandom', 'tty', 'ptmx', 'pts', 'shm', 'fd', 'stdin', 'stdout', 'stderr'];

export type Colour = keyof typeof COLOURS;

/** Why a machine here cannot have cameras that are plugged in and pulled out; undefined if it can. */
export async function missingForCameras(): Promise<string | undefined> {
  try {
    await run('sh', '-c', 'printf "#include <linux/videodev2.h>" | cc -E -o /dev/null -');
    return undefined;
  } catch {
    return 'cameras that can be unplugged need a C compiler and the headers of Linux';
  }
}

/**
 * Cameras of a machine, real ones to its browser: it finds them in `/dev`, asks them what they can, maps their buffers,
 * and is told by the requests themselves when one is gone (`camera.c`). Each shows a bar that moves, in a colour of its own.
 */
export class Cameras {
  readonly #machine: Machine;
  readonly #folder: string;
  readonly #places: (string | undefined)[] = [];

  private constructor(machine: Machine, folder: string) {
    this.#machine = machine;
    this.#folder = folder;
  }

  /** A machine that can have cameras, and has none yet. */
  static async open(machine: Machine): Promise<Cameras> {
    const folder = await mkdtemp(join(tmpdir(), 'liuyun-cameras-'));
    const cameras = new Cameras(machine, folder);
    await run('cc', '-shared', '-fPIC', '-O2', '-o', cameras.#library, SOURCE, '-lpthread');
    await mkdir(cameras.#devices);
    for (const name of KEPT) await symlink(`/run/dev/${name}`, join(cameras.#devices, name));
    return cameras;
  }

  /** What has to happen before a browser starts, for `withUdev`: its `/dev` is its own. */
  get preparation(): string[] {
    return [
      'mkdir /run/dev',
      'mount --rbind /dev /run/dev',
      `mount --bind ${this.#devices} /dev`,
      `export LD_PRELOAD=${this.#library}`,
    ];
  }

  /** A camera of this name. One that is there already stays. */
  async plugIn(name: string, colour: Colour): Promise<void> {
    if (this.#places.includes(name)) return;
    const free = this.#places.indexOf(undefined);
    const place = free < 0 ? this.#places.length : free;
    const unseen = join(this.#folder, 'next');
    const file = await open(unseen, 'w');
    const head = Buffer.alloc(COLOURS_AT + 2);
    head.write(name);
    head.set(COLOURS[colour], COLOURS_AT);
    await file.write(head);
    await file.truncate(FILE_BYTES);
    await file.close();
    await rename(unseen, join(this.#devices, `video${place}`));
    this.#places[place] = name;
    await tellUdev(this.#machine, 'add', 'video4linux');
  }

  /** Pulls it out, whoever is using it. */
  async pullOut(name: string): Promise<void> {
    const place = this.#places.indexOf(name);
    if (place < 0) throw new Error(`no camera called ${name} is plugged in`);
    this.#places[place] = undefined;
    await rm(join(this.#devices, `video${place}`));
    await tellUdev(this.#machine, 'remove', 'video4linux');
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #devices(): string {
    return join(this.#folder, 'dev');
  }

  get #library(): string {
    return join(this.#folder, 'camera.so');
  }
}
