import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, endianness, totalmem } from 'node:os';
import { join } from 'node:path';
import { CommandFailed, runCommand, runJobs } from './runCommand.ts';
import { type Batch, batches, workerSources } from './workerSources.ts';

/** Debian packages that the compile needs. */
export const BUILD_PACKAGES = [
  'g++',
  'flatbuffers-compiler',
  'libflatbuffers-dev',
  'libssl-dev',
  'libuv1-dev',
  'libsrtp2-dev',
  'libabsl-dev',
] as const;

/** What the build reports: the step in words, and how far it is. */
export type BuildProgress = (step: string, done: number, total: number) => void;

/** One g++ with our precompiled header takes up to about this much memory. */
const BYTES_PER_JOB = 1.2 * 1024 ** 3;

/** Compat headers for Debian's older or missing libraries; each says why it exists. */
const SHIM = join(import.meta.dirname, 'shim');

const OPTIMIZE = ['-O2', '-DNDEBUG'];
/** The worker parses what strangers send: the usual hardening, at next to no cost. */
const HARDEN = ['-fstack-protector-strong', '-D_FORTIFY_SOURCE=2'];
const LIBS = [
  'uv',
  'ssl',
  'crypto',
  'srtp2',
  'absl_strings',
  'absl_throw_delegate',
  'absl_bad_optional_access',
  'absl_raw_logging_internal',
];

const PRECOMPILED_STD =
  'algorithm array chrono cmath cstring deque functional limits list map memory mutex optional ostream random ranges set span sstream string string_view unordered_map unordered_set utility variant vector uv.h openssl/ssl.h';
const PRECOMPILED_OWN =
  'Logger.hpp MediaSoupErrors.hpp Utils.hpp RTC/Transport.hpp RTC/Router.hpp RTC/RTP/Packet.hpp RTC/RTCP/Packet.hpp';

/** One build: where the sources lie, where scratch files go, and how a program is run there. */
type Build = {
  worker: string;
  dir: string;
  run: (program: string, args: readonly string[], options?: { cwd?: string; signal?: AbortSignal }) => Promise<void>;
};

/**
 * Compiles mediasoup's worker from the sources in its npm package (`packageDir`) against Debian's libraries, with
 * `buildDir` (empty, ours) as scratch space. Returns the binary's path inside `buildDir`. Same input, same bytes.
 */
export async function buildWorker(
  { packageDir, buildDir }: { packageDir: string; buildDir: string },
  { onProgress, signal, env = process.env }: { onProgress?: BuildProgress; signal?: AbortSignal; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const build: Build = {
    worker: join(packageDir, 'worker'),
    dir: buildDir,
    run: (program, args, options) => runCommand({ program, args, env, cwd: options?.cwd ?? buildDir }, options?.signal ?? signal),
  };
  const units = batches(workerSources(build.worker), build.worker);
  const total = units.length + 3;
  for (const dir of ['gen/FBS', 'obj']) mkdirSync(join(buildDir, dir), { recursive: true });

  onProgress?.('message headers', 0, total);
  await generateMessages(build);

  onProgress?.('shared headers', 1, total);
  const flags = await precompileHeader(build, compileFlags(build));

  onProgress?.('compiling', 2, total);
  // Big units first, so that no core waits for one long file at the end; the link keeps upstream's order.
  const bySize = [...units].sort((a, b) => bytes(b) - bytes(a) || a.name.localeCompare(b.name));
  const jobs = bySize.map((unit) => (stop: AbortSignal) => compileUnit(unit, build, { flags, signal: stop }));
  const limit = Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / BYTES_PER_JOB)));
  await runJobs(jobs, { limit, signal, onDone: (done) => onProgress?.('compiling', 2 + done, total) });

  onProgress?.('linking', total - 1, total);
  const binary = join(buildDir, 'mediasoup-worker');
  const objects = units.flatMap((unit) => objectsOf(unit, build));
  const libs = LIBS.map((lib) => `-l${lib}`);
  await build.run('g++', ['-pthread', ...OPTIMIZE, '-Wl,-z,relro,-z,now', '-o', binary, ...objects, ...libs]);
  onProgress?.('linked', total, total);
  return binary;
}

/** FlatBuffers headers, with the flags of upstream's worker/fbs/FBS/meson.build. */
async function generateMessages({ worker, dir, run }: Build): Promise<void> {
  const fbs = join(worker, 'fbs');
  const schemas = readdirSync(fbs).filter((file) => file.endsWith('.fbs'));
  const style = ['--cpp', '--cpp-field-case-style', 'lower', '--reflect-names', '--scoped-enums', '--filename-suffix', ''];
  await run('flatc', [...style, '-o', join(dir, 'gen/FBS'), ...schemas], { cwd: fbs });
}

function compileFlags({ worker, dir }: Build): string[] {
  const endian = endianness() === 'LE' ? '-DMS_LITTLE_ENDIAN' : '-DMS_BIG_ENDIAN';
  const own = [join(dir, 'gen'), ...['include', 'deps/libwebrtc', 'deps/libwebrtc/libwebrtc'].map((part) => join(worker, part))];
  return [
    ...['-std=c++20', '-pthread', '-pipe', ...OPTIMIZE, ...HARDEN],
    ...[endian, '-DMS_EXECUTABLE', '-DFLATBUFFERS_LOCALE_INDEPENDENT=1'],
    ...['-isystem', SHIM, ...own.map((folder) => `-I${folder}`)],
  ];
}

/** Parses what nearly every file includes once; returns the flags that make use of it. */
async function precompileHeader({ dir, run }: Build, flags: string[]): Promise<string[]> {
  const header = join(dir, 'all.hpp');
  const std = PRECOMPILED_STD.split(' ').map((name) => `#include <${name}>\n`);
  const own = PRECOMPILED_OWN.split(' ').map((name) => `#include "${name}"\n`);
  writeFileSync(header, [...std, ...own].join(''));
  await run('g++', [...flags, '-x', 'c++-header', header, '-o', `${header}.gch`]);
  return ['-include', header, '-Winvalid-pch', ...flags];
}

type Compile = { flags: readonly string[]; signal: AbortSignal };

async function compileUnit(unit: Batch, build: Build, compile: Compile): Promise<void> {
  const [first, ...rest] = unit.files;
  if (first && rest.length === 0) return compileFile(build, [first, objectOf(unit.name, build)], compile);
  const source = join(build.dir, `${unit.name}.cpp`);
  writeFileSync(source, unit.files.map((file) => `#undef MS_CLASS\n#include "${file}"\n`).join(''));
  try {
    await compileFile(build, [source, objectOf(unit.name, build)], compile);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    // Names of two files clash (another mediasoup version?): one file at a time, then.
    for (const [i, file] of unit.files.entries()) await compileFile(build, [file, objectOf(`${unit.name}-${i}`, build)], compile);
  }
}

function compileFile({ run }: Build, [source, object]: [string, string], { flags, signal }: Compile): Promise<void> {
  return run('g++', [...flags, '-c', source, '-o', object], { signal });
}

function objectOf(name: string, { dir }: Build): string {
  return join(dir, 'obj', `${name}.o`);
}

/** A unit's object file, or those of its files when the batch had to be split. */
function objectsOf(unit: Batch, build: Build): string[] {
  const whole = objectOf(unit.name, build);
  if (existsSync(whole)) return [whole];
  return unit.files.map((_, i) => objectOf(`${unit.name}-${i}`, build));
}

function bytes(unit: Batch): number {
  return unit.files.reduce((sum, file) => sum + statSync(file).size, 0);
}
