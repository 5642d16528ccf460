import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ConfigError, loadConfig } from './loadConfig.ts';
import { mediaAddresses } from './mediaAddresses.ts';
import { environmentNameOf, keyOf, optionNames, options } from './options.ts';

const folders: string[] = [];
function file(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'liuyun-config-'));
  folders.push(folder);
  const path = join(folder, 'config.yaml');
  writeFileSync(path, text);
  return path;
}
afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true });
});

function problemsOf(argv: string[], env: Record<string, string> = {}): string[] {
  try {
    loadConfig(argv, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('[CONFIG-1] without any option the cloud is for this machine only', () => {
    expect(loadConfig([], {})).toEqual({
      port: 8080,
      host: '127.0.0.1',
      announcedAddress: undefined,
      mediaHost: undefined,
      mediaPort: 44_000,
      workers: availableParallelism(),
      turnUrls: [],
      turnSecret: undefined,
      dataDir: resolve('.liuyun'),
      secretKeyFile: undefined,
      secretKey: undefined,
      tls: 'off',
      dev: false,
      logLevel: 'info',
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
      metricsApps: 10,
      otelEndpoint: undefined,
      otelShare: 100,
      awayMs: 30_000,
      drainMs: 10_000,
      recordsDays: 30,
      recordsRows: 5_000_000,
      qualityReports: true,
      qualityDays: 7,
      qualityRows: 10_000_000,
    });
  });

  it('[CONFIG-2] a flag wins over the environment, the environment over the file, the file over the standard value', () => {
    const path = file('port: 1\nmedia-port: 1\nworkers: 1\n');
    const env = { LIUYUN_PORT: '2', LIUYUN_MEDIA_PORT: '2' };
    const config = loadConfig(['--config', path, '--port', '3'], env);
    expect(config).toMatchObject({ port: 3, mediaPort: 2, workers: 1, host: '127.0.0.1' });
    expect(loadConfig([], { LIUYUN_CONFIG: path })).toMatchObject({ port: 1, mediaPort: 1, workers: 1 });
  });

  it('[CONFIG-3] every option is taken from all three places', () => {
    const samples: { [N in (typeof optionNames)[number]]: [text: string, meaning: unknown] } = {
      port: ['0', 0],
      host: ['0.0.0.0', '0.0.0.0'],
      announcedAddress: ['call.example.org', 'call.example.org'],
      mediaHost: ['192.0.2.1', '192.0.2.1'],
      mediaPort: ['50000', 50_000],
      workers: ['3', 3],
      turnUrls: ['turn:t.example.org:3478,stun:s.example.org', ['turn:t.example.org:3478', 'stun:s.example.org']],
      turnSecret: ['north', 'north'],
      dataDir: ['/var/lib/liuyun', '/var/lib/liuyun'],
      secretKeyFile: ['k', resolve('k')],
      secretKey: ['ab'.repeat(32), 'ab'.repeat(32)],
      tls: ['c.pem, k.pem', { cert: resolve('c.pem'), key: resolve('k.pem') }],
      dev: ['true', true],
      logLevel: ['debug', 'debug'],
      callbackAllowPrivate: ['on', true],
      socketsPerAddress: ['5', 5],
      unauthenticatedSockets: ['6', 6],
      loginsPerAddress: ['7', 7],
      serverApiRate: ['250', 250],
      serverApiRates: ['KickoutUser=200, CloseRoom=0.5', { KickoutUser: 200, CloseRoom: 0.5 }],
      trustedProxies: ['10.0.0.0/8', ['10.0.0.0/8']],
      metricsToken: ['a token of some length', 'a token of some length'],
      metricsPort: ['9100', 9_100],
      metricsHost: ['10.0.0.5', '10.0.0.5'],
      metricsApps: ['5', 5],
      otelEndpoint: ['http://127.0.0.1:4318', 'http://127.0.0.1:4318'],
      otelShare: ['10', 10],
      awayMs: ['5000', 5_000],
      drainMs: ['0', 0],
      recordsDays: ['1', 1],
      recordsRows: ['2000', 2_000],
      qualityReports: ['off', false],
      qualityDays: ['2', 2],
      qualityRows: ['3000', 3_000],
    };
    for (const name of optionNames) {
      const [text, meaning] = samples[name];
      const flag = options[name].value === '' ? [`--${keyOf(name)}`] : [`--${keyOf(name)}`, text];
      expect(loadConfig(flag, {})[name], 'flag').toEqual(meaning);
      expect(loadConfig([], { [environmentNameOf(name)]: text })[name], 'environment').toEqual(meaning);
      expect(loadConfig(['--config', file(`${keyOf(name)}: ${text}\n`)], {})[name], 'file').toEqual(meaning);
    }
  });

  it('[CONFIG-4] a wrong value is named with its option, its place and what would be right, all of them at once', () => {
    const path = file('# mine\nlog-level: loud\ntls: {cert: x}\n');
    expect(problemsOf(['--config', path, '--port', '70000'], { LIUYUN_WORKERS: 'many' })).toEqual([
      'port must be a whole number from 0 to 65535, not "70000" (flag --port)',
      'workers must be a whole number from 1 to 256, or auto, not "many" (environment variable LIUYUN_WORKERS)',
      `tls must be off, self-signed, or CERT,KEY (in the file also {cert: …, key: …}), not {"cert":"x"} (${path} line 3)`,
      `log-level must be one of fatal, error, warn, info, debug, trace, silent, not "loud" (${path} line 2)`,
    ]);
  });

  it('[CONFIG-5] values out of range or of the wrong kind are refused', () => {
    const wrong: [string, string][] = [
      ['--port', '-1'],
      ['--port', '80.5'],
      ['--port', ''],
      ['--port', '0x50'],
      ['--port', '65536'],
      ['--host', 'example.org'],
      ['--host', ''],
      ['--announced-address', '0.0.0.0'],
      ['--trusted-proxies', '10.0.0.0/33'],
      ['--trusted-proxies', '10.0.0/8'],
      ['--trusted-proxies', 'proxy.example.org'],
      ['--metrics-token', 'short'],
      ['--otel-endpoint', 'ftp://x'],
      ['--otel-endpoint', 'http://user:pass@x'],
      ['--otel-share', '0'],
      ['--metrics-port', '65536'],
      ['--announced-address', 'http://example.org'],
      ['--announced-address', 'a b'],
      ['--media-port', 'any'],
      ['--workers', '0'],
      ['--workers', '257'],
      ['--turn-urls', 'https://turn.example.org'],
      ['--turn-urls', 'turn:a b'],
      ['--turn-secret', ''],
      ['--data-dir', ''],
      ['--tls', 'on'],
      ['--tls', 'only-one.pem'],
      ['--tls', 'a,b,c'],
      ['--away-ms', '4999'],
      ['--away-ms', '100001'],
      ['--log-level', 'INFO'],
    ];
    for (const [flag, value] of wrong) expect(problemsOf([`${flag}=${value}`]), `${flag}=${value}`).toHaveLength(1);
    for (const line of ['port: "eighty"', 'port: null', 'port: [1]', 'dev: 2', 'host: 5', 'data-dir: {}']) {
      expect(problemsOf(['--config', file(line)]), line).toHaveLength(1);
    }
  });

  it('[CONFIG-6] an unknown option is an error with a suggestion, wherever it stands', () => {
    const path = file('media-prot: 1\nwhatever: 1\n');
    expect(problemsOf(['--prot', '1', '--annouced-address=x', '--quite-else'])).toEqual([
      '--prot is not an option here; did you mean --port?',
      '--annouced-address is not an option here; did you mean --announced-address?',
      '--quite-else is not an option here',
    ]);
    expect(problemsOf(['--config', path])).toEqual([
      `"media-prot" is not an option; did you mean media-port? (${path} line 1)`,
      `"whatever" is not an option (${path} line 2)`,
    ]);
    expect(problemsOf([], { LIUYUN_MEDIAPORT: '1' })).toEqual([
      'the environment variable LIUYUN_MEDIAPORT is not an option; did you mean LIUYUN_MEDIA_PORT?',
    ]);
  });

  it("[CONFIG-7] variables of other programs are left alone, Kubernetes' LIUYUN_PORT=tcp://… among them", () => {
    const env = {
      LIUYUN_PORT: 'tcp://10.0.0.1:8080',
      LIUYUN_PORT_8080_TCP_ADDR: '10.0.0.1',
      LIUYUN_SERVICE_HOST: 'x',
      LIUYUN_CACHE_DIR: '/c',
    };
    expect(loadConfig([], env)).toMatchObject({ port: 8080 });
    expect(loadConfig([], { LIUYUN_PORT: '' })).toMatchObject({ port: 8080 });
  });

  it('[CONFIG-8] a flag without its value, a switch with one, and a stray word are refused', () => {
    expect(problemsOf(['--port'])).toEqual(['--port needs a value']);
    expect(problemsOf(['--port', '--dev'])).toEqual(['--port needs a value (if it is --dev, write --port=--dev)']);
    expect(problemsOf(['--dev=yes'])).toEqual(['--dev is a switch and takes no value']);
    expect(problemsOf(['stray'])).toEqual(['"stray" is not expected here; options begin with --']);
    expect(loadConfig(['--dev', '--no-dev'], {}).dev).toBe(false);
  });

  it('[CONFIG-9] a file that is missing or is not YAML is named', () => {
    expect(problemsOf(['--config', '/nowhere/liuyun.yaml'])).toEqual([
      'the configuration file /nowhere/liuyun.yaml cannot be read (ENOENT)',
    ]);
    for (const text of ['port: [', '- port', 'just words', 'port: 1\nport: 2']) {
      const path = file(text);
      expect(problemsOf(['--config', path])[0], text).toContain(path);
    }
    expect(loadConfig(['--config', file('# nothing yet\n')], {})).toEqual(loadConfig([], {}));
  });

  it('[CONFIG-10] media listens where the host does unless told otherwise, and localhost is 127.0.0.1', () => {
    const hosts = (...flags: string[]) => {
      const config = loadConfig(flags, {});
      return [config.host, mediaAddresses(config, () => ({})).host];
    };
    expect(hosts('--host', '0.0.0.0')).toEqual(['0.0.0.0', '0.0.0.0']);
    expect(hosts('--media-host', '0.0.0.0')).toEqual(['127.0.0.1', '0.0.0.0']);
    expect(hosts('--media-host', 'localhost')).toEqual(['127.0.0.1', '127.0.0.1']);
    expect(hosts('--host', 'localhost')).toEqual(['127.0.0.1', '127.0.0.1']);
    expect(hosts('--host=::1')).toEqual(['::1', '::1']);
  });

  it('[CONFIG-12] proxies are addresses, ranges, loopback or private; none is nobody', () => {
    const proxies = (value: string) => loadConfig(['--trusted-proxies', value], {}).trustedProxies;
    expect(proxies('10.0.0.0/8, 2001:db8::/32 ,private')).toEqual(['10.0.0.0/8', '2001:db8::/32', 'private']);
    expect(proxies('none')).toEqual([]);
    const path = file('trusted-proxies: [loopback, 192.0.2.1]\nmetrics-port: 9100\n');
    expect(loadConfig(['--config', path], {})).toMatchObject({ trustedProxies: ['loopback', '192.0.2.1'], metricsPort: 9100 });
  });

  it('[CONFIG-13] a wrong secret is not repeated', () => {
    expect(problemsOf(['--metrics-token', 'hush']).join()).not.toContain('hush');
    expect(problemsOf(['--secret-key', 'hush']).join()).toMatch(/^secret-key must be 64 (?!.*hush)/);
  });

  it('[CONFIG-14] rates of the server API name actions that there are, each with a figure', () => {
    const rates = (text: string) => loadConfig(['--server-api-rates', text], {}).serverApiRates;
    expect(rates('none')).toEqual({});
    const path = file('server-api-rates:\n  CloseRoom: 5\n  KickoutUser: 0.5\n');
    expect(loadConfig(['--config', path], {}).serverApiRates).toEqual({ CloseRoom: 5, KickoutUser: 0.5 });
    const wrong: [string, RegExp][] = [
      ['KickUser=5', /must name actions \("KickUser" is none/],
      ['KickoutUsr=5', /did you mean KickoutUser\?/],
      ['CloseRoom', /must be like KickoutUser=200/],
      ['CloseRoom=0', /from 0\.1 to 100000 per second, not "CloseRoom=0" \(flag --server-api-rates\)/],
      ['CloseRoom=1e9', /must be like/],
      ['CloseRoom=1.2.3', /must give rates/],
      ['__proto__=1', /must name actions/],
    ];
    for (const [text, why] of wrong) expect(problemsOf(['--server-api-rates', text]).join()).toMatch(why);
    for (const text of ['[CloseRoom]', '5', '{CloseRoom: many}', '{CloseRoom: [5]}'])
      expect(problemsOf(['--config', file(`server-api-rates: ${text}\n`)])).toHaveLength(1);
    expect(problemsOf(['--server-api-rate', '0'])).toHaveLength(1);
  });

  it('[CONFIG-11] the example file lists exactly the options there are, each with its standard value', () => {
    const path = resolve(import.meta.dirname, '../../deploy/config.example.yaml');
    const listed = parse(readFileSync(path, 'utf8')) as { [key: string]: unknown };
    expect(listed).toEqual(Object.fromEntries(optionNames.map((name) => [keyOf(name), options[name].standard])));
    expect(loadConfig(['--config', path], {})).toEqual(loadConfig([], {}));
  });
});
