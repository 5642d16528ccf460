import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { AWAY_MS } from '@liuyun/protocol/limits';
import { z } from 'zod';
import { type Config, logLevels, type Tls } from './Config.ts';
import { collectorUrl } from './collectorUrl.ts';
import { proxies } from './proxies.ts';
import { serverApiRates } from './serverApiRates.ts';

/** One thing an operator can choose. Its flag, environment variable and key in the file all follow from its name. */
type Option<T> = {
  /** Takes text (flag, environment) or a YAML value. Its messages complete the sentence "port …". */
  schema: z.ZodType<T>;
  /** As it would be written in the file; checked by `schema` like any other value. */
  standard: unknown;
  /** What stands for the value in `--help`; '' for a switch. */
  value: string;
  about: string;
};

/** Every option, in the order in which the help and the example file show them. */
export const options: { [N in keyof Config]: Option<Config[N]> } = {
  port: {
    schema: wholeNumber(0, 65_535),
    standard: 8080,
    value: 'PORT',
    about: 'TCP port of web pages and signalling; 0 takes any free one',
  },
  host: {
    schema: address(),
    standard: '127.0.0.1',
    value: 'ADDRESS',
    about: 'address to listen on; 0.0.0.0 lets other machines in',
  },
  announcedAddress: {
    schema: auto(hostName(), () => undefined),
    standard: 'auto',
    value: 'ADDRESS',
    about: 'address or name that browsers send media to; auto finds one',
  },
  mediaHost: {
    schema: auto(address(), () => undefined),
    standard: 'auto',
    value: 'ADDRESS',
    about: 'address to listen on for media; auto takes --host, and beside loopback an own address for Firefox',
  },
  mediaPort: {
    schema: wholeNumber(0, 65_535),
    standard: 44_000,
    value: 'PORT',
    about: 'first UDP and TCP port of media, one for each worker; 0 takes any free ones',
  },
  workers: {
    schema: auto(wholeNumber(1, 256), () => availableParallelism()),
    standard: 'auto',
    value: 'COUNT',
    about: 'media worker processes; auto starts one for each core',
  },
  turnUrls: {
    schema: iceUrls(),
    standard: [],
    value: 'URLS',
    about: 'STUN and TURN servers for clients behind strict firewalls: turn:turn.example.org:3478,turns:…',
  },
  turnSecret: {
    schema: auto(text(), () => undefined, 'none'),
    standard: 'none',
    value: 'SECRET',
    about: "the TURN server's shared secret, from which each user gets a password for a day",
  },
  dataDir: {
    schema: text().transform((path) => resolve(path)),
    standard: '.liuyun',
    value: 'FOLDER',
    about: 'where apps, secrets and certificates are kept',
  },
  secretKeyFile: {
    schema: auto(
      text().transform((path) => resolve(path)),
      () => undefined,
    ),
    standard: 'auto',
    value: 'FILE',
    about: 'the key that secrets in the database are encrypted with; auto is secret.key in the data folder',
  },
  secretKey: {
    schema: auto(secretKeys(), () => undefined, 'none'),
    standard: 'none',
    value: 'KEY',
    about: 'that key itself, in place of a file: 64 hexadecimal digits; better as a variable than as a flag',
  },
  tls: {
    schema: tls(),
    standard: 'off',
    value: 'TLS',
    about: 'off, self-signed, or CERT,KEY: two PEM files',
  },
  dev: {
    schema: onOff(),
    standard: false,
    value: '',
    about: 'create an app on first start and print its secrets and a ready link',
  },
  logLevel: {
    schema: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }),
    standard: 'info',
    value: 'LEVEL',
    about: logLevels.join(', '),
  },
  callbackAllowPrivate: {
    schema: onOff(),
    standard: false,
    value: '',
    about: "send callbacks also to this machine's own and private addresses",
  },
  socketsPerAddress: {
    schema: wholeNumber(1, 1_000_000),
    standard: 2_000,
    value: 'COUNT',
    about: 'connections of clients from one address (IPv6: one /64); a whole company may be behind one',
  },
  unauthenticatedSockets: {
    schema: wholeNumber(1, 1_000_000),
    standard: 10_000,
    value: 'COUNT',
    about: 'connections on which nobody has logged in yet, of all addresses; each is closed after 10 s',
  },
  loginsPerAddress: {
    schema: wholeNumber(1, 1_000_000),
    standard: 100,
    value: 'COUNT',
    about: 'logins from one address per second; ten times as many at once',
  },
  serverApiRate: {
    schema: wholeNumber(1, 100_000),
    standard: 100,
    value: 'PERCENT',
    about: 'how often apps may call the server API, in percent of the documented rates',
  },
  serverApiRates: {
    schema: serverApiRates(),
    standard: 'none',
    value: 'RATES',
    about: 'calls per second of single actions, whatever the percentage: KickoutUser=200,DescribeUserNum=50',
  },
  trustedProxies: {
    schema: proxies(),
    standard: ['loopback'],
    value: 'ADDRESSES',
    about: 'reverse proxies that are believed about whom they speak for (X-Forwarded-For); or none',
  },
  metricsToken: {
    schema: auto(text().min(16, { error: 'must have 16 characters or more' }), () => undefined, 'none'),
    standard: 'none',
    value: 'TOKEN',
    about: 'what has to be shown for /metrics (Authorization: Bearer …); none: only this machine may ask',
  },
  metricsPort: {
    schema: auto(wholeNumber(0, 65_535), () => undefined, 'off'),
    standard: 'off',
    value: 'PORT',
    about: 'a TCP port of its own for /metrics; off: the port of everything else',
  },
  metricsHost: {
    schema: address(),
    standard: '127.0.0.1',
    value: 'ADDRESS',
    about: 'address to listen on with --metrics-port',
  },
  metricsApps: {
    schema: wholeNumber(0, 1_000),
    standard: 10,
    value: 'COUNT',
    about: 'how many apps, the busiest, have figures of their own',
  },
  otelEndpoint: {
    schema: auto(collectorUrl(), () => undefined, 'off'),
    standard: 'off',
    value: 'URL',
    about: 'OpenTelemetry collector for traces, OTLP over HTTP: http://127.0.0.1:4318',
  },
  otelShare: {
    schema: wholeNumber(1, 100),
    standard: 100,
    value: 'PERCENT',
    about: 'how many of a hundred requests are traced',
  },
  awayMs: {
    schema: wholeNumber(5_000, 100_000),
    standard: AWAY_MS,
    value: 'MS',
    about: 'how long a user whose connection broke keeps their place, for apps created from now on',
  },
  drainMs: {
    schema: wholeNumber(0, 86_400_000),
    standard: 10_000,
    value: 'MS',
    about: 'how long a stopping server waits for its users to leave',
  },
  recordsDays: {
    schema: wholeNumber(0, 3_650),
    standard: 30,
    value: 'DAYS',
    about: 'how long it is kept who was in which room, published and played; 0 keeps no records of calls',
  },
  recordsRows: {
    schema: wholeNumber(1_000, 100_000_000),
    standard: 5_000_000,
    value: 'COUNT',
    about: 'rows of such records that are kept at most; the oldest go first',
  },
  qualityReports: {
    schema: onOff(),
    standard: true,
    value: 'ON',
    about: 'whether clients tell every 10 s how good their streams are: on or off',
  },
  qualityDays: {
    schema: wholeNumber(0, 3_650),
    standard: 7,
    value: 'DAYS',
    about: 'how long what they tell is kept',
  },
  qualityRows: {
    schema: wholeNumber(1_000, 1_000_000_000),
    standard: 10_000_000,
    value: 'COUNT',
    about: 'rows of it that are kept at most, about 60 bytes each; the oldest go first',
  },
};

