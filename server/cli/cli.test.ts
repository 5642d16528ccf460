import { createSocket } from 'node:dgram';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkToken } from '@liuyun/token';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppRecord } from '../stores/AppStore.ts';
import { SqliteCallbackStore } from '../stores/sqlite/SqliteCallbackStore.ts';
import { SqliteRuleStore } from '../stores/sqlite/SqliteRuleStore.ts';
import type { Finding } from './doctor/Finding.ts';
import { runCli } from './runCli.ts';
// Commands are loaded when they are first run. Loaded here, that is not part of the time of the test that happens to be the first.
import './admin.ts';
import './app.ts';
import './backup.ts';
import './callbacks.ts';
import './calls.ts';
import './doctor.ts';
import './restore.ts';
import './secrets.ts';
import './start.ts';
import './token.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'liuyun-cli-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

type Ended = { code: number | null; out: string; err: string };

/** Runs a command line in this process; `cli.itest.ts` runs some as a person would. */
async function liuyun(argv: string[], env: Record<string, string> = {}): Promise<Ended> {
  const ended: Ended = { code: null, out: '', err: '' };
  ended.code = await runCli({
    argv,
    env: { PATH: process.env.PATH, LIUYUN_DATA_DIR: dataDir, ...env },
    out: (line) => (ended.out += `${line}\n`),
    err: (line) => (ended.err += `${line}\n`),
    serve: async (config) => {
      ended.out += JSON.stringify(config);
      return 0;
    },
  });
  return ended;
}

async function createdApp(...argv: string[]): Promise<AppRecord> {
  const { out } = await liuyun(['app', 'create', '--json', ...argv]);
  return JSON.parse(out) as AppRecord;
}

