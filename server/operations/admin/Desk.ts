import { type RandomSource, randomHex } from '@liuyun/kit';
import type { AdminResult } from '@liuyun/protocol/admin/requests';
import type { AdministratorRole, AdministratorStore } from '../../stores/AdministratorStore.ts';
import type { AuditStore } from '../../stores/AuditStore.ts';
import type { CallbackStore } from '../../stores/CallbackStore.ts';
import type { DataFolder } from '../../stores/DataFolder.ts';
import type { WebhookSender } from '../../webhooks/WebhookSender.ts';
import type { Cloud } from '../Cloud.ts';
import type { Records } from '../records/openRecords.ts';
import { Backups } from './Backups.ts';
import { LiveFigures } from './LiveFigures.ts';
import { LoginThrottle } from './LoginThrottle.ts';
import { type PasswordCost, Passwords } from './passwords.ts';
import { Watch } from './Watch.ts';

export type DeskParts = {
  cloud: Cloud;
  administrators: AdministratorStore;
  audit: AuditStore;
  callbacks: CallbackStore;
  webhooks: WebhookSender;
  /** Of calls; undefined where none are kept. */
  records: Records | undefined;
  random: RandomSource;
  /** Of the server. */
  version: string;
  dataDir: string;
  /** Undefined where the data is in no folder. */
  folder: DataFolder | undefined;
  /** What the server was started with, without secrets. */
  settings: AdminResult<'getSettings'>['items'];
  /** Only for tests: the standard one takes some tenths of a second. */
  passwordCost?: PasswordCost | undefined;
};

/** What the console's operations work on, beside the cloud itself. */
export class Desk {
  readonly cloud: Cloud;
  readonly administrators: AdministratorStore;
  readonly audit: AuditStore;
  readonly callbacks: CallbackStore;
  readonly webhooks: WebhookSender;
  readonly records: Records | undefined;
  readonly version: string;
  readonly dataDir: string;
  readonly folder: DataFolder | undefined;
  readonly settings: AdminResult<'getSettings'>['items'];
  readonly backups = new Backups();
  readonly passwords: Passwords;
  readonly throttle = new LoginThrottle();
  readonly figures: LiveFigures;
  readonly watch: Watch;
  /** What proves that somebody sees the server's output: good until there is an administrator. */
  readonly firstRunKey: string;
  readonly random: RandomSource;
  readonly startedAt: number;
  /** Written down in this minute. */
  readonly failedLogins = { minute: 0, count: 0 };

  constructor(parts: DeskParts) {
    this.cloud = parts.cloud;
    this.administrators = parts.administrators;
    this.audit = parts.audit;
    this.callbacks = parts.callbacks;
    this.webhooks = parts.webhooks;
    this.records = parts.records;
    this.version = parts.version;
    this.dataDir = parts.dataDir;
    this.folder = parts.folder;
    this.settings = parts.settings;
    this.random = parts.random;
    this.passwords = new Passwords(parts.passwordCost);
    this.firstRunKey = randomHex(parts.random, 24);
    this.startedAt = parts.cloud.clock.now();
    this.figures = new LiveFigures(parts.cloud);
    this.watch = new Watch(parts.cloud);
  }

  /** Stores are closed by who opened them. */
  async close(): Promise<void> {
    this.watch.close();
    await this.backups.forget();
  }
}

/** Somebody who has signed in. */
export type Who = { username: string; role: AdministratorRole; sessionHash: string };

/** One request of the console. */
export type Asking = {
  desk: Desk;
  /** undefined: nobody has signed in. */
  who: Who | undefined;
  /** The secret of the session's cookie; undefined without one. */
  token: string | undefined;
  /** Where it comes from. Kept in the audit log and in no other. */
  address: string;
  /** Whether it came over https. */
  secure: boolean;
  /** The server's signalling URL as the browser reaches it. */
  serverPath: string;
  /** Gives the browser the cookie of another session, or takes it away. */
  setToken(token: string | undefined): void;
};