export type OptionName = keyof Config;

export const optionNames = Object.keys(options) as OptionName[];

/** `mediaPort` → `media-port`: the flag without its dashes, and the key in the file. */
export function keyOf(name: OptionName): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `mediaPort` → `LIUYUN_MEDIA_PORT`. */
export function environmentNameOf(name: OptionName): string {
  return `LIUYUN_${keyOf(name).replaceAll('-', '_').toUpperCase()}`;
}

function wholeNumber(least: number, most: number): z.ZodType<number> {
  const error = `must be a whole number from ${least} to ${most}`;
  const numeral = (value: unknown) => (typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value);
  return z.preprocess(numeral, z.int({ error }).min(least, { error }).max(most, { error }));
}

function text(): z.ZodString {
  const error = 'must be text, not empty';
  return z.string({ error }).min(1, { error });
}

function address(): z.ZodType<string> {
  const fits = (value: string) => value === 'localhost' || isIP(value) !== 0;
  return text().refine(fits, { error: 'must be an IP address or localhost' });
}

function hostName(): z.ZodType<string> {
  const name = /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/;
  const unspecified = (value: string) => value === '0.0.0.0' || value === '::';
  return text().refine((value) => !unspecified(value) && (isIP(value) !== 0 || name.test(value)), {
    error: 'must be an IP address or a host name that browsers can reach',
  });
}