describe('liuyun', () => {
  it('[CLI-1] --help lists the commands, --version is the version, and each command has a help', async () => {
    const { code, out } = await liuyun(['--help']);
    expect(code).toBe(0);
    const words = ['start', 'app', 'token', 'admin', 'doctor'];
    for (const word of words) expect(out).toMatch(new RegExp(`^ {2}${word} `, 'm'));
    expect((await liuyun([])).out).toBe(out);
    expect((await liuyun(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const helps = await Promise.all(words.map((word) => liuyun([word, '--help'])));
    for (const [at, help] of helps.entries())
      expect(help).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`liuyun ${words[at]}`) });
    expect(helps[0]?.out).toContain('--announced-address');
  });

  it('[CLI-2] an unknown command or option is answered with a suggestion and exit code 2', async () => {
    const wrong: [string[], RegExp][] = [
      [['strat'], /"strat" is not a command; did you mean "liuyun start"\?/],
      [['frobnicate'], /"frobnicate" is not a command; "liuyun --help" lists them/],
      [['constructor'], /"constructor" is not a command/],
      [['app', 'creat'], /did you mean "liuyun app create"/i],
      [['app'], /create, list, show, set, rotate-secret or delete\?/],
      [['app', 'list', '--jsno'], /--jsno is not an option here; did you mean --json\?/],
      [['token', '--usre', 'x'], /did you mean --user\?/],
      [['start', '--prot', '1'], /did you mean --port\?/],
      [['doctor', '--port', 'x'], /port must be a whole number/],
    ];
    const ends = await Promise.all(wrong.map(([argv]) => liuyun(argv)));
    for (const [at, { code, out, err }] of ends.entries()) {
      expect(err).toMatch(wrong[at]?.[1] ?? /never/);
      expect(err).not.toMatch(/\n\s+at /);
      expect({ code, out }).toEqual({ code: 2, out: '' });
    }
  });

  it('[CLI-3] an app is created with random credentials, listed, and shown; secrets only when asked for', async () => {
    const made = await createdApp('--name', 'Ann’s "app"; <b>流云</b>');
    expect(made.name).toBe('Ann’s "app"; <b>流云</b>');
    expect(made.appID).toBeGreaterThan(0);
    expect(made.appSign).toMatch(/^[0-9a-f]{64}$/);
    expect(made.serverSecret).toMatch(/^[0-9a-f]{32}$/);
    const id = String(made.appID);
    const { appSign, serverSecret, ...rest } = made;
    const [list, table, show, text, secrets] = await Promise.all([
      liuyun(['app', 'list', '--json']),
      liuyun(['app', 'list']),
      liuyun(['app', 'show', id, '--json']),
      liuyun(['app', 'show', id]),
      liuyun(['app', 'show', id, '--secrets', '--json']),
    ]);
    expect(JSON.parse(list.out)).toEqual([rest]);
    expect(JSON.parse(show.out)).toEqual(rest);
    expect(JSON.parse(secrets.out)).toEqual(made);
    expect(table.out).toContain(id);
    for (const { out } of [list, table, show, text]) {
      expect(out).not.toContain(appSign);
      expect(out).not.toContain(serverSecret);
    }
    expect((await liuyun(['app', 'create'])).out).toMatch(/ServerSecret\s+[0-9a-f]{32}/);
  });

  it('[CLI-4] an app moves here with its AppID and secrets; what is malformed or taken is refused', async () => {
    const known = { appSign: 'a'.repeat(64), serverSecret: 'b'.repeat(32) };
    const argv = ['--id', '12345', '--app-sign', known.appSign, '--server-secret', known.serverSecret];
    expect(await createdApp(...argv)).toMatchObject({ appID: 12345, ...known });
    const wrong: [string[], RegExp][] = [
      [['--id', '12345'], /app 12345 exists already/],
      [['--id', 'abc'], /AppID must be a number/],
      [['--id', '99999999999'], /AppID must be a number/],
      [['--app-sign', 'short'], /AppSign must be 64/],
      [['--server-secret', 'short'], /ServerSecret must be 32/],
      [['--name', 'x'.repeat(200)], /name must have/],
    ];
    for (const [more, message] of wrong)
      expect(await liuyun(['app', 'create', ...more])).toMatchObject({ code: 1, err: expect.stringMatching(message) });
  });

  it('[CLI-5] a folder without apps and an unknown AppID are said, and nothing is created by looking', async () => {
    for (const argv of [
      ['app', 'list'],
      ['app', 'show', '1'],
      ['token', '--app', '1', '--user', 'ann'],
    ]) {
      expect(await liuyun(argv)).toMatchObject({ code: 1, err: expect.stringContaining(`there are no apps in ${dataDir}`) });
    }
    expect(existsSync(join(dataDir, 'liuyun.db'))).toBe(false);
    await createdApp();
    for (const id of ['1', 'abc', '1 OR 1=1', '-1']) {
      expect((await liuyun(['app', 'show', `--`, id])).err, id).toMatch(/there is no app/);
    }
    expect(statSync(join(dataDir, 'liuyun.db')).mode & 0o777).toBe(0o600);
  });

  it('[CLI-6] token prints a token that the cloud takes, limited as asked', async () => {
    const { appID, serverSecret: secret } = await createdApp();
    const token = (...argv: string[]) => liuyun(['token', '--app', String(appID), '--user', 'ann', ...argv]);
    const [basic, limited, cbc] = await Promise.all([
      token(),
      token('--room', 'room1', '--streams', 'a, b', '--no-publish', '--expire', '60', '--json'),
      token('--room', 'room1', '--mode', 'cbc'),
    ]);
    const check = (text: string, roomID: string) =>
      checkToken({ token: text.trim(), appID, userID: 'ann', roomID, secret, now: Date.now(), checkPrivileges: true });
    expect(check(basic.out, 'any')).toMatchObject({ ok: true, token: { mode: 'gcm', payload: '' } });
    expect(check(cbc.out, 'room1')).toMatchObject({
      ok: true,
      token: { mode: 'cbc' },
      privileges: { publish: true, streamIDs: null },
    });
    const said = JSON.parse(limited.out) as { token: string; expiresAt: number };
    expect(said).toMatchObject({
      appID,
      userID: 'ann',
      payload: { room_id: 'room1', privilege: { 1: 1, 2: 0 }, stream_id_list: ['a', 'b'] },
    });
    expect(Math.abs(said.expiresAt - Date.now() / 1000 - 60)).toBeLessThan(20);
    expect(check(said.token, 'room1')).toMatchObject({
      ok: true,
      privileges: { roomID: 'room1', publish: false, streamIDs: ['a', 'b'] },
    });
    expect(check(said.token, 'room2')).toEqual({ ok: false, failure: 'LOGIN_REFUSED' });
  });

  it('[CLI-7] a token that could not be meant is refused before anything is opened', async () => {
    const wrong: [string[], RegExp][] = [
      [['--user', 'ann'], /which app\?/],
      [['--app', '1'], /which user\?/],
      [['--app', '1', '--user', 'a b'], /--user: user ID has an illegal character/],
      [['--app', '1', '--user', 'x'.repeat(65)], /--user: user ID longer/],
      [['--app', '1', '--user', 'ann', '--room', 'ä'], /--room: room ID has an illegal/],
      [['--app', '1', '--user', 'ann', '--room', 'r', '--streams', 'a,,b'], /--streams: stream ID missing/],
      [['--app', '1', '--user', 'ann', '--streams', 'a'], /need --room/],
      [['--app', '1', '--user', 'ann', '--no-publish'], /need --room/],
      [['--app', '1', '--user', 'ann', '--expire', '0'], /--expire must be/],
      [['--app', '1', '--user', 'ann', '--expire', '1700000000000'], /--expire must be/],
      [['--app', '1', '--user', 'ann', '--mode', 'ecb'], /--mode must be/],
    ];
    const ends = await Promise.all(wrong.map(([argv]) => liuyun(['token', ...argv])));
    for (const [at, end] of ends.entries())
      expect(end).toMatchObject({ code: 2, out: '', err: expect.stringMatching(wrong[at]?.[1] ?? /never/) });
  });

  it('[CLI-8] a database that cannot be opened is said in one line', async () => {
    writeFileSync(join(dataDir, 'liuyun.db'), 'no database'.repeat(100));
    const { code, err } = await liuyun(['app', 'list']);
    expect(code).toBe(1);
    expect(err).toMatch(/^liuyun: the database \S+liuyun\.db cannot be opened: file is not a database\n$/);
  });

  it('[CLI-9] what others wrote cannot drive the terminal', async () => {
    const { err } = await liuyun(['\u001b[2Jstart', '--x']);
    expect(err).not.toContain('\u001b');
    expect((await liuyun(['start', '--\u001b]0;title\u0007'])).err).toMatch(/^[^\p{Cc}]+\n$/u);
  });

  it('[CLI-13] an app is changed as asked, and only so', async () => {
    const { appSign: _, serverSecret: __, ...made } = await createdApp();
    const id = String(made.appID);
    const argv = ['--strict-expiry', 'on', '--check-privileges', 'off', '--keep-ms', '60000', '--json'];
    const options = {
      tokenOnly: false,
      strictTokenExpiry: true,
      checkPrivileges: false,
      keepSessionMs: 60_000,
      maxUsers: 0,
      maxRooms: 0,
      maxUsersPerRoom: 0,
      maxStreamsPerUser: 20,
      maxPlaysPerUser: 50,
      serverApiRate: 100,
    };
    expect(JSON.parse((await liuyun(['app', 'set', id, ...argv])).out)).toEqual({ ...made, options });
    expect(JSON.parse((await liuyun(['app', 'show', id, '--json'])).out)).toEqual({ ...made, options });
    expect(await liuyun(['app', 'set', id, '--token-only', 'maybe'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/on or off/),
    });
    expect(await liuyun(['app', 'set', id, '--keep-ms', '1'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/5000 to 100000/),
    });
    expect(await liuyun(['app', 'set'])).toMatchObject({ code: 2, err: expect.stringMatching(/which app/) });
  });

  it('[CLI-15] callbacks are set, listed and replayed; their secret is shown only when asked for', async () => {
    const id = String((await createdApp()).appID);
    const url = 'https://app.example/callbacks';
    const set = await liuyun(['app', 'set', id, '--callback-url', url, '--callback-secret', 'north-wind']);
    expect(set.out).toContain(url);
    expect(set.out + (await liuyun(['app', 'show', id, '--json'])).out).not.toContain('north-wind');
    expect((await liuyun(['app', 'show', id, '--secrets'])).out).toContain('north-wind');
    expect((await liuyun(['callbacks', 'list'])).out).toBe('none\n');
    const store = await SqliteCallbackStore.open(dataDir);
    const failed = { appID: Number(id), roomID: 'r\u001b', streamID: null, event: 'room_login', fields: '{"a":1}', createdAt: 1 };
    await store.write({ add: [{ ...failed, error: 'HTTP 500' }], opened: [], closed: [] });
    expect((await liuyun(['callbacks', 'list', '--app', id, '--state', 'failed'])).out).toMatch(
      /room_login +r.u\{1b\} +failed +0 +HTTP 500/,
    );
    expect(await liuyun(['callbacks', 'replay', '1', 'all'])).toMatchObject({ code: 1 });
    expect(await liuyun(['callbacks', 'replay', id])).toMatchObject({ code: 2 });
    expect((await liuyun(['callbacks', 'replay', id, '1'])).out).toMatch(/1 callback waits/);
    expect(JSON.parse((await liuyun(['callbacks', 'list', '--json'])).out)).toMatchObject([
      { state: 'waiting', fields: { a: 1 } },
    ]);
    await store.close();
    expect((await liuyun(['app', 'set', id, '--callback-url', 'none'])).out).not.toContain(url);
  });

  it('[CLI-18] an app is deleted by who says its name too', async () => {
    const { appID } = await createdApp('--name', 'Old');
    const other = await createdApp('--name', 'Other');
    const rules = SqliteRuleStore.open(dataDir);
    const rule = { kind: 'stream' as const, streamID: 's', createdAt: 1, expiresAt: null };
    for (const its of [appID, other.appID]) await rules.put(its, rule);
    expect(await liuyun(['app', 'delete', String(appID)])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--name "Old"'),
    });
    expect(await liuyun(['app', 'delete', String(appID), '--name', 'Other'])).toMatchObject({ code: 2 });
    expect(await liuyun(['app', 'delete', String(appID), '--name', 'Old'])).toMatchObject({ code: 0 });
    expect((await liuyun(['app', 'list', '--json'])).out).not.toContain(String(appID));
    expect(await rules.list()).toEqual([{ appID: other.appID, rule }]);
    await rules.close();
    expect(await liuyun(['app', 'delete', String(appID), '--name', 'Old'])).toMatchObject({ code: 1 });
  });

  it('[CLI-11] start runs the server with the configuration that was asked for, and gives its exit code', async () => {
    const { code, out } = await liuyun(['start', '--dev', '--port', '9000']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ dev: true, port: 9000, dataDir });
  });
});

