import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { defaultAppOptions } from '../../AppStore.ts';
import { databasePath } from '../openDatabase.ts';
import { SqliteAppStore } from '../SqliteAppStore.ts';
import { KeyFile, keyFileOf } from './KeyFile.ts';
import { GivenKeys, type Keys } from './Keys.ts';
import { forgetOldKeys, rotateKey } from './rotateKey.ts';

const folders: string[] = [];
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'liuyun-secrets-'));
  folders.push(path);
  return path;
}
afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true });
});

const app = {
  appID: 5,
  name: 'five',
  appSign: 'a1'.repeat(32),
  serverSecret: 'server-secret-0123456789-abcdefg',
  createdAt: 1,
  options: defaultAppOptions,
  callback: { url: 'https://app.example/', secret: 'callback-secret-of-five' },
  previousSecret: { secret: 'former-secret-0123456789-abcdefg', until: 9 },
};
const SECRETS = [app.appSign, app.serverSecret, app.callback.secret, app.previousSecret.secret];

async function withApp(dataDir: string): Promise<void> {
  const store = SqliteAppStore.open(dataDir);
  await store.create(app);
  await store.close();
}

async function found(dataDir: string, keys?: Keys) {
  const store = SqliteAppStore.open(dataDir, keys);
  try {
    return await store.find(app.appID);
  } finally {
    await store.close();
  }
}

/** Which of the secrets can be read in the files of the database, journals included. */
function readable(dataDir: string): string[] {
  const files = readdirSync(dataDir).filter((name) => name.startsWith('liuyun.db'));
  const bytes = Buffer.concat(files.map((name) => readFileSync(join(dataDir, name))));
  return SECRETS.filter((secret) => bytes.includes(secret));
}

function raw<T>(dataDir: string, task: (sqlite: BetterSqlite3.Database) => T): T {
  const sqlite = new BetterSqlite3(databasePath(dataDir));
  try {
    return task(sqlite);
  } finally {
    sqlite.close();
  }
}

/** A database as it was before secrets were encrypted. */
function makePlain(dataDir: string): void {
  raw(dataDir, (sqlite) => {
    const set = 'UPDATE apps SET app_sign = ?, server_secret = ?, callback_secret = ?, previous_secret = ?';
    sqlite.prepare(set).run(...SECRETS);
  });
  rmSync(keyFileOf(dataDir));
}

it('[SEC-40] no secret of an app can be read in the files of the database', async () => {
  const dataDir = folder();
  const store = SqliteAppStore.open(dataDir);
  await store.create(app);
  expect(await store.find(app.appID)).toEqual(app);
  expect(await store.list()).toEqual([app]);
  expect(readable(dataDir)).toEqual([]);
  await store.update(app.appID, {
    serverSecret: 'another-secret-0123456789-abcdef',
    callback: { url: 'https://b/', secret: 'xyzzy-2' },
  });
  expect(await store.find(app.appID)).toMatchObject({
    serverSecret: expect.stringMatching(/^another/),
    callback: { secret: 'xyzzy-2' },
  });
  await store.close();
  expect(readable(dataDir)).toEqual([]);
  expect(readFileSync(databasePath(dataDir)).includes('xyzzy')).toBe(false);
});

it('[SEC-41] the key lies outside the database, readable by its owner only, in a place that can be chosen', async () => {
  const [dataDir, elsewhere] = [folder(), folder()];
  await withApp(dataDir);
  const key = readFileSync(keyFileOf(dataDir), 'utf8');
  expect(key).toMatch(/^[0-9a-f]{64}\n$/);
  expect(statSync(keyFileOf(dataDir)).mode & 0o777).toBe(0o600);
  expect(readFileSync(databasePath(dataDir)).includes(Buffer.from(key.trim(), 'hex'))).toBe(false);
  const keyFile = join(elsewhere, 'deep', 'key');
  const store = SqliteAppStore.open(folder(), new KeyFile(keyFile));
  await store.create(app);
  await store.close();
  expect(existsSync(keyFile)).toBe(true);
});

it('[SEC-42] with another key, no key, or a file that holds none, the database is not opened, and one line says why', async () => {
  const dataDir = folder();
  await withApp(dataDir);
  const right = readFileSync(keyFileOf(dataDir), 'utf8');
  const opening = () => SqliteAppStore.open(dataDir);
  const cases: [content: string | undefined, why: RegExp][] = [
    ['0'.repeat(64), /encrypted with another key \([0-9a-f]{8}\) than .*secret\.key holds \([0-9a-f]{8}\).*secret-key-file/],
    ['not a key', /must hold keys of 64 hexadecimal digits/],
    ['', /holds no key/],
    [undefined, /its secrets are encrypted and the key file .*secret\.key is missing.*secret-key-file/],
  ];
  for (const [content, why] of cases) {
    if (content === undefined) rmSync(keyFileOf(dataDir));
    else writeFileSync(keyFileOf(dataDir), content);
    expect(opening).toThrow(why);
    expect(opening).not.toThrow(/\n/);
  }
  expect(existsSync(keyFileOf(dataDir))).toBe(false);
  writeFileSync(keyFileOf(dataDir), right);
  expect(await found(dataDir)).toEqual(app);
});

it('[SEC-43] a database with plain secrets is encrypted when it is opened, and no trace of them stays', async () => {
  const dataDir = folder();
  await withApp(dataDir);
  makePlain(dataDir);
  expect(readable(dataDir)).toEqual(SECRETS);
  const store = SqliteAppStore.open(dataDir);
  expect(readable(dataDir)).toEqual([]);
  expect(await store.find(app.appID)).toEqual(app);
  await store.close();
  expect(readable(dataDir)).toEqual([]);
});

