import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { cachedWorkerBin, mediasoupPackage, workerBin } from '../../server/media/mediasoup/worker/workerBin.ts';
import { type TestMachine, testMachine } from './testMachine.ts';
import { worker } from './worker.ts';

// Fake compilers are hundreds of processes, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 30_000 });

/** A script that is a worker: it runs the one that setup provided for these tests. */
const GOOD = `#!/bin/sh\nexec '${workerBin()}' "$@"\n`;
/** A script that starts like a worker and does nothing more. */
const BAD = '#!/bin/sh\nexit 41\n';
/** A script that does not start, as a binary whose libraries are gone. */
const BROKEN = '#!/bin/sh\nexit 127\n';

const target = (machine: TestMachine) => cachedWorkerBin(mediasoupPackage().version, machine.env);

/** Everything in the machine's cache, folders apart. */
function cached(machine: TestMachine): string[] {
  const root = join(machine.dir, 'cache');
  if (!existsSync(root)) return [];
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return files.map((entry) => entry.name);
}

function put(path: string, script: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, script);
  chmodSync(path, 0o755);
  return path;
}

/** A machine whose mirror offers `script` as the official build, or nothing. */
async function withMirror(script?: string): Promise<TestMachine> {
  const machine = testMachine();
  let archive: Buffer | undefined;
  if (script) {
    put(join(machine.dir, 'mediasoup-worker'), script);
    execFileSync('tar', ['-czf', 'worker.tgz', 'mediasoup-worker'], { cwd: machine.dir });
    archive = readFileSync(join(machine.dir, 'worker.tgz'));
  }
  const server = createServer((_, response) => response.writeHead(archive ? 200 : 404).end(archive));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { ...machine.env, PATH: `${machine.env.PATH}:/usr/bin:/bin`, MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: mirror };
  return Object.assign(machine, { env });
}

/** Puts a compiler on the machine whose link step yields `script`. */
function compiler(machine: TestMachine, script: string): void {
  const product = put(join(machine.dir, 'product'), script);
  machine.program('flatc');
  // $out is what follows -o; a link has no -c and no header.
  machine.program(
    'g++',
    `kind=link; while [ $# -gt 0 ]; do case "$1" in -c|c++-header) kind=unit;; -o) out="$2";; esac; shift; done
     if [ $kind = link ]; then cp '${product}' "$out"; else : > "$out"; fi`,
  );
}

test('[SETUP-1] a worker in the cache that starts is all that is needed', async () => {
  const machine = testMachine();
  expect(await worker.ready(machine)).toBe(false);
  put(target(machine), BAD);
  expect(await worker.ready(machine)).toBe(true);
});

test('[SETUP-2] a MEDIASOUP_WORKER_BIN that does not start is an error, not a reason to look further', async () => {
  const machine = testMachine();
  put(target(machine), GOOD);
  const broken = put(join(machine.dir, 'mine'), BROKEN);
  const env = { ...machine.env, MEDIASOUP_WORKER_BIN: broken };
  expect(() => worker.ready({ ...machine, env })).toThrow(`MEDIASOUP_WORKER_BIN names ${broken}`);
  const absent = { ...machine.env, MEDIASOUP_WORKER_BIN: '/nonexistent/worker' };
  expect(() => worker.ready({ ...machine, env: absent })).toThrow('MEDIASOUP_WORKER_BIN names /nonexistent/worker');
});

test('[SETUP-5] a cached worker that does not start is replaced', async () => {
  const machine = await withMirror(GOOD);
  put(target(machine), BROKEN);
  expect(await worker.ready(machine)).toBe(false);
  expect(await worker.shortcut?.(machine)).toBe(true);
  expect(readFileSync(target(machine), 'utf8')).toBe(GOOD);
});

test('[SETUP-7] the official build goes into the cache once it has opened a router and a transport', async () => {
  const machine = await withMirror(GOOD);
  expect(await worker.shortcut?.(machine)).toBe(true);
  expect(machine.lines).toEqual(['media worker: took the official build']);
  expect(cached(machine)).toEqual(['mediasoup-worker']);
});

test('[SETUP-7] an official build that starts but cannot work here is not taken', async () => {
  const machine = await withMirror(BAD);
  expect(await worker.shortcut?.(machine)).toBe(false);
  expect(cached(machine)).toEqual([]);
});

test('[SETUP-8] no official build for this machine is one line, and nothing is left', async () => {
  const machine = await withMirror();
  expect(await worker.shortcut?.(machine)).toBe(false);
  expect(machine.lines).toEqual(['media worker: no official build (there is none for this machine)']);
  expect(cached(machine)).toEqual([]);
});

test('[SETUP-10] compiling reports its steps and ends with a worker in the cache', async () => {
  const machine = testMachine();
  compiler(machine, GOOD);
  const progress: string[] = [];
  await worker.make?.({ ...machine, progress: (line) => progress.push(line) });
  expect(cached(machine)).toEqual(['mediasoup-worker']);
  expect(progress[0]).toMatch(/^0\/\d+ message headers, 0:00$/);
  expect(progress.at(-1)).toMatch(/^(\d+)\/\1 linked, /);
  expect(machine.lines.at(-1)).toMatch(/^media worker: compiled in \d+:\d\d$/);
});

test('[SETUP-11] a compile that fails leaves nothing in the cache and says what the compiler said', async () => {
  const machine = testMachine();
  compiler(machine, GOOD);
  machine.program('g++', 'echo "srtp2/srtp.h: No such file" >&2; exit 1');
  const failed = Promise.resolve(worker.make?.(machine));
  await expect(failed).rejects.toThrow(/^the media worker could not be compiled;.*srtp2\/srtp.h: No such file$/s);
  expect(cached(machine)).toEqual([]);
});

test('[SETUP-11] a compiled worker that cannot work is not kept', async () => {
  const machine = testMachine();
  compiler(machine, BAD);
  await expect(Promise.resolve(worker.make?.(machine))).rejects.toThrow('could not be compiled');
  expect(cached(machine)).toEqual([]);
});

test('[SETUP-11] a build that is stopped, or was killed earlier, leaves nothing', async () => {
  const machine = testMachine();
  compiler(machine, GOOD);
  put(join(dirname(target(machine)), '.building-killed/obj/half.o'), '');
  const stop = new AbortController();
  const progress = (line: string) => {
    if (line.includes(' compiling')) stop.abort(new Error('stopped by SIGINT'));
  };
  await expect(Promise.resolve(worker.make?.({ ...machine, progress, signal: stop.signal }))).rejects.toThrow('SIGINT');
  expect(cached(machine)).toEqual([]);
});

test('[SETUP-12] two setups at once compile once', async () => {
  const machine = testMachine();
  compiler(machine, GOOD);
  await Promise.all([worker.make?.(machine), worker.make?.(machine)]);
  expect(machine.calls().filter((call) => call.startsWith('flatc'))).toHaveLength(1);
  expect(machine.lines).toContain('another setup is preparing the media worker; waiting for it');
  expect(cached(machine)).toEqual(['mediasoup-worker']);
});