describe('liuyun doctor', () => {
  type Report = { ok: boolean; findings: Finding[] };
  const doctor = async (argv: string[], env: Record<string, string> = {}) => {
    const { code, out } = await liuyun(['doctor', '--json', ...argv], { LIUYUN_PORT: '0', LIUYUN_MEDIA_PORT: '0', ...env });
    const report = JSON.parse(out) as Report;
    const about = (name: string) => report.findings.filter((finding) => finding.about === name);
    return { code, report, about };
  };
  /** A worker like mediasoup's: started by hand it says so and ends with 41. */
  function worker(script = 'exit 41'): { MEDIASOUP_WORKER_BIN: string } {
    const path = join(dataDir, 'worker');
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return { MEDIASOUP_WORKER_BIN: path };
  }

  it('[DOCTOR-1] a healthy machine is told so, exit code 0; a warning does not change that', async () => {
    const { code, report, about } = await doctor([], { ...worker(), PATH: '/nowhere' });
    expect(report.findings.filter(({ state }) => state === 'wrong')).toEqual([]);
    expect({ code, ok: report.ok }).toEqual({ code: 0, ok: true });
    expect(about('ffmpeg')).toMatchObject([{ state: 'warning', todo: expect.stringContaining('ffmpeg') }]);
    expect(about('data folder')).toMatchObject([{ state: 'warning', todo: expect.stringContaining('liuyun app create') }]);
    expect(existsSync(join(dataDir, 'liuyun.db'))).toBe(false);
    const { code: textCode, out } = await liuyun(['doctor', '--port=0', '--media-port=0'], worker());
    expect(textCode).toBe(0);
    expect(out).toMatch(/^✓ Node\.js/m);
    expect(out).toMatch(/Ready/);
  });

  it('[DOCTOR-2] whatever is not fine comes with what to do', async () => {
    const { report } = await doctor(['--host', '0.0.0.0', '--tls', '/no/cert,/no/key'], {
      ...worker('exit 1'),
      PATH: '/nowhere',
    });
    for (const finding of report.findings) expect(finding.state === 'ok' || finding.todo, finding.about).toBeTruthy();
    expect(report.ok).toBe(false);
  });

  it('[DOCTOR-3] a worker that is missing or does not run is wrong, with exit code 1', async () => {
    const missing = await doctor([], { MEDIASOUP_WORKER_BIN: join(dataDir, 'none') });
    expect(missing.code).toBe(1);
    expect(missing.about('media worker')).toMatchObject([{ state: 'wrong' }]);
    const broken = await doctor([], worker('echo "libssl.so.3: cannot open shared object file" >&2; exit 127'));
    expect(broken.about('media worker')).toMatchObject([{ state: 'wrong', says: expect.stringContaining('libssl.so.3') }]);
  });

  it('[DOCTOR-4] a port that another program has is named; one that a liuyun has is fine', async () => {
    const other = createServer((request, response) => response.end(request.url === '/healthz' ? 'hello' : ''));
    const ours = createServer((_, response) => response.end('{"ok":true,"name":"liuyun"}'));
    const media = createSocket('udp4');
    for (const server of [other, ours]) await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    await new Promise<void>((bound) => media.bind(0, '127.0.0.1', bound));
    const portOf = (server: typeof other) => String((server.address() as AddressInfo).port);
    try {
      const taken = await doctor(
        ['--port', portOf(other), '--media-port', String(media.address().port), '--workers', '1'],
        worker(),
      );
      expect(taken.code).toBe(1);
      expect(taken.about('web port')).toMatchObject([{ state: 'wrong', says: expect.stringContaining(portOf(other)) }]);
      expect(taken.about('media port')).toMatchObject([{ state: 'wrong', says: expect.stringContaining('UDP') }]);
      const running = await doctor(['--port', portOf(ours), '--media-port', String(media.address().port)], worker());
      expect(running.about('ports')).toMatchObject([{ state: 'ok', says: expect.stringContaining('running') }]);
      expect(running.code).toBe(0);
    } finally {
      other.close();
      ours.close();
      media.close();
    }
  });

  it('[DOCTOR-5] an address that is not of this machine, and ports beyond 65535, are wrong', async () => {
    const foreign = await doctor(['--host', '192.0.2.1', '--media-port', '65535', '--workers', '2'], worker());
    expect(foreign.about('web port')).toMatchObject([
      { state: 'wrong', says: expect.stringContaining('not an address of this machine') },
    ]);
    expect(foreign.about('media ports')).toMatchObject([{ state: 'wrong', says: expect.stringContaining('65535') }]);
  });

  it('[DOCTOR-6] announcing an address that nobody can reach is said', async () => {
    const outside = await doctor(['--announced-address', '203.0.113.9'], worker());
    expect(outside.about('announced address')).toMatchObject([
      { state: 'wrong', says: expect.stringContaining('127.0.0.1 only') },
    ]);
    const here = await doctor(['--media-host', '127.0.0.1'], worker());
    expect(here.about('announced address')).toMatchObject([{ state: 'ok', says: expect.stringContaining('no Firefox') }]);
    const inside = await doctor(['--host', '0.0.0.0', '--announced-address', '127.0.0.1'], worker());
    expect(inside.about('announced address')).toMatchObject([{ state: 'warning' }]);
  });

  it('[DOCTOR-7] listening beyond this machine without TLS is a warning; unusable files are wrong', async () => {
    expect((await doctor(['--host', '0.0.0.0'], worker())).about('TLS')).toMatchObject([{ state: 'warning' }]);
    expect((await doctor(['--tls', 'self-signed'], worker())).about('TLS')).toMatchObject([{ state: 'ok' }]);
    expect((await doctor(['--tls', '/no/cert,/no/key'], worker())).about('TLS')).toMatchObject([{ state: 'wrong' }]);
  });

  it('[DOCTOR-8] the database is opened, and a clock earlier than its newest app is wrong', async () => {
    await createdApp();
    const healthy = await doctor([], worker());
    expect(healthy.about('data folder')).toMatchObject([{ state: 'ok', says: expect.stringContaining('1 app') }]);
    expect(healthy.about('clock')).toMatchObject([{ state: 'ok' }]);
    const database = new BetterSqlite3(join(dataDir, 'liuyun.db'));
    database.prepare('UPDATE apps SET created_at = ?').run(Date.now() + 86_400_000);
    database.close();
    expect((await doctor([], worker())).about('clock')).toMatchObject([
      { state: 'wrong', says: expect.stringContaining('earlier') },
    ]);
    writeFileSync(join(dataDir, 'liuyun.db'), 'no database'.repeat(100));
    expect((await doctor([], worker())).about('data folder')).toMatchObject([{ state: 'wrong' }]);
  });
});