/** The word `auto` (or another), or what `schema` takes. */
function auto<T, A>(schema: z.ZodType<T>, found: () => A, word = 'auto'): z.ZodType<T | A> {
  return z.unknown().transform((value, context): T | A => {
    if (value === word) return found();
    const checked = schema.safeParse(value);
    if (checked.success) return checked.data;
    const message = checked.error.issues[0]?.message ?? 'is wrong';
    context.addIssue({ code: 'custom', message: `${message}, or ${word}` });
    return z.NEVER;
  });
}

/** Keys of 64 hexadecimal digits, the first one first. */
function secretKeys(): z.ZodType<string> {
  const error = 'must be 64 hexadecimal digits (several keys: separated by commas)';
  return z.string({ error }).regex(/^\s*[0-9a-f]{64}([\s,]+[0-9a-f]{64})*\s*$/i, { error });
}

/** URLs of RFC 7064 (`stun:`) and RFC 7065 (`turn:`), as a list or separated by commas. */
function iceUrls(): z.ZodType<string[]> {
  const error = 'must be URLs like turn:turn.example.org:3478?transport=udp, separated by commas';
  const url = z.string({ error }).regex(/^(stuns?|turns?):[A-Za-z0-9.\-[\]:]{1,253}(\?transport=(udp|tcp))?$/, { error });
  const split = (value: unknown) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== '')
      : value;
  return z.preprocess(split, z.array(url, { error }).max(16, { error }));
}

function onOff(): z.ZodType<boolean> {
  const words: { [word: string]: boolean } = {
    true: true,
    yes: true,
    on: true,
    1: true,
    false: false,
    no: false,
    off: false,
    0: false,
  };
  const meaning = (value: unknown) => (typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : value);
  return z.preprocess(meaning, z.boolean({ error: 'must be true or false' }));
}

/** YAML reads a bare `off` as text, but older parsers and people write `false`. */
function tls(): z.ZodType<Tls> {
  const error = 'must be off, self-signed, or CERT,KEY (in the file also {cert: …, key: …})';
  const files = (cert: string, key: string) => ({ cert: resolve(cert), key: resolve(key) });
  return z.unknown().transform((value, context): Tls => {
    if (value === 'off' || value === false) return 'off';
    if (value === 'self-signed') return value;
    const [cert, key, ...rest] = typeof value === 'string' ? value.split(',').map((path) => path.trim()) : [];
    if (cert && key && rest.length === 0) return files(cert, key);
    const pair = z.strictObject({ cert: text(), key: text() }).safeParse(value);
    if (pair.success) return files(pair.data.cert, pair.data.key);
    context.addIssue({ code: 'custom', message: error });
    return z.NEVER;
  });
}
