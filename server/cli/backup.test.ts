import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../operations/createApp.ts';
import { aCall, aStay, batch } from '../stores/RecordStore.examples.ts';
import { claimFolder } from '../stores/sqlite/claimFolder.ts';
import { SqliteRecordStore } from '../stores/sqlite/records/SqliteRecordStore.ts';
import { SqliteAppStore } from '../stores/sqlite/SqliteAppStore.ts';
import { KeyFile } from '../stores/sqlite/secrets/KeyFile.ts';
import { runCli } from './runCli.ts';

// Threads and files: on a machine that is busy otherwise they take their time.
vi.setConfig({ testTimeout: 30_000 });

let folder: string;
let dataDir: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liuyun-backup-'));
  dataDir = join(folder, 'data');
  file = join(folder, 'backup.tar.gz');
});
afterEach(() => rmSync(folder, { recursive: true }));

const liuyun = (...argv: string[]) => liuyunWith({}, ...argv);

async function liuyunWith(more: { [name: string]: string }, ...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const serve = async () => 0;
  const env = { LIUYUN_DATA_DIR: dataDir, ...more };
  const code = await runCli({ argv, env, out: (line) => out.push(line), err: (line) => err.push(line), serve });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function anApp(name = 'first') {
  const apps = SqliteAppStore.open(dataDir);
  const app = await createApp(apps, { name });
  await apps.close();
  return app;
}

async function records(task: (store: SqliteRecordStore) => Promise<void>) {
  const store = await SqliteRecordStore.open(dataDir);
  await task(store);
  await store.close();
}

async function names() {
  const apps = SqliteAppStore.open(dataDir);
  const all = await apps.list();
  await apps.close();
  return all.map(({ name, serverSecret }) => ({ name, serverSecret }));
}

describe('liuyun backup and restore', () => {
  it('[BACKUP-1] a backup made while the server writes brings a folder back elsewhere: apps with their secrets, and records', async () => {
    const { serverSecret } = await anApp();
    const open = SqliteAppStore.open(dataDir);
    await records((store) => store.write(batch({ calls: [aCall()], stays: [aStay()] })));
    const claim = claimFolder(dataDir);
    const made = await liuyun('backup', file);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/holds secrets/);
    claim.close();
    await open.close();
    dataDir = join(folder, 'elsewhere');
    expect(await liuyun('restore', file)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('with 1 app') });
    expect(await names()).toEqual([{ name: 'first', serverSecret }]);
    await records(async (store) => expect((await store.count()).records).toBe(2));
  });

  it('[BACKUP-2] the file is readable by its owner only, is a plain .tar.gz, and leaves nothing else behind', async () => {
    await anApp();
    await liuyun('backup', file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const tar = gunzipSync(readFileSync(file)).toString('latin1');
    for (const name of ['manifest.json', 'liuyun.db', 'secret.key']) expect(tar).toContain(`${name}\0`);
    expect(readdirSync(folder).sort()).toEqual(['backup.tar.gz', 'data']);
    expect(await liuyun('backup', file)).toMatchObject({ code: 1, err: expect.stringContaining('is there already') });
    expect(await liuyun('backup', file, '--force')).toMatchObject({ code: 0 });
  });

  it('[BACKUP-3] restoring is refused while a server runs there, and over data without --force; what was there is kept beside', async () => {
    await anApp('old');
    await liuyun('backup', file);
    await anApp('new');
    const claim = claimFolder(dataDir);
    expect(await liuyun('restore', file, '--force')).toMatchObject({
      code: 1,
      err: expect.stringContaining('another liuyun runs'),
    });
    claim.close();
    expect(await liuyun('restore', file)).toMatchObject({ code: 1, err: expect.stringContaining('--force') });
    expect(await names()).toHaveLength(2);
    expect(await liuyun('restore', file, '--force')).toMatchObject({ code: 0 });
    expect((await names()).map(({ name }) => name)).toEqual(['old']);
    const kept = readdirSync(dataDir).find((name) => name.startsWith('before-restore-'));
    dataDir = join(dataDir, kept ?? '');
    expect((await names()).map(({ name }) => name)).toEqual(['old', 'new']);
  });

  it('[BACKUP-4] what is damaged, cut off, of another kind or leads elsewhere is refused before anything is replaced', async () => {
    await anApp();
    await liuyun('backup', file);
    const good = gunzipSync(readFileSync(file));
    const flipped = Buffer.from(good);
    const at = good.indexOf('SQLite format 3');
    flipped.writeUInt8(good.readUInt8(at + 5_000) ^ 0xff, at + 5_000);
    const elsewhere = Buffer.from(good);
    elsewhere.write('../../evil', 0, 'latin1');
    const bad = {
      flipped: gzipSync(flipped),
      short: gzipSync(good.subarray(0, good.length - 20_000)),
      cut: readFileSync(file).subarray(0, 1_000),
      text: Buffer.from('no backup'),
      elsewhere: gzipSync(elsewhere),
      empty: gzipSync(Buffer.alloc(1_024)),
    };
    for (const [name, bytes] of Object.entries(bad)) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      const ended = await liuyun('restore', path, '--force');
      expect(ended, name).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringMatching(/cannot be restored: .*; nothing was changed$/),
      });
    }
    expect(await names()).toHaveLength(1);
    expect(readdirSync(dataDir).filter((name) => name.includes('restore'))).toEqual([]);
    expect(existsSync(join(folder, 'evil'))).toBe(false);
  });

  it('[BACKUP-5] a key that lies elsewhere is not in the backup, and is needed to restore it', async () => {
    const key = join(folder, 'key', 'secret.key');
    mkdirSync(join(folder, 'key'));
    const apps = SqliteAppStore.open(dataDir, new KeyFile(key));
    await createApp(apps, { name: 'first' });
    await apps.close();
    const made = await liuyun('backup', file, '--secret-key-file', key);
    expect(made.out).toMatch(/is not in it/);
    expect(gunzipSync(readFileSync(file)).toString('latin1')).not.toContain('secret.key\0');
    dataDir = join(folder, 'elsewhere');
    expect(await liuyun('restore', file)).toMatchObject({ code: 1, err: expect.stringContaining('secret-key-file') });
    expect(await liuyun('restore', file, '--secret-key-file', key)).toMatchObject({ code: 0 });
    // Handed over in place of a file.
    const LIUYUN_SECRET_KEY = readFileSync(key, 'utf8').trim();
    const again = await liuyunWith({ LIUYUN_SECRET_KEY }, 'backup', file, '--force');
    expect(again.out).toMatch(/The key that secret-key gives is not in it/);
    dataDir = join(folder, 'third');
    expect(await liuyun('restore', file)).toMatchObject({ code: 1, err: expect.stringContaining('secret-key-file') });
    expect(await liuyunWith({ LIUYUN_SECRET_KEY: '0'.repeat(64) }, 'restore', file)).toMatchObject({ code: 1 });
    expect(await liuyunWith({ LIUYUN_SECRET_KEY }, 'restore', file)).toMatchObject({ code: 0 });
    expect(readdirSync(dataDir)).not.toContain('secret.key');
  });

  it('[BACKUP-6] what cannot be done is said in one line', async () => {
    expect(await liuyun('backup', file)).toMatchObject({ code: 1, err: expect.stringContaining('there is no data') });
    expect(await liuyun('backup')).toMatchObject({ code: 2 });
    expect(await liuyun('restore', join(folder, 'nothing'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no'),
    });
  });
});