describe('liuyun secrets', () => {
  const keyFile = () => join(dataDir, 'secret.key');

  it('[SEC-45] rotate-key changes the key and apps stay as they are; forget-old-keys leaves the new one only', async () => {
    const { appID } = await createdApp();
    const shown = await liuyun(['app', 'show', String(appID), '--secrets']);
    const before = readFileSync(keyFile(), 'utf8');
    expect(await liuyun(['secrets', 'rotate-key'])).toMatchObject({ code: 0, out: expect.stringContaining('2 secrets') });
    expect(readFileSync(keyFile(), 'utf8').endsWith(`\n${before}`)).toBe(true);
    expect(await liuyun(['secrets', 'forget-old-keys'])).toMatchObject({ code: 0, out: '1 old key is forgotten\n' });
    expect(readFileSync(keyFile(), 'utf8')).not.toContain(before);
    expect(await liuyun(['app', 'show', String(appID), '--secrets'])).toEqual(shown);
    expect(await liuyun(['secrets', 'rotate'])).toMatchObject({ code: 2 });
  });

  it('[SEC-46] with the key in a variable no file holds it, every command takes it, and none shows it', async () => {
    const [old, fresh] = ['1a'.repeat(32), '2b'.repeat(32)];
    const ends: Ended[] = [];
    const at = async (key: string, ...argv: string[]) => {
      ends.push(await liuyun(argv, { LIUYUN_SECRET_KEY: key }));
      return ends.at(-1);
    };
    const made = JSON.parse((await at(old, 'app', 'create', '--json'))?.out ?? '') as AppRecord;
    const shown = () => at(fresh, 'app', 'show', String(made.appID), '--secrets');
    expect(existsSync(keyFile())).toBe(false);
    expect(await shown()).toMatchObject({ code: 1, err: expect.stringContaining('secret-key') });
    expect(await at(old, 'secrets', 'rotate-key')).toMatchObject({ code: 0, out: expect.stringContaining('in front of it') });
    expect(await at(`${fresh},${old}`, 'secrets', 'rotate-key')).toMatchObject({ code: 0 });
    expect(await shown()).toMatchObject({ code: 0, out: expect.stringContaining(made.serverSecret) });
    await at(fresh, 'doctor', '--json');
    await at('not a key', 'app', 'list');
    expect(ends.at(-1)).toMatchObject({ code: 2, err: expect.stringMatching(/secret-key must be 64 hex.*LIUYUN_SECRET_KEY/) });
    await at(`${old}f`, 'app', 'list');
    ends.push(await liuyun(['app', 'list'], { LIUYUN_SECRET_KEY: fresh, LIUYUN_SECRET_KEY_FILE: keyFile() }));
    expect(ends.at(-1)).toMatchObject({ code: 2, err: expect.stringContaining('both given') });
    for (const { out, err } of ends) expect(out + err).not.toMatch(new RegExp(`${old}|${fresh}`));
  });

  it('[SEC-42] every command that needs the secrets says in one line that the key is a wrong one, and changes nothing', async () => {
    await createdApp();
    writeFileSync(keyFile(), '0'.repeat(64));
    for (const argv of [
      ['app', 'list'],
      ['app', 'create'],
      ['secrets', 'rotate-key'],
      ['secrets', 'forget-old-keys'],
    ]) {
      const { code, err } = await liuyun(argv);
      expect([argv, code, err]).toEqual([argv, 1, expect.stringMatching(/^liuyun: .*encrypted with another key.*\n$/)]);
    }
    expect(readFileSync(keyFile(), 'utf8')).toBe('0'.repeat(64));
    const elsewhere = join(dataDir, 'elsewhere');
    expect(await liuyun(['app', 'list'], { LIUYUN_SECRET_KEY_FILE: elsewhere })).toMatchObject({ code: 1 });
  });
});
