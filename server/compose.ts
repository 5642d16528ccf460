import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Clock, type RandomSource, randomHex, Scope, systemClock, systemRandom } from '@liuyun/kit';
import type { Config } from './config/Config.ts';
import { type MediaAddresses, mediaAddresses } from './config/mediaAddresses.ts';
import { loadTls } from './config/tls.ts';
import { TrustedProxies } from './gateways/addressOf.ts';
import type { Folders } from './gateways/http/addPages.ts';
import { HttpGateway, type HttpLimits } from './gateways/http/HttpGateway.ts';
import { addServerApi, rewriteServerApi } from './gateways/rest/addServerApi.ts';
import { addServerApiDocs } from './gateways/rest/addServerApiDocs.ts';
import { SIGNALLING_PATH, SignallingGateway } from './gateways/signalling/SignallingGateway.ts';
import type { SignallingLimits } from './gateways/signalling/SignallingLimits.ts';
import { keepRecords, qualityReportMs } from './keepRecords.ts';
import { createLog } from './log.ts';
import { logFacts } from './logFacts.ts';
import type { MediaEngine } from './media/MediaEngine.ts';
import { createMediasoupEngine } from './media/mediasoup/createMediasoupEngine.ts';
import { workerBin } from './media/mediasoup/worker/workerBin.ts';
import { type ConsoleOverrides, openConsole } from './openConsole.ts';
import { openMetrics } from './openMetrics.ts';
import { openStores, type StoreOverrides } from './openStores.ts';
import { openTraces } from './openTraces.ts';
import type { Desk } from './operations/admin/Desk.ts';
import type { Cloud, Log } from './operations/Cloud.ts';
import { openCallbacks } from './operations/callbacks/openCallbacks.ts';
import { createApp } from './operations/createApp.ts';
import { drain, usersPresent } from './operations/drain.ts';
import { loadRules } from './operations/loadRules.ts';
import { openCloud } from './operations/openCloud.ts';
import type { Records } from './operations/records/openRecords.ts';
import { orStartFailed, StartFailed } from './StartFailed.ts';
import { at, startReport, staysHere } from './startReport.ts';
import type { AppRecord, AppStore } from './stores/AppStore.ts';
import type { RecordStore } from './stores/RecordStore.ts';
import { turnCredentials } from './turnCredentials.ts';
import { HttpWebhookSender } from './webhooks/http/HttpWebhookSender.ts';
import type { WebhookSender } from './webhooks/WebhookSender.ts';

/** What tests put in place of the real thing. */
export type Overrides = ConsoleOverrides &
  StoreOverrides & {
    clock?: Clock;
    random?: RandomSource;
    log?: Log;
    /** Closed with the server. */
    engine?: MediaEngine;
    /** Closed with the server; in memory where only `store` is given. */
    recordStore?: RecordStore;
    /** Closed with the server. */
    webhooks?: WebhookSender;
    limits?: Partial<SignallingLimits>;
    httpLimits?: Partial<HttpLimits>;
    folders?: Partial<Folders & { console: string }>;
  };

export type RunningServer = {
  /** Where a person on this machine opens the pages. */
  url: string;
  signallingUrl: string;
  /** The app of `--dev`. */
  app: AppRecord | undefined;
  /** The quick start with its start key; only in `--dev`. */
  startLink: string | undefined;
  /** The console; while it has no administrator, with the key that makes the first one. */
  consoleLink: string;
  console: Desk;
  report: string;
  cloud: Cloud;
  /** Where figures are when they have a port of their own. */
  metricsUrl: string | undefined;
  /** Undefined where none are kept. */
  records: Records | undefined;
  /** Open signalling sockets. */
  sockets(): number;
  /** No new logins; tells users; resolves when all have left, after `deadlineMs`, or when `hurry` aborts. */
  drain(deadlineMs: number, hurry?: AbortSignal): Promise<void>;
  /** Closes everything, newest first. Every call gives the same promise. */
  close(): Promise<void>;
};

