import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from '@liuyun/kit';
import { ADDITIONS, type Result, type Sent } from '@liuyun/protocol';
import { generateToken04 } from '@liuyun/token';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Overrides, type RunningServer, start } from '../../server/compose.ts';
import type { Config } from '../../server/config/Config.ts';
import { createFakeMediaEngine, type FakeMediaEngine } from '../../server/media/fake/FakeMediaEngine.ts';
import { type AppOptions, type AppRecord, defaultAppOptions } from '../../server/stores/AppStore.ts';
import { MemoryAppStore } from '../../server/stores/memory/MemoryAppStore.ts';
import { Client } from './Client.ts';
import { dtlsParameters } from './rtp.ts';
import { ServerApiCaller } from './ServerApiCaller.ts';

/** LIUYUN_URL (ws://…/signalling), LIUYUN_APP_ID and LIUYUN_SERVER_SECRET point the suite at any server. */
const { LIUYUN_URL, LIUYUN_APP_ID, LIUYUN_APP_SIGN = '', LIUYUN_SERVER_SECRET = '' } = process.env;
/** Whether the server is somebody else's: then its clock, its engine and its limits are out of reach. */
export const elsewhere = LIUYUN_URL !== undefined;

const ourApp: AppRecord = {
  appID: 1_234_567_890,
  name: 'protocol suite',
  appSign: 'ab'.repeat(32),
  serverSecret: '0123456789abcdef0123456789ABCDEF',
  createdAt: 0,
  options: defaultAppOptions,
};

export type Stage = {
  readonly url: string;
  readonly app: AppRecord;
  /** Only in process. */
  readonly server: RunningServer;
  readonly engine: FakeMediaEngine;
  readonly clock: FakeClock;
  readonly logLines: string[];
  open(protocols?: string | string[]): Promise<Client>;
  /** The server's clock, Unix ms. */
  now(): number;
  /** A name nobody used before, so that tests do not meet. */
  fresh(name: string): string;
  token(userID: string, options?: TokenOptions): string;
  login(userID: string, roomID: string, more?: Partial<Sent<'loginRoom'>>): Promise<LoggedIn>;
};

export type LoggedIn = Client & { snapshot: Result<'loginRoom'>; params: Sent<'loginRoom'> };
export type TokenOptions = { roomID?: string; login?: 0 | 1; publish?: 0 | 1; streamIDs?: string[]; seconds?: number };
type Options = { overrides?: Overrides; app?: Partial<AppOptions>; fakeClock?: boolean; dev?: boolean; config?: Partial<Config> };

/** A server for the tests of one `describe`, or the one that the environment names. Every client is gone after each test. */
export function onStage(options: Options = {}): Stage {
  const stage = new TestStage(options);
  beforeAll(() => stage.set());
  afterEach(() => stage.clear());
  afterAll(() => stage.strike());
  return stage;
}

class TestStage implements Stage {
  readonly clock = new FakeClock(Date.now());
  readonly logLines: string[] = [];
  readonly #options: Options;
  readonly #clients: Client[] = [];
  #server: RunningServer | undefined;
  #engine: FakeMediaEngine | undefined;
  #folder: string | undefined;
  #app: AppRecord;

  constructor(options: Options) {
    this.#options = options;
    this.#app = elsewhere
      ? { ...ourApp, appID: Number(LIUYUN_APP_ID), appSign: LIUYUN_APP_SIGN, serverSecret: LIUYUN_SERVER_SECRET }
      : { ...ourApp, options: { ...defaultAppOptions, ...options.app } };
  }

  get url(): string {
    return LIUYUN_URL ?? this.server.signallingUrl;
  }

  get app(): AppRecord {
    return this.#app;
  }