describe('liuyun calls', () => {
  it('[CLI-16] calls are listed and exported; what others named cannot drive the terminal', async () => {
    expect(await liuyun('calls', 'list')).toMatchObject({ code: 1, err: expect.stringContaining('no records') });
    const call = aCall({ roomID: 'r\u001b[31m', openedAt: Date.UTC(2026, 10, 21), closedAt: Date.UTC(2026, 10, 21, 1) });
    await records((store) => store.write(batch({ calls: [call], stays: [aStay({ userName: '=1+1' })] })));
    const list = await liuyun('calls', 'list', '--user', 'ann', '--from', '2026-11-21');
    expect(list.out).toMatch(/^CALL .*\n0{31}1 +2026-11-21T00:00:00.000Z +3600 s +7 +r\\u\{1b\}\[31m +1 +0$/);
    expect(JSON.parse((await liuyun('calls', 'list', '--json')).out)).toMatchObject([{ appID: 7 }]);
    expect((await liuyun('calls', 'export', '--rows', 'stays')).out).toMatch(
      /^call,app,room,user,.*\r\n0+1,7,r\\u\{1b\}\[31m,ann,'=1\+1,/,
    );
    expect(JSON.parse((await liuyun('calls', 'export', '--format', 'json')).out)).toHaveLength(1);
    expect(await liuyun('calls', 'export', '--rows', 'secrets')).toMatchObject({ code: 2 });
    expect(await liuyun('calls', 'list', '--from', 'yesterday')).toMatchObject({ code: 2 });
  });
});