it('[SEC-44] a sealed secret cannot be changed, nor moved to another app', async () => {
  const dataDir = folder();
  await withApp(dataDir);
  const other = { ...app, appID: 6, serverSecret: 'x'.repeat(32) };
  const store = SqliteAppStore.open(dataDir);
  await store.create(other);
  const secretOf = (id: number) =>
    raw(dataDir, (db) => db.prepare('SELECT server_secret FROM apps WHERE app_id = ?').pluck().get(id));
  const put = (id: number, value: unknown) =>
    raw(dataDir, (db) => db.prepare('UPDATE apps SET server_secret = ? WHERE app_id = ?').run(value, id));
  const sealed = String(secretOf(5));
  put(5, secretOf(6));
  await expect(store.find(5)).rejects.toThrow();
  put(
    5,
    sealed.replace(/.(.)$/, (_, last) => `${sealed.at(-2) === 'A' ? 'B' : 'A'}${last}`),
  );
  await expect(store.find(5)).rejects.toThrow();
  put(5, sealed);
  expect(await store.find(5)).toEqual(app);
  await store.close();
});

it('[SEC-45] the key is changed while a server runs: it reads and writes on, and older copies of the database open with the kept key', async () => {
  const dataDir = folder();
  await withApp(dataDir);
  const copy = folder();
  writeFileSync(databasePath(copy), readFileSync(databasePath(dataDir)));
  const running = SqliteAppStore.open(dataDir);
  const before = readFileSync(keyFileOf(dataDir), 'utf8');
  const { keyID, secrets } = rotateKey({ dataDir, keys: new KeyFile(keyFileOf(dataDir)) });
  expect(secrets).toBe(4);
  expect(await running.find(app.appID)).toEqual(app);
  await running.update(app.appID, { serverSecret: 'y'.repeat(32) });
  await running.close();
  const values = raw(dataDir, (db) =>
    db.prepare('SELECT app_sign, server_secret, callback_secret, previous_secret FROM apps').raw().get(),
  ) as string[];
  for (const value of values) expect(value).toContain(`sealed:1:${keyID}:`);
  expect(readFileSync(keyFileOf(dataDir), 'utf8')).toMatch(new RegExp(`^[0-9a-f]{64}\n${before}$`));
  expect(statSync(keyFileOf(dataDir)).mode & 0o777).toBe(0o600);
  expect(await found(copy, new KeyFile(keyFileOf(dataDir)))).toEqual(app);
});

it('[SEC-45] keys that nothing is encrypted with are forgotten on demand, and only those', async () => {
  const dataDir = folder();
  await withApp(dataDir);
  const place = { dataDir, keys: new KeyFile(keyFileOf(dataDir)) };
  expect(forgetOldKeys(place)).toBe(0);
  const [old = ''] = readFileSync(keyFileOf(dataDir), 'utf8').split('\n');
  rotateKey(place);
  // As if a server had written with the earlier key at the last moment.
  const sealedBefore = folder();
  writeFileSync(keyFileOf(sealedBefore), `${old}\n`);
  await withApp(sealedBefore);
  const late = raw(sealedBefore, (db) => db.prepare('SELECT server_secret FROM apps').pluck().get());
  raw(dataDir, (db) => db.prepare('UPDATE apps SET server_secret = ?').run(late));
  expect(forgetOldKeys(place)).toBe(0);
  expect(await found(dataDir)).toEqual(app);
  rotateKey(place);
  expect(forgetOldKeys(place)).toBe(2);
  expect(await found(dataDir)).toEqual(app);
});

it('[SEC-46] the key can be handed over in place of a file: no file is made, and a wrong or missing key is said without showing one', async () => {
  const dataDir = folder();
  const [one, two] = ['1'.repeat(64), '2'.repeat(64)];
  const store = SqliteAppStore.open(dataDir, new GivenKeys(one));
  await store.create(app);
  await store.close();
  expect(readable(dataDir)).toEqual([]);
  expect(existsSync(keyFileOf(dataDir))).toBe(false);
  expect(await found(dataDir, new GivenKeys(` ${two},\n${one} `))).toEqual(app);
  // A file that was there before serves as well as its content.
  writeFileSync(keyFileOf(dataDir), one);
  expect(await found(dataDir)).toEqual(app);
  for (const wrong of [
    () => new GivenKeys(''),
    () => new GivenKeys('x'),
    () => SqliteAppStore.open(dataDir, new GivenKeys(two)),
  ]) {
    expect(wrong).toThrow(/secret-key/);
    expect(wrong).not.toThrow(new RegExp(`${one}|${two}|\n`));
  }
});

it('[SEC-46] where keys are handed over, rotate-key encrypts anew with the first of them, and takes none away', async () => {
  const dataDir = folder();
  const [old, fresh] = ['1'.repeat(64), '2'.repeat(64)];
  const before = SqliteAppStore.open(dataDir, new GivenKeys(old));
  await before.create(app);
  await before.close();
  expect(rotateKey({ dataDir, keys: new GivenKeys(old) })).toMatchObject({ made: false, secrets: 0 });
  const both = { dataDir, keys: new GivenKeys(`${fresh},${old}`) };
  expect(rotateKey(both)).toMatchObject({ made: false, secrets: 4 });
  expect(() => forgetOldKeys(both)).toThrow(/take them out of secret-key yourself/);
  expect(await found(dataDir, new GivenKeys(fresh))).toEqual(app);
  expect(() => SqliteAppStore.open(dataDir, new GivenKeys(old))).toThrow(/another key/);
});