/** What is served lies beside the server: in the repository and in a package alike, one of the next folders up has `apps`. */
function folderOf(path: string): string {
  const ups = ['../', '../../', '../../../'].map((up) => fileURLToPath(new URL(up, import.meta.url)));
  const root = ups.find((folder) => existsSync(join(folder, 'apps'))) ?? ups[0] ?? '';
  return join(root, path);
}

/** Joins the floors and starts the cloud. @throws StartFailed when a port is busy or a worker cannot start; nothing is left then. */
export async function start(config: Config, overrides: Overrides = {}): Promise<RunningServer> {
  const scope = new Scope();
  try {
    return await open(config, overrides, scope);
  } catch (error) {
    await scope.close('start failed').catch(() => {});
    throw error;
  }
}

async function open(config: Config, overrides: Overrides, scope: Scope): Promise<RunningServer> {
  const clock = overrides.clock ?? systemClock;
  const random = overrides.random ?? systemRandom;
  const log = overrides.log ?? createLog({ level: config.logLevel, pretty: config.dev && process.stdout.isTTY === true });
  const addresses = mediaAddresses(config, networkInterfaces);
  const { announced } = addresses;

  const { store, rules: ruleStore, callbacks: callbackStore } = await openStores(config, overrides, scope);
  const app = config.dev ? await devApp(store, { config, random }) : undefined;
  const tls = await loadTls({ ...config, hosts: [config.host, announced.address], now: clock.now() });
  const engine = scope.own(overrides.engine ?? (await openEngine(config, { addresses, log, clock })));
  const sender = overrides.webhooks ?? new HttpWebhookSender({ allowPrivate: config.callbackAllowPrivate });
  const { spans, callbacks: traces } = scope.own(await openTraces(config, log));
  const callbacks = scope.own(await openCallbacks({ store: callbackStore, apps: store, sender, clock, random, log, traces }));
  const { recordStore } = overrides;
  const records = await keepRecords(config, { scope, clock, random, log, recordStore, inMemory: overrides.store !== undefined });
  const { cloud, close: closeCloud } = openCloud({
    store,
    ruleStore,
    engine,
    clock,
    random,
    log,
    rehearsals: config.dev,
    iceServersFor: turnCredentials(config),
    qualityReportMs: qualityReportMs(config),
    step: spans?.step,
  });
  scope.onClose(closeCloud);
  await loadRules(cloud);
  logFacts(cloud, log);
  callbacks.watch(cloud);
  records?.watch(cloud);

  const scheme = tls ? 's' : '';
  let port = config.port;
  const here = at(staysHere(config.host) || !isUnspecified(config.host) ? config.host : 'localhost', 0).slice(0, -2);
  const signallingUrl = () => `ws${scheme}://${here}:${port}${SIGNALLING_PATH}`;
  const startKey = randomHex(random, 32);

  const proxies = new TrustedProxies(config.trustedProxies);

  const console = await openConsole({
    config,
    overrides,
    scope,
    cloud,
    callbacks: callbackStore,
    webhooks: sender,
    records,
    random,
    folder: overrides.folders?.console ?? folderOf('apps/console/dist'),
    secure: tls !== undefined,
    signallingUrl,
    proxies,
  });
  const rates = { percent: config.serverApiRate, perSecond: config.serverApiRates };
  const figures = scope.own(openMetrics(config, { cloud, callbacks, records, spans, sockets: (): number => signalling.sockets }));
  const http = await HttpGateway.open({
    cloud,
    folders: {
      pages: folderOf('apps/pages'),
      samples: folderOf('apps/samples'),
      sdk: folderOf('sdk/web/dist'),
      ...overrides.folders,
    },
    tls,
    alwaysTls: typeof config.tls === 'object',
    // Only loopback is announced, and there is nothing beside it.
    mediaStaysHere: () => announced.reach === 'this machine' && addresses.beside() === undefined,
    start: app && { appID: app.appID, key: startKey, signallingUrl, secure: tls !== undefined, proxies },
    doors: [
      (server) => addServerApi(server, { cloud, observe: figures.serverApi, trace: spans, proxies, rates }),
      (server) => addServerApiDocs(server, rates),
      figures.door,
      ...console.doors,
    ],
    rewriteUrl: rewriteServerApi,
    limits: overrides.httpLimits,
    // Twice: a page opens some for its files, beside the one for signalling.
    connections: { most: 2 * config.socketsPerAddress, proxies },
    upgrade: (request, socket, head) => signalling.upgrade(request, socket, head),
  });
  scope.own(http);
  const signalling = scope.own(
    new SignallingGateway({
      cloud,
      limits: { ...limitsOf(config), ...overrides.limits },
      observer: figures.signalling,
      proxies,
    }),
  );
  port = await listen((host, port) => http.listen(host, port), config);
  const { metricsHost, metricsPort } = config;
  if (metricsPort !== undefined) await listen(figures.listen, { host: metricsHost, port: metricsPort });
  const metricsUrl = figures.url();

  const url = `http${scheme}://${here}:${port}/`;
  const startLink = app && `${url}samples/quick-start/#start=${startKey}`;
  const consoleLink = await console.linkOf(url);
  const { listening } = await engine.describe();
  const report = startReport({
    url,
    consoleLink,
    signallingUrl: signallingUrl(),
    web: { host: config.host, port, secure: tls !== undefined },
    media: listening,
    announced,
    selfSigned: config.tls === 'self-signed',
    app,
    startLink,
  });
  return {
    url,
    signallingUrl: signallingUrl(),
    app,
    startLink,
    consoleLink,
    console: console.desk,
    report,
    cloud,
    metricsUrl,
    records,
    sockets: () => signalling.sockets,
    drain: (deadlineMs, hurry) => drainUntilEmpty(cloud, deadlineMs, hurry),
    close: () => scope.close('server closing'),
  };
}

