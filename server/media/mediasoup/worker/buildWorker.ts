import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

/**
 * Compiles mediasoup's worker from the sources in its npm package (`packageDir`) against Debian's libraries, with
 * `buildDir` (empty, ours) as scratch space. Returns the binary's path inside `buildDir`. Same input, same bytes.
 */
export async function buildWorker(
  { packageDir, buildDir }: { packageDir: string; buildDir: string },
  { onProgress, signal }: { onProgress?: BuildProgress; signal?: AbortSignal } = {},
): Promise<string> {
  const worker = join(packageDir, 'worker');
  const units = batches(workerSources(worker), worker);
  const total = units.length + 3;
  for (const dir of ['gen/FBS', 'obj']) mkdirSync(join(buildDir, dir), { recursive: true });

  onProgress?.('message headers', 0, total);
  await generateMessages(worker, buildDir, signal);

  onProgress?.('shared headers', 1, total);
  const flags = compileFlags(worker, buildDir);
  const header = await precompileHeader(buildDir, flags, signal);

  // Big units first, so that no core waits for one long file at the end; the link keeps upstream's order.
  const jobs = [...units]
    .sort((a, b) => bytes(b) - bytes(a) || a.name.localeCompare(b.name))
    .map((unit) => (stop: AbortSignal) => compileUnit(unit, { buildDir, flags: [...header, ...flags] }, stop));
  onProgress?.('compiling', 2, total);
  const limit = Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / BYTES_PER_JOB)));
  await runJobs(jobs, { limit, signal, onDone: (done) => onProgress?.('compiling', 2 + done, total) });

  onProgress?.('linking', total - 1, total);
  const binary = join(buildDir, 'mediasoup-worker');
  const objects = units.flatMap((unit) => objectsOf(unit, buildDir));
  const link = ['-pthread', ...OPTIMIZE, '-Wl,-z,relro,-z,now', '-o', binary, ...objects, ...LIBS.map((lib) => `-l${lib}`)];
  await runCommand({ program: 'g++', args: link, cwd: buildDir }, signal);
  onProgress?.('linked', total, total);
  return binary;
}

/** FlatBuffers headers, with the flags of upstream's worker/fbs/FBS/meson.build. */
async function generateMessages(worker: string, buildDir: string, signal?: AbortSignal): Promise<void> {
  const fbs = join(worker, 'fbs');
  const schemas = readdirSync(fbs).filter((file) => file.endsWith('.fbs'));
  const style = ['--cpp', '--cpp-field-case-style', 'lower', '--reflect-names', '--scoped-enums', '--filename-suffix', ''];
  await runCommand({ program: 'flatc', args: [...style, '-o', join(buildDir, 'gen/FBS'), ...schemas], cwd: fbs }, signal);
}

function compileFlags(worker: string, buildDir: string): string[] {
  return [
    ...['-std=c++20', '-pthread', '-pipe', ...OPTIMIZE, ...HARDEN],
    endianness() === 'LE' ? '-DMS_LITTLE_ENDIAN' : '-DMS_BIG_ENDIAN',
    ...['-DMS_EXECUTABLE', '-DFLATBUFFERS_LOCALE_INDEPENDENT=1', '-isystem', SHIM],
    ...[
      join(buildDir, 'gen'),
      join(worker, 'include'),
      join(worker, 'deps/libwebrtc'),
      join(worker, 'deps/libwebrtc/libwebrtc'),
    ].map((dir) => `-I${dir}`),
  ];
}

async function precompileHeader(buildDir: string, flags: string[], signal?: AbortSignal): Promise<string[]> {
  const header = join(buildDir, 'all.hpp');
  const std = PRECOMPILED_STD.split(' ').map((name) => `#include <${name}>\n`);
  const own = PRECOMPILED_OWN.split(' ').map((name) => `#include "${name}"\n`);
  writeFileSync(header, [...std, ...own].join(''));
  await runCommand(
    { program: 'g++', args: [...flags, '-x', 'c++-header', header, '-o', `${header}.gch`], cwd: buildDir },
    signal,
  );
  return ['-include', header, '-Winvalid-pch'];
}

type Compile = { buildDir: string; flags: string[] };

async function compileUnit(unit: Batch, compile: Compile, signal: AbortSignal): Promise<void> {
  const source = join(compile.buildDir, `${unit.name}.cpp`);
  const [only] = unit.files;
  if (unit.files.length === 1 && only) return compileFile(only, objectOf(unit, compile.buildDir), { compile, signal });
  writeFileSync(source, unit.files.map((file) => `#undef MS_CLASS\n#include "${file}"\n`).join(''));
  try {
    await compileFile(source, objectOf(unit, compile.buildDir), { compile, signal });
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    // Names of two files clash (another mediasoup version?): one file at a time, then.
    rmSync(source);
    for (const [i, file] of unit.files.entries()) {
      await compileFile(file, objectOf({ name: `${unit.name}-${i}` }, compile.buildDir), { compile, signal });
    }
  }
}

function compileFile(
  source: string,
  object: string,
  { compile, signal }: { compile: Compile; signal: AbortSignal },
): Promise<void> {
  return runCommand({ program: 'g++', args: [...compile.flags, '-c', source, '-o', object], cwd: compile.buildDir }, signal);
}

function objectOf({ name }: { name: string }, buildDir: string): string {
  return join(buildDir, 'obj', `${name}.o`);
}

/** A unit's object file, or those of its files when the batch had to be split. */
function objectsOf(unit: Batch, buildDir: string): string[] {
  const whole = objectOf(unit, buildDir);
  if (statSync(whole, { throwIfNoEntry: false })) return [whole];
  return unit.files.map((_, i) => objectOf({ name: `${unit.name}-${i}` }, buildDir));
}

function bytes(unit: Batch): number {
  return unit.files.reduce((sum, file) => sum + statSync(file).size, 0);
}
