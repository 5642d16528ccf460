import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { tarOf, untar } from './tar.ts';

/** What a backup says of itself; the first file in it. */
export type Manifest = {
  liuyunBackup: 1;
  createdAt: string;
  version: string;
  files: { name: string; bytes: number; sha256: string }[];
};

const MANIFEST = 'manifest.json';

/** Writes one file with all of them, whole or not at all, readable by its owner only. */
export async function writeArchive(
  path: string,
  files: readonly { name: string; path: string }[],
  given: { now: number; version: string },
): Promise<Manifest> {
  const work = mkdtempSync(join(dirname(path), `.${basename(path)}-`));
  try {
    const described = [];
    for (const file of files) described.push({ name: file.name, ...(await sumOf(file.path)) });
    const createdAt = new Date(given.now).toISOString();
    const manifest: Manifest = { liuyunBackup: 1, createdAt, version: given.version, files: described };
    const manifestPath = join(work, MANIFEST);
    writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    const all = [{ name: MANIFEST, path: manifestPath }, ...files];
    const whole = join(work, 'backup');
    const out = createWriteStream(whole, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(Readable.from(tarOf(all, given.now)), createGzip(), out);
    renameSync(whole, path);
    return manifest;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Takes a backup apart into an empty folder. @throws Error of one line when anything in it is not as it was written. */
export async function readArchive(path: string, folder: string): Promise<Manifest> {
  await pipeline(createReadStream(path), createGunzip(), async (bytes: AsyncIterable<Uint8Array>) => {
    await untar(bytes, ({ name }) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o700 });
      return join(folder, name);
    });
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code?.startsWith('Z_') ? new Error('it is no backup, or it is damaged') : error;
  });
  const manifestPath = join(folder, MANIFEST);
  if (!existsSync(manifestPath)) throw new Error('it is no backup of liuyun');
  const manifest = manifestOf(readFileSync(manifestPath, 'utf8'));
  rmSync(manifestPath);
  for (const { name, bytes, sha256 } of manifest.files) {
    const file = join(folder, name);
    const found = existsSync(file) ? await sumOf(file) : undefined;
    if (found?.bytes !== bytes || found.sha256 !== sha256) throw new Error(`${name} in it is damaged`);
  }
  return manifest;
}

function manifestOf(text: string): Manifest {
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.liuyunBackup !== 1 || !Array.isArray(manifest.files)) throw new Error('it is a backup of another kind');
  return manifest;
}

async function sumOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path)) {
    hash.update(piece as Buffer);
    bytes += (piece as Buffer).byteLength;
  }
  return { bytes, sha256: hash.digest('hex') };
}
