import { userInfo } from 'node:os';
import type { Config } from '../config/Config.ts';
import { audited as recorded } from '../operations/admin/audited.ts';
import type { AuditStore } from '../stores/AuditStore.ts';
import { SqliteAuditStore } from '../stores/sqlite/SqliteAuditStore.ts';
import { CommandFailed } from './Command.ts';

/** Runs a command that changes something between two lines of the audit log of that data folder. `given` holds nothing secret. */
export async function audited<T>(
  config: Pick<Config, 'dataDir'>,
  act: { verb: string; given: { [field: string]: unknown } },
  run: () => Promise<T>,
): Promise<T> {
  const audit = open(config.dataDir);
  try {
    const who = { actor: systemUser(), via: 'command line' as const, address: '', now: Date.now };
    return await recorded(audit, { ...who, ...act }, run);
  } finally {
    await audit.close();
  }
}

function open(dataDir: string): AuditStore {
  try {
    return SqliteAuditStore.open(dataDir);
  } catch (error) {
    throw new CommandFailed((error as Error).message, { cause: error });
  }
}

/** In a container the user may have no name. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
