import { randomHex } from '@liuyun/kit';
import { AdminError } from '@liuyun/protocol/admin/errors';
import type { AdminParams, AdminResult } from '@liuyun/protocol/admin/requests';
import type { BackupFile, DataFolder } from '../../stores/DataFolder.ts';
import type { Asking, Desk } from './Desk.ts';
import { askAgain } from './sessions.ts';

const TICKET_BYTES = 16;
const FETCHED_WITHIN_MS = 600_000;

export function getSettings({ desk }: Asking): AdminResult<'getSettings'> {
  const { settings, folder } = desk;
  return { items: [...settings], keyPlace: folder?.keyPlace ?? '', keepsData: folder !== undefined };
}

/** Everything of the server in one file: a session that somebody took over does not suffice for it. */
export async function makeBackup(
  asking: Asking,
  { records, password }: AdminParams<'makeBackup'>,
): Promise<AdminResult<'makeBackup'>> {
  const { desk } = asking;
  const folder = folderOf(desk);
  const { sessionHash: owner } = await askAgain(asking, { password, field: 'password' });
  const { backups } = desk;
  if (backups.writing) throw new AdminError('CONFLICT', 'another backup is being written');
  backups.writing = true;
  try {
    await backups.forget();
    const file = await folder.backup({ records }).catch((error: Error) => {
      throw new AdminError('CONFLICT', error.message, { cause: error });
    });
    const ticket = randomHex(desk.random, TICKET_BYTES);
    backups.keep({ ticket, file, owner, until: desk.cloud.clock.now() + FETCHED_WITHIN_MS });
    return { ticket, bytes: file.bytes, holdsKey: file.holdsKey };
  } finally {
    backups.writing = false;
  }
}

/** The file of a ticket, once; the caller takes it away. NOT_FOUND for a ticket of somebody else, too. */
export function takeBackup({ desk, owner }: { desk: Desk; owner: string }, ticket: string): BackupFile {
  const file = desk.backups.take({ ticket, owner, now: desk.cloud.clock.now() });
  if (!file) throw new AdminError('NOT_FOUND', 'this backup has been downloaded, or it is too old');
  return file;
}

export function rotateSecretsKey({ desk }: Asking): AdminResult<'rotateSecretsKey'> {
  return tried(() => folderOf(desk).rotateKey());
}

export function forgetOldKeys({ desk }: Asking): AdminResult<'forgetOldKeys'> {
  return { count: tried(() => folderOf(desk).forgetOldKeys()) };
}

/** The message of what failed names a file, which whoever may do this may know. */
function tried<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof AdminError) throw error;
    throw new AdminError('CONFLICT', (error as Error).message, { cause: error });
  }
}

function folderOf({ folder }: Desk): DataFolder {
  if (!folder) throw new AdminError('NOT_FOUND', 'the data of this server is in no folder');
  return folder;
}
