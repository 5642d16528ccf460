import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../../..');
const MEDIA_TYPES: { [ending: string]: string } = { '.html': 'text/html', '.js': 'text/javascript', '.map': 'application/json' };
const run = promisify(execFile);

/** What a program printed, and whether it ended well. */
export type Outcome = { ok: boolean; output: string };

/** A project of somebody else, in a folder of its own outside of this repository, with the packed packages installed. */
export class Consumer {
  readonly folder: string;
  #server: Server | undefined;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Packs each folder as `npm publish` would and installs it under the given name, without a registry and without what it leaves to the app. */
  static async install(packages: { [name: string]: string }): Promise<Consumer> {
    const consumer = await Consumer.#make();
    const tarballs = new Map<string, string>();
    const specs: string[] = [];
    for (const [name, source] of Object.entries(packages)) {
      const known = tarballs.get(source);
      const tarball =
        known ??
        (await npm(['pack', join(ROOT, source), '--pack-destination', consumer.folder], ROOT)).stdout.trim().split('\n').at(-1) ??
        '';
      tarballs.set(source, tarball);
      specs.push(`${name}@file:./${tarball}`);
    }
    await npm(['install', ...specs], consumer.folder);
    return consumer;
  }

  /** Installs what `npm i` is given, without a registry. */
  static async installSpecs(specs: readonly string[]): Promise<Consumer> {
    const consumer = await Consumer.#make();
    await npm(['install', ...specs], consumer.folder);
    return consumer;
  }

  static async #make(): Promise<Consumer> {
    const consumer = new Consumer(await mkdtemp(join(tmpdir(), 'liuyun-consumer-')));
    await consumer.write('package.json', JSON.stringify({ name: 'consumer', private: true }));
    return consumer;
  }

  /** Every file of an installed package, by its path in it. */
  async files(name: string): Promise<string[]> {
    const folder = join(this.folder, 'node_modules', name);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  }

  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), 'utf8');
  }

  async write(path: string, text: string): Promise<string> {
    const file = join(this.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }

  /** Runs a script of the project in Node. */
  node(path: string): Promise<Outcome> {
    return outcome([join(this.folder, path)], this.folder);
  }

  /** Type-checks the project with these compiler options and nothing skipped. */
  async types(files: readonly string[], compilerOptions: object): Promise<Outcome> {
    const config = await this.write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: { strict: true, noEmit: true, skipLibCheck: false, target: 'es2022', types: [], ...compilerOptions },
        files,
      }),
    );
    return outcome([join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', config], this.folder);
  }

  /** Serves the project on localhost. Resolves the origin. */
  async serve(): Promise<string> {
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      if (path === '/favicon.ico') response.writeHead(204).end();
      else
        this.read(path).then(
          (text) => response.writeHead(200, { 'Content-Type': MEDIA_TYPES[extname(path)] ?? 'text/plain' }).end(text),
          () => response.writeHead(404).end(),
        );
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async remove(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

function npm(args: string[], cwd: string): Promise<{ stdout: string }> {
  const quietly = ['--offline', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
  return run('npm', [...args, ...quietly], { cwd, shell: process.platform === 'win32' });
}

async function outcome(args: string[], cwd: string): Promise<Outcome> {
  try {
    const { stdout, stderr } = await run(process.execPath, args, { cwd, timeout: 100_000 });
    return { ok: true, output: `${stdout}${stderr}` };
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return { ok: false, output: `${stdout ?? ''}${stderr ?? ''}${stdout || stderr ? '' : error}` };
  }
}
