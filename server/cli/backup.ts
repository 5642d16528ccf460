import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Config } from '../config/Config.ts';
import { readFlags } from '../config/flags.ts';
import { configFrom } from '../config/loadConfig.ts';
import { selfSignedPaths } from '../config/tls.ts';
import { version } from '../config/version.ts';
import { databasePath } from '../stores/sqlite/openDatabase.ts';
import { keyFileOf } from '../stores/sqlite/secrets/KeyFile.ts';
import { databases, snapshotDatabase } from '../stores/sqlite/snapshotDatabase.ts';
import { writeArchive } from './archive/archive.ts';
import { type Command, CommandFailed, UsageError } from './Command.ts';
import { dataFolderHelp, dataFolderOptions } from './dataFolder.ts';

/** `liuyun backup FILE` */
export const backup: Command = {
  summary: 'everything of a data folder in one file, while the server runs',
  help: `liuyun backup FILE [--force] [--without-records]

Writes apps, rules, administrators, callbacks, the audit log and records of calls, each as it is at one moment, the key that
secrets are encrypted with, and a self-signed certificate: what "liuyun restore FILE" needs on another machine. The server may
run. FILE is a .tar.gz that only its owner can read. Keep it as safe as the server: who has it has all secrets. A key file that
lies outside the data folder (secret-key-file, secret-key) is left out: keep it elsewhere, a restored folder is of no use without it.

  --force            replace FILE
  --without-records  leave out records of calls, which may be big
${dataFolderHelp}`,
  async run(call) {
    const flags = readFlags(call.argv, { force: 'switch', 'without-records': 'switch' }, dataFolderOptions);
    const [word, ...rest] = flags.words;
    if (word === undefined || rest.length > 0) throw new UsageError('where to? liuyun backup FILE');
    const path = resolve(word);
    const config = configFrom(flags, call.env);
    if (!existsSync(databasePath(config.dataDir))) throw new CommandFailed(`there is no data in ${config.dataDir}`);
    if (existsSync(path) && !flags.own.force) throw new CommandFailed(`${path} is there already; --force replaces it`);
    const { bytes, key } = await write(config, path, { records: !flags.own['without-records'] });
    call.out(`${path}: ${bytes} bytes of data. It holds secrets: keep it as safe as the server.`);
    if (!key) {
      const where = config.secretKey === undefined ? `The key file ${config.secretKeyFile}` : 'The key that secret-key gives';
      call.out(`${where} is not in it: keep that too, elsewhere.`);
    }
    return 0;
  },
};

async function write(config: Config, path: string, { records }: { records: boolean }): Promise<{ bytes: number; key: boolean }> {
  const { dataDir } = config;
  const keyIsElsewhere = config.secretKeyFile !== undefined || config.secretKey !== undefined;
  let work: string | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    work = mkdtempSync(join(dirname(path), `.${basename(path)}-`));
    const files: { name: string; path: string }[] = [];
    for (const { name } of databases) {
      if (!existsSync(join(dataDir, name)) || (name === 'records.db' && !records)) continue;
      const copy = join(work, name);
      snapshotDatabase(join(dataDir, name), copy);
      files.push({ name, path: copy });
    }
    // After the databases: a key that is exchanged meanwhile stays in the file as an earlier one.
    const key = !keyIsElsewhere && existsSync(keyFileOf(dataDir));
    if (key) files.push({ name: 'secret.key', path: keyFileOf(dataDir) });
    const tls = selfSignedPaths(dataDir);
    if (existsSync(tls.cert) && existsSync(tls.key)) {
      files.push({ name: 'tls/cert.pem', path: tls.cert }, { name: 'tls/key.pem', path: tls.key });
    }
    const manifest = await writeArchive(path, files, { now: Date.now(), version: version() });
    return { bytes: manifest.files.reduce((sum, file) => sum + file.bytes, 0), key: key || !keyIsElsewhere };
  } catch (error) {
    throw new CommandFailed(`the backup cannot be written: ${(error as Error).message}`, { cause: error });
  } finally {
    if (work) rmSync(work, { recursive: true, force: true });
  }
}
