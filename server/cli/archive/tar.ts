import { createReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** A file of an archive, by its path inside it. */
export type Entry = { name: string; size: number };

const BLOCK = 512;
/** What the eleven octal digits of a header hold. */
const LARGEST = 8 ** 11 - 1;

/** The bytes of a POSIX tar archive (ustar) with these files, each readable by its owner only. */
export async function* tarOf(files: readonly { name: string; path: string }[], now: number): AsyncGenerator<Uint8Array> {
  for (const { name, path } of files) {
    const { size } = statSync(path);
    if (size > LARGEST) throw new Error(`${path} is too big for one archive`);
    yield header({ name, size }, now);
    for await (const piece of createReadStream(path)) yield piece as Buffer;
    yield Buffer.alloc(padding(size));
  }
  yield Buffer.alloc(2 * BLOCK);
}

/**
 * Writes the files of an archive as `place` says; undefined passes one over. @throws Error for what is no archive of ours:
 * only plain files, with names that lead nowhere else.
 */
export async function untar(bytes: AsyncIterable<Uint8Array>, place: (entry: Entry) => string | undefined): Promise<Entry[]> {
  const reader = new Reader(bytes);
  const entries: Entry[] = [];
  for (let block = await reader.exactly(BLOCK); !block.every((byte) => byte === 0); block = await reader.exactly(BLOCK)) {
    const entry = entryOf(block);
    entries.push(entry);
    const path = place(entry);
    const file = path === undefined ? undefined : await open(path, 'wx', 0o600);
    try {
      for (let left = entry.size; left > 0; ) {
        const piece = await reader.atMost(left);
        left -= piece.byteLength;
        await file?.writeFile(piece);
      }
    } finally {
      await file?.close();
    }
    await reader.exactly(padding(entry.size));
  }
  return entries;
}

function header({ name, size }: Entry, now: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number) =>
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  block.write(name, 0, 100, 'utf8');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(Math.floor(now / 1_000), 136, 12);
  block.write('        0', 148, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

function entryOf(block: Buffer): Entry {
  const text = (at: number, length: number) => block.toString('utf8', at, at + length).split('\0')[0] ?? '';
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (Number.parseInt(text(148, 8), 8) !== sum || text(257, 5) !== 'ustar') throw new Error('it is no backup, or it is damaged');
  const name = text(0, 100);
  const safe = /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)?$/.test(name) && text(156, 1) === '0';
  if (!safe) throw new Error('it holds what no backup holds');
  return { name, size: Number.parseInt(text(124, 12), 8) };
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** Takes a stream apart. */
class Reader {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest = Buffer.alloc(0);

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#source = bytes[Symbol.asyncIterator]();
  }

  async exactly(count: number): Promise<Buffer> {
    while (this.#rest.byteLength < count) {
      const next = await this.#source.next();
      if (next.done) throw new Error('it ends too early');
      this.#rest = Buffer.concat([this.#rest, next.value]);
    }
    return this.#take(count);
  }

  async atMost(count: number): Promise<Buffer> {
    if (this.#rest.byteLength === 0) {
      const next = await this.#source.next();
      if (next.done) throw new Error('it ends too early');
      this.#rest = Buffer.from(next.value);
    }
    return this.#take(Math.min(count, this.#rest.byteLength));
  }

  #take(count: number): Buffer {
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return taken;
  }
}
