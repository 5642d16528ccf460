import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@liuyun/kit';
import { SESSION_COOKIE } from '@liuyun/protocol/admin/routes';
import { start } from '../../server/compose.ts';
import { loadConfig } from '../../server/config/loadConfig.ts';
import { createLog } from '../../server/log.ts';
import { createFakeMediaEngine } from '../../server/media/fake/FakeMediaEngine.ts';
import { SqliteAdministratorStore } from '../../server/stores/sqlite/SqliteAdministratorStore.ts';
import { fillRooms } from './fillRooms.ts';
import { fillStores } from './fillStores.ts';
import type { Amount, Site } from './Site.ts';

const LOGIN_MS = 6;

/** Serves the built console from a real server with so much in its real stores. Only packets are missing. */
export async function serveRealConsole(amount: Amount): Promise<Site> {
  const dataDir = await mkdtemp(join(tmpdir(), 'liuyun-console-'));
  if (amount > 0) await fillStores(dataDir, amount);
  const config = loadConfig(['--port', '0', '--media-port', '0', '--log-level', 'warn', '--data-dir', dataDir], {});
  // As many users as may come in in a second come from some minutes ago until now, while nobody waits for them.
  let behind = 2 * amount * LOGIN_MS;
  const server = await start(config, {
    clock: { ...systemClock, now: () => Date.now() - behind },
    engine: createFakeMediaEngine(),
    log: createLog({ level: 'warn', pretty: false }),
    // Callbacks that are kept as waiting go nowhere.
    webhooks: { send: async () => ({ ok: false, error: 'answered 502' }), permits: async () => true, close: async () => {} },
  });
  if (amount > 0) await fillRooms(server.cloud, { amount, entered: () => (behind = Math.max(0, behind - LOGIN_MS)) });
  behind = 0;
  const administrators = SqliteAdministratorStore.open(dataDir);
  const now = Date.now();
  return {
    origin: new URL(server.url).origin,
    cookieOf: async ({ person }) => {
      if (person === 'nobody' || person === 'first') return { name: SESSION_COOKIE, value: 'none' };
      const username = person === 'admin' ? 'ann' : 'bob';
      const made = { passwordHash: 'none', role: person, disabled: false, createdAt: now, lastLoginAt: now };
      await administrators.create({ username, ...made });
      const token = randomBytes(32).toString('hex');
      const hash = createHash('sha256').update(token).digest('hex');
      await administrators.addSession({ hash, username, createdAt: now, seenAt: now });
      return { name: SESSION_COOKIE, value: token };
    },
    close: async () => {
      await administrators.close();
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
