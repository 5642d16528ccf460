import { start } from '../../../server/compose.ts';
import { loadConfig } from '../../../server/config/loadConfig.ts';
import { createLog } from '../../../server/log.ts';
import { createApp } from '../../../server/operations/createApp.ts';
import type { AppRecord } from '../../../server/stores/AppStore.ts';

/** What the bench tells this process once, and what it answers. */
export type Begin = { dataDir: string; apps: number; callbackUrl: string; flags?: string[] };
export type Begun = { origin: string; signallingUrl: string; apps: AppRecord[] };

/** Everybody comes from one address here. */
const OPEN_DOOR = ['--sockets-per-address', '50000', '--logins-per-address', '100000', '--unauthenticated-sockets', '50000'];

// A whole server in a process of its own, with apps that only a bench needs. The last app is told of everything.
process.once('message', async ({ dataDir, apps: count, callbackUrl, flags: more = [] }: Begin) => {
  const flags = ['--port', '0', '--media-port', '0', '--workers', '1', '--drain-ms', '0', '--data-dir', dataDir];
  const config = loadConfig([...flags, '--callback-allow-private', ...OPEN_DOOR, ...more], {});
  const server = await start(config, { log: createLog({ level: 'warn', pretty: false }) });
  const { store } = server.cloud;
  const apps: AppRecord[] = [];
  for (let index = 0; index < count; index++) apps.push(await createApp(store, { name: `bench ${index}` }));
  const last = apps.at(-1);
  if (last) await store.update(last.appID, { callback: { url: callbackUrl, secret: 'bench-callback-secret' } });
  const begun: Begun = { origin: server.url, signallingUrl: server.signallingUrl, apps };
  process.send?.(begun);
  const end = async () => {
    await server.close();
    process.exit();
  };
  process.once('disconnect', end);
  process.once('SIGTERM', end);
});
