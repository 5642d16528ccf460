import { start } from '../../../server/compose.ts';
import { loadConfig } from '../../../server/config/loadConfig.ts';
import { createLog } from '../../../server/log.ts';
import { createApp } from '../../../server/operations/createApp.ts';
import type { AppRecord } from '../../../server/stores/AppStore.ts';
import { recordSome } from './recordSome.ts';

/** What the bench tells this process once, and what it answers. */
export type Begin = {
  dataDir: string;
  apps: number;
  callbackUrl: string;
  flags?: string[];
  /** Indexes of the apps that are told of everything; the last one without a word. */
  told?: number[];
  /** Indexes of the only apps of which records are kept; without it of all. */
  recorded?: number[];
  /** How long sessions of these apps outlive their sockets; without it as usual. */
  keepSessionMs?: number;
};
export type Begun = {
  origin: string;
  signallingUrl: string;
  apps: AppRecord[];
  /** Where `recorded` was given: the threads that write records, by their system's IDs. */
  recordThreads: number[];
};

/** What the process is asked later, one thing at a time. */
export type Asked = 'settle' | 'busy' | 'look';

/** Everybody comes from one address here. */
const OPEN_DOOR = ['--sockets-per-address', '50000', '--logins-per-address', '100000', '--unauthenticated-sockets', '50000'];

// A whole server in a process of its own, with apps that only a bench needs.
process.once('message', async ({ dataDir, apps: count, callbackUrl, flags: more = [], told, recorded, keepSessionMs }: Begin) => {
  const kept = recorded ? ['--records-days', '0'] : [];
  const flags = ['--port', '0', '--media-port', '0', '--workers', '1', '--drain-ms', '0', '--data-dir', dataDir];
  const config = loadConfig([...flags, '--callback-allow-private', ...OPEN_DOOR, ...kept, ...more], {});
  const server = await start(config, { log: createLog({ level: 'warn', pretty: false }) });
  const { store } = server.cloud;
  const apps: AppRecord[] = [];
  for (let index = 0; index < count; index++)
    apps.push(await createApp(store, { name: `bench ${index}`, ...(keepSessionMs && { keepSessionMs }) }));
  for (const index of told ?? [count - 1]) {
    const app = apps[index];
    if (app) await store.update(app.appID, { callback: { url: callbackUrl, secret: 'bench-callback-secret' } });
  }
  const appIDs = new Set(recorded?.map((index) => apps[index]?.appID));
  const own = recorded && (await recordSome(server.cloud, { dataDir, appIDs }));
  const { url: origin, signallingUrl } = server;
  process.send?.({ origin, signallingUrl, apps, recordThreads: own?.threads ?? [] } satisfies Begun);
  const answers: { [asked in Asked]: () => Promise<unknown> } = {
    // Records are written within a second; whoever measures cannot wait for each.
    settle: async () => own?.settle(),
    busy: async () => (await server.cloud.engine.describe()).workers.some(({ rooms, transports }) => rooms + transports > 0),
    look: async () => (await import('../soak/holding.ts')).holding(server),
  };
  process.on('message', async (asked: Asked) => {
    const answer = await answers[asked]();
    // Whoever asked may have gone.
    if (process.connected) process.send?.(answer ?? null);
  });
  const end = async () => {
    await own?.close();
    await server.close();
    process.exit();
  };
  process.once('disconnect', end);
  process.once('SIGTERM', end);
});
