import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { tarOf, untar } from './tar.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'liuyun-tar-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function* firstBytes(bytes: AsyncIterable<Uint8Array>, count: number) {
  let left = count;
  for await (const piece of bytes) {
    yield piece.subarray(0, left);
    left -= piece.byteLength;
    if (left <= 0) return;
  }
}

/** Files that this process has open in a folder; Linux only. */
function openIn(path: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)].filter((file) => file.startsWith(path));
    } catch {
      return []; // closed meanwhile
    }
  });
}

it.skipIf(process.platform !== 'linux')(
  '[BACKUP-4] an archive that is cut off leaves no file open, so that its folder can go',
  async () => {
    const [from, to] = [folder(), folder()];
    writeFileSync(join(from, 'liuyun.db'), Buffer.alloc(100_000, 7));
    const cut = firstBytes(tarOf([{ name: 'liuyun.db', path: join(from, 'liuyun.db') }], 0), 80_000);
    await expect(untar(cut, ({ name }) => join(to, name))).rejects.toThrow('ends too early');
    expect(openIn(to)).toEqual([]);
  },
);

it('[BACKUP-4] a file that cannot be written is an error and not the end of the process', async () => {
  const [from, to] = [folder(), folder()];
  writeFileSync(join(from, 'liuyun.db'), 'x');
  const whole = tarOf([{ name: 'liuyun.db', path: join(from, 'liuyun.db') }], 0);
  await expect(untar(whole, ({ name }) => join(to, 'nowhere', name))).rejects.toThrow('ENOENT');
});