function limitsOf({ socketsPerAddress, unauthenticatedSockets, loginsPerAddress }: Config): Partial<SignallingLimits> {
  const loginsPerSecondAndAddress = loginsPerAddress;
  return { socketsPerAddress, unauthenticatedSockets, loginsPerSecondAndAddress, loginBurst: 10 * loginsPerAddress };
}

/** The app of the first start; later starts find it again. */
async function devApp(store: AppStore, given: { config: Config; random: RandomSource }): Promise<AppRecord> {
  const [first] = await store.list();
  return first ?? createApp(store, { name: 'Development', keepSessionMs: given.config.awayMs }, { random: given.random });
}

async function openEngine(config: Config, given: { addresses: MediaAddresses; log: Log; clock: Clock }): Promise<MediaEngine> {
  const { addresses, log, clock } = given;
  const { host: listenHost, announced, beside } = addresses;
  const { workers, mediaPort } = config;
  const where = { listenHost, mediaPort, announcedAddress: announced.address, beside };
  return await orStartFailed(() => createMediasoupEngine({ workers, ...where, workerBin: workerBin(), log, clock }));
}

type Listen<T> = (host: string, port: number) => Promise<T>;

async function listen<T>(open: Listen<T>, { host, port }: { host: string; port: number }): Promise<T> {
  try {
    return await open(host, port);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === 'EADDRINUSE')
      throw new StartFailed(`port ${port} is in use on ${host}: stop what uses it, or take another with --port`);
    if (code === 'EACCES') throw new StartFailed(`port ${port} needs more rights: take one above 1023 with --port`);
    if (code === 'EADDRNOTAVAIL') throw new StartFailed(`${host} is not an address of this machine: choose another with --host`);
    throw error;
  }
}

async function drainUntilEmpty(cloud: Cloud, deadlineMs: number, hurry?: AbortSignal): Promise<void> {
  drain(cloud);
  const deadline = performance.now() + deadlineMs;
  while (usersPresent(cloud) > 0 && performance.now() < deadline && !hurry?.aborted) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isUnspecified(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
