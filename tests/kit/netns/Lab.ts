import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { employJanitor } from './janitor.ts';
import { Router } from './Router.ts';
import { ip, run } from './run.ts';

const TUN = 'tun0';
/** Routes of what has just come in and has not been through the TUN device. */
const TABLE = 100;

/** A machine of the laboratory: a namespace with one cable to the router. */
export type Machine = {
  name: string;
  namespace: string;
  /** IPv4, of the network it is on now. */
  address(): string;
  /** Writes a script that runs `program` inside, with the caller's pipes: Playwright's `executablePath`, say. */
  wrapper(program: string): Promise<string>;
  /**
   * Pulls the cable and puts another one in: another network, another address. Milliseconds without any in between;
   * negative: with both. Resolves when the new network is there and the old one is not, ms since the epoch.
   */
  move(gapMs?: number): Promise<number>;
  /** Takes the cable out (false), or puts it back: unlike a cut in the router, the machine itself sees this. */
  plug(inside: boolean): Promise<number>;
};

/**
 * Machines joined by one router, each in a network namespace. Everything that goes wrong goes wrong in the router;
 * the machines have nothing but addresses. Names are unique to the run, and all is taken away however it ends.
 */
export class Lab {
  readonly router: Router;
  readonly #prefix: string;
  readonly #folder: string;
  readonly #janitor: ReturnType<typeof employJanitor>;
  readonly #owners: Record<string, string[]> = {};
  #networks = 0;

  private constructor(given: { router: Router; prefix: string; folder: string; janitor: ReturnType<typeof employJanitor> }) {
    this.router = given.router;
    this.#prefix = given.prefix;
    this.#folder = given.folder;
    this.#janitor = given.janitor;
  }

  static async open(): Promise<Lab> {
    const prefix = `ly-${randomBytes(3).toString('hex')}`;
    const janitor = employJanitor(prefix);
    try {
      const namespace = `${prefix}-router`;
      await ip(`netns add ${namespace}`);
      await ip(`-n ${namespace} link set lo up`);
      // Replies leave by another device than the one that asked, on purpose.
      await forwards(namespace);
      const router = await Router.start(namespace, TUN);
      await ip(`-n ${namespace} link set ${TUN} up txqueuelen 2000`);
      await ip(`-n ${namespace} route add default dev ${TUN} table ${TABLE}`);
      return new Lab({ router, prefix, janitor, folder: await mkdtemp(join(tmpdir(), `${prefix}-`)) });
    } catch (error) {
      await janitor.sweep();
      throw error;
    }
  }

  /** Adds a machine; its name is its link's name in the router. Eight characters at most, as devices are named after it. */
  async add(name: string): Promise<Machine> {
    const namespace = `${this.#prefix}-${name}`;
    await ip(`netns add ${namespace}`);
    await ip(`-n ${namespace} link set lo up`);
    let cable = await this.#lay(name, namespace);
    return {
      name,
      namespace,
      address: () => cable.address,
      wrapper: async (program) => {
        const path = join(this.#folder, name);
        await writeFile(path, `#!/bin/sh\nexec ip netns exec ${namespace} ${program} "$@"\n`, { mode: 0o755 });
        return path;
      },
      move: async (gapMs = 0) => {
        const old = cable.device;
        if (gapMs >= 0) await ip(`-n ${namespace} link del ${old}`);
        if (gapMs > 0) await new Promise((resolve) => setTimeout(resolve, gapMs));
        cable = await this.#lay(name, namespace);
        if (gapMs < 0) {
          await new Promise((resolve) => setTimeout(resolve, -gapMs));
          await ip(`-n ${namespace} link del ${old}`);
        }
        return Date.now();
      },
      plug: async (inside) => {
        await ip(`-n ${this.#routerName} link set ${cable.device} ${inside ? 'up' : 'down'}`);
        return Date.now();
      },
    };
  }

  async close(): Promise<void> {
    await this.router.stop();
    await this.#janitor.sweep();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #routerName(): string {
    return `${this.#prefix}-router`;
  }

  /** A new network between a machine and the router. */
  async #lay(name: string, namespace: string): Promise<{ device: string; address: string }> {
    const network = ++this.#networks;
    const device = `${name}${network}`;
    const address = `10.77.${network}.2`;
    await run(
      'ip',
      ...`link add ${device} netns ${namespace} type veth peer name ${device} netns ${this.#routerName}`.split(' '),
    );
    (this.#owners[name] ??= []).push(address);
    await this.router.assign(this.#owners);
    await ip(`-n ${this.#routerName} addr add 10.77.${network}.1/24 dev ${device}`);
    await ip(`-n ${this.#routerName} rule add iif ${device} lookup ${TABLE}`);
    await ip(`-n ${this.#routerName} link set ${device} up`);
    await ip(`-n ${namespace} addr add ${address}/24 dev ${device}`);
    await ip(`-n ${namespace} link set ${device} up`);
    await ip(`-n ${namespace} route replace default via 10.77.${network}.1`);
    return { device, address };
  }
}

async function forwards(namespace: string): Promise<void> {
  const settings = ['ip_forward=1', 'conf.all.rp_filter=0', 'conf.default.rp_filter=0', 'conf.all.send_redirects=0'];
  settings.push('conf.default.send_redirects=0');
  for (const setting of settings) await run('ip', 'netns', 'exec', namespace, 'sysctl', '-qw', `net.ipv4.${setting}`);
}
