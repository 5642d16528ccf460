import type { ServerApiRates } from './serverApiRates.ts';

/** Everything an operator can choose, checked. `options.ts` says what each one means. */
export type Config = {
  port: number;
  host: string;
  /** undefined: found by `announcedAddress()`. */
  announcedAddress: string | undefined;
  /** undefined: found by `mediaAddresses()`. */
  mediaHost: string | undefined;
  mediaPort: number;
  workers: number;
  /** Absolute. */
  dataDir: string;
  /** Absolute; undefined: in the data folder. */
  secretKeyFile: string | undefined;
  /** The key itself, in place of a file; several are separated by commas or blanks, the first one seals. */
  secretKey: string | undefined;
  tls: Tls;
  dev: boolean;
  logLevel: LogLevel;
  /** STUN and TURN servers that clients may use on their way to the media; empty for none. */
  turnUrls: string[];
  /** What a TURN server makes and checks passwords with (coturn: static-auth-secret); undefined for STUN only. */
  turnSecret: string | undefined;
  /** Whether callbacks may go to loopback, private and link-local addresses. */
  callbackAllowPrivate: boolean;
  /** Signalling sockets of one address. */
  socketsPerAddress: number;
  /** Signalling sockets on which nobody has logged in yet, all together. */
  unauthenticatedSockets: number;
  /** Logins of one address per second, in the long run. */
  loginsPerAddress: number;
  /** Of the documented rates of the server API, in percent. */
  serverApiRate: number;
  /** Calls per second and app of actions that have another rate than the documented one. */
  serverApiRates: ServerApiRates;
  /** Peers believed about whom they speak for: addresses, ranges, `loopback`, `private`. */
  trustedProxies: string[];
  /** What has to be shown to read the figures; undefined lets this machine alone read them. */
  metricsToken: string | undefined;
  /** undefined: figures are on `port`. */
  metricsPort: number | undefined;
  metricsHost: string;
  /** How many apps have figures of their own. */
  metricsApps: number;
  /** Where traces go (OTLP over HTTP), without a path; undefined for none. */
  otelEndpoint: string | undefined;
  /** Of 100 things so many are traced. */
  otelShare: number;
  awayMs: number;
  drainMs: number;
  /** How long it is kept who was in which room; 0: not at all. */
  recordsDays: number;
  /** How long clients' measurements are kept. */
  qualityDays: number;
  /** At most so many rows of each. */
  recordsRows: number;
  qualityRows: number;
  /** Whether clients are asked to tell what they measure. */
  qualityReports: boolean;
};

/** `cert` and `key` are absolute paths of PEM files. */
export type Tls = 'off' | 'self-signed' | { cert: string; key: string };

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** A configuration that cannot be used; every problem is one line that names the option and where its value came from. */
export class ConfigError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
