import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from './config/Config.ts';
import type { BackupFile, DataFolder } from './stores/DataFolder.ts';
import { keysOf } from './stores/sqlite/secrets/keysOf.ts';
import { forgetOldKeys, rotateKey } from './stores/sqlite/secrets/rotateKey.ts';

const UNFINISHED = '.backup-';
const SAID_MOST = 400;

/** The data folder of a running server. What an ended process left behind of a backup is taken away: it holds secrets. */
export function openDataFolder(config: Config): DataFolder {
  const { dataDir } = config;
  for (const name of existsSync(dataDir) ? readdirSync(dataDir) : [])
    if (name.startsWith(UNFINISHED)) rmSync(join(dataDir, name), { recursive: true, force: true });
  const keys = keysOf(config);
  return {
    keyPlace: keys.place,
    backup: (asked) => backup(config, asked),
    rotateKey: () => rotateKey({ dataDir, keys }),
    forgetOldKeys: () => forgetOldKeys({ dataDir, keys }),
  };
}

/** By `liuyun backup` in a process of its own: copying a big database would make calls wait. */
async function backup(config: Config, { records }: { records: boolean }): Promise<BackupFile> {
  const { dataDir, secretKey, secretKeyFile } = config;
  const folder = mkdtempSync(join(dataDir, UNFINISHED));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'backup.tar.gz');
  const flags = [
    ...['--data-dir', dataDir],
    ...(secretKeyFile === undefined ? [] : ['--secret-key-file', secretKeyFile]),
    ...(records ? [] : ['--without-records']),
  ];
  try {
    await liuyun(['backup', path, ...flags], secretKey === undefined ? {} : { LIUYUN_SECRET_KEY: secretKey });
    const { size: bytes } = await stat(path);
    return { path, bytes, holdsKey: secretKey === undefined && secretKeyFile === undefined, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Runs a command of our own. @throws Error with what it says went wrong. */
function liuyun(argv: readonly string[], env: { readonly [name: string]: string }): Promise<void> {
  const main = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './main.js', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...argv], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (data) => {
      said = (said + String(data)).slice(0, SAID_MOST);
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(said.split('\n', 1)[0] || `it ended with ${code}`)),
    );
  });
}