  get server(): RunningServer {
    if (!this.#server) throw new Error('no server in this process');
    return this.#server;
  }

  get engine(): FakeMediaEngine {
    if (!this.#engine) throw new Error('no engine in this process');
    return this.#engine;
  }

  async set(): Promise<void> {
    if (elsewhere) return;
    this.#folder = mkdtempSync(join(tmpdir(), 'liuyun-protocol-'));
    this.#engine = createFakeMediaEngine();
    const store = new MemoryAppStore();
    await store.create(this.#app);
    const line = (context: object, message: string) => void this.logLines.push(`${message} ${JSON.stringify(context, shown)}`);
    this.#server = await start(testConfig(this.#folder, { dev: this.#options.dev ?? false, ...this.#options.config }), {
      engine: this.#engine,
      store,
      log: { debug: line, info: line, warn: line, error: line },
      ...(this.#options.fakeClock && { clock: this.clock }),
      ...this.#options.overrides,
    });
  }

  async clear(): Promise<void> {
    for (const client of this.#clients.splice(0)) await client.vanish();
  }

  async strike(): Promise<void> {
    await this.#server?.close();
    if (this.#folder) rmSync(this.#folder, { recursive: true });
  }

  async open(protocols?: string | string[]): Promise<Client> {
    const client = await Client.open(this.url, protocols);
    this.#clients.push(client);
    return client;
  }

  now(): number {
    return this.#options.fakeClock && !elsewhere ? this.clock.now() : Date.now();
  }

  fresh(name: string): string {
    return `${name}-${Math.random().toString(36).slice(2, 10)}`;
  }

  token(userID: string, { roomID, login = 1, publish = 1, streamIDs, seconds = 3_600 }: TokenOptions = {}): string {
    const payload =
      roomID === undefined
        ? ''
        : JSON.stringify({ room_id: roomID, privilege: { 1: login, 2: publish }, stream_id_list: streamIDs ?? null });
    const now = this.now();
    return generateToken04(this.#app.appID, userID, this.#app.serverSecret, seconds, payload, { now });
  }

  async login(userID: string, roomID: string, more: Partial<Sent<'loginRoom'>> = {}): Promise<LoggedIn> {
    const client = await this.open();
    const params = loginParams(this, { userID, roomID, ...more });
    const snapshot = await client.ask('loginRoom', params);
    return Object.assign(client, { snapshot, params });
  }
}

/** The server API of the stage's server, signed for its app. */
export function apiOf(stage: Stage): ServerApiCaller {
  return new ServerApiCaller(
    () => stage.url.replace(/^ws/, 'http'),
    () => ({ ...stage.app, now: () => stage.now() }),
  );
}

/** A valid login of somebody, to be made wrong in one place. */
export function loginParams(
  stage: Stage,
  { userID, roomID, ...more }: { userID: string; roomID: string } & Partial<Sent<'loginRoom'>>,
): Sent<'loginRoom'> {
  return {
    appID: stage.app.appID,
    roomID,
    user: { userID, userName: userID },
    token: stage.token(userID),
    userUpdate: true,
    maxMemberCount: 0,
    client: { sdk: 'protocol-suite', version: '0', platform: 'node' },
    knows: [...ADDITIONS],
    ...more,
  };
}

/** The client's network is gone, and the server has noticed. */
export async function loseNetwork(stage: Stage, client: LoggedIn): Promise<void> {
  await client.vanish();
  if (elsewhere) await (await stage.open()).ask('heartbeat', {});
  else await expect.poll(() => stage.server.cloud.apps.session(client.snapshot.sessionID)?.presence.state).toBe('away');
}

export async function openSend(client: Client): Promise<string> {
  const { transportID } = await client.ask('openTransport', { direction: 'send' });
  await client.ask('connectTransport', { transportID, dtlsParameters });
  return transportID;
}

export async function openReceive(client: Client): Promise<string> {
  return (await client.ask('openTransport', { direction: 'receive' })).transportID;
}

export function testConfig(dataDir: string, more: Partial<Config> = {}): Config {
  return {
    port: 0,
    host: '127.0.0.1',
    announcedAddress: undefined,
    mediaHost: '127.0.0.1',
    mediaPort: 0,
    workers: 1,
    turnUrls: [],
    turnSecret: undefined,
    dataDir,
    secretKeyFile: undefined,
    secretKey: undefined,
    tls: 'off',
    dev: false,
    logLevel: 'silent',
    callbackAllowPrivate: false,
    socketsPerAddress: 2_000,
    unauthenticatedSockets: 10_000,
    loginsPerAddress: 100,
    serverApiRate: 100,
    serverApiRates: {},
    trustedProxies: ['loopback'],
    metricsToken: undefined,
    metricsPort: undefined,
    metricsHost: '127.0.0.1',
    metricsApps: 0,
    otelEndpoint: undefined,
    otelShare: 100,
    awayMs: 30_000,
    drainMs: 1_000,
    recordsDays: 30,
    recordsRows: 100_000,
    qualityReports: true,
    qualityDays: 7,
    qualityRows: 100_000,
    ...more,
  };
}

/** Errors as their text, so that a test can read what was logged about them. */
const shown = (_key: string, value: unknown): unknown =>
  value instanceof Error ? `${value.stack} ${String(value.cause)}` : value;
