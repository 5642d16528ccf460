import type { RandomSource, Scope } from '@liuyun/kit';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config/Config.ts';
import { describeConfig } from './config/describeConfig.ts';
import { version } from './config/version.ts';
import type { TrustedProxies } from './gateways/addressOf.ts';
import { addBackupDownload } from './gateways/console/addBackupDownload.ts';
import { addCallExport } from './gateways/console/addCallExport.ts';
import { addConsoleApi } from './gateways/console/addConsoleApi.ts';
import { addConsolePages } from './gateways/console/addConsolePages.ts';
import { openDataFolder } from './openDataFolder.ts';
import { purgeAudit } from './operations/admin/audited.ts';
import { Desk } from './operations/admin/Desk.ts';
import type { PasswordCost } from './operations/admin/passwords.ts';
import type { Cloud } from './operations/Cloud.ts';
import type { Records } from './operations/records/openRecords.ts';
import { orStartFailed } from './StartFailed.ts';
import type { AdministratorStore } from './stores/AdministratorStore.ts';
import type { AuditStore } from './stores/AuditStore.ts';
import type { CallbackStore } from './stores/CallbackStore.ts';
import { MemoryAdministratorStore } from './stores/memory/MemoryAdministratorStore.ts';
import { MemoryAuditStore } from './stores/memory/MemoryAuditStore.ts';
import { SqliteAdministratorStore } from './stores/sqlite/SqliteAdministratorStore.ts';
import { SqliteAuditStore } from './stores/sqlite/SqliteAuditStore.ts';
import type { WebhookSender } from './webhooks/WebhookSender.ts';

const PURGE_EVERY_MS = 3_600_000;
const EXPIRE_EVERY_MS = 60_000;

/** What tests put in place of the real thing. */
export type ConsoleOverrides = {
  /** Closed with the server; in memory where only `store` is given. */
  administratorStore?: AdministratorStore;
  /** Closed with the server; in memory where only `store` is given. */
  auditStore?: AuditStore;
  passwordCost?: PasswordCost;
};

type Given = {
  config: Config;
  overrides: ConsoleOverrides & { store?: unknown };
  scope: Scope;
  cloud: Cloud;
  callbacks: CallbackStore;
  webhooks: WebhookSender;
  records: Records | undefined;
  random: RandomSource;
  /** Where the built console lies. */
  folder: string;
  secure: boolean;
  signallingUrl: () => string;
  proxies: TrustedProxies;
};

export type Console = {
  desk: Desk;
  doors: ((server: FastifyInstance) => void)[];
  /** Where people go; with the key of the first run while there is no administrator. */
  linkOf(url: string): Promise<string>;
};

/** The console: its stores, what it works on, and its doors. */
export async function openConsole(given: Given): Promise<Console> {
  const { config, overrides, scope, cloud, folder } = given;
  const inMemory = overrides.store !== undefined;
  const administrators = scope.own(
    overrides.administratorStore ??
      (inMemory ? new MemoryAdministratorStore() : await orStartFailed(() => SqliteAdministratorStore.open(config.dataDir))),
  );
  const audit = scope.own(
    overrides.auditStore ??
      (inMemory ? new MemoryAuditStore() : await orStartFailed(() => SqliteAuditStore.open(config.dataDir))),
  );
  const { callbacks, webhooks, records, random } = given;
  const { passwordCost } = overrides;
  const desk = new Desk({
    cloud,
    administrators,
    audit,
    callbacks,
    webhooks,
    records,
    random,
    version: version(),
    dataDir: config.dataDir,
    folder: inMemory ? undefined : openDataFolder(config),
    settings: describeConfig(config),
    passwordCost,
  });
  scope.onClose(() => desk.close());
  const purge = () =>
    void purgeAudit(audit, cloud.clock.now()).catch((error) =>
      cloud.log.error({ err: error }, 'the audit log cannot be shortened'),
    );
  scope.onClose(cloud.clock.every(PURGE_EVERY_MS, purge));
  const expire = () =>
    void desk.backups
      .expire(cloud.clock.now())
      .catch((error) => cloud.log.error({ err: error }, 'a backup that nobody came for cannot be taken away'));
  scope.onClose(cloud.clock.every(EXPIRE_EVERY_MS, expire));
  const linkOf = async (url: string) => {
    const none = (await administrators.count()) === 0;
    return `${url}console/${none ? `#first-run=${desk.firstRunKey}` : ''}`;
  };
  const { proxies } = given;
  const doors = [
    (server: FastifyInstance) => addCallExport(server, desk),
    (server: FastifyInstance) => addBackupDownload(server, desk),
    (server: FastifyInstance) =>
      addConsoleApi(server, { desk, secure: given.secure, signallingUrl: given.signallingUrl, proxies }),
    (server: FastifyInstance) => addConsolePages(server, folder),
  ];
  return { desk, doors, linkOf };
}
