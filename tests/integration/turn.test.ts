import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { elsewhere, onStage } from '../protocol/server.ts';

const DEPLOY = join(import.meta.dirname, '../../deploy');
const SECRET = 'north-wind-of-the-compose-file';
const there = spawnSync('turnserver', ['--version']).error === undefined;
if (!there) console.warn('TURN is not tried out: there is no turnserver (apt install coturn)');

let coturn: ChildProcess | undefined;
afterEach(async () => {
  if (!coturn || coturn.exitCode !== null || coturn.signalCode !== null) return;
  const gone = once(coturn, 'exit');
  coturn.kill('SIGKILL');
  await gone;
});

/** coturn with the flags of the compose file, on the loopback address and a port of its own; some left out or added. */
async function startTurn(change: { without?: RegExp; more?: string[] } = {}): Promise<number> {
  const { services } = parse(readFileSync(join(DEPLOY, 'compose.yaml'), 'utf8')) as {
    services: { coturn: { command: string[] } };
  };
  const port = await freePort();
  const flags = services.coturn.command
    .filter((flag) => !/^--(external-ip|listening-port)/.test(flag) && !change.without?.test(flag))
    .map((flag) => flag.replace(/\$\{LIUYUN_TURN_SECRET[^}]*\}/, SECRET).replace(/\$\{TURN_REALM[^}]*\}/, 'liuyun'));
  expect(flags.join(' ')).not.toContain('$');
  const here = [
    '--listening-ip=127.0.0.1',
    '--relay-ip=127.0.0.1',
    `--listening-port=${port}`,
    '--pidfile=/dev/null',
    '--verbose',
  ];
  coturn = spawn('turnserver', ['-n', ...flags, ...here, ...(change.more ?? [])], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [coturn?.stdout, coturn?.stderr])
      stream?.on('data', (chunk) => {
        said += chunk;
        if (/UDP listener opened/i.test(said)) resolve();
      });
    coturn?.once('exit', (code) => reject(new Error(`coturn ended with ${code}:\n${said}`)));
  });
  return port;
}

/** Two clients send each other packets through their relays; how many of 10 came. */
async function relayed(port: number, { username, credential }: { username: string; credential: string }): Promise<number> {
  const flags = ['-u', username, '-w', credential, '-y', '-n', '10', '-m', '1', '-p', String(port), '127.0.0.1'];
  const client = spawn('turnutils_uclient', flags, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 15_000, killSignal: 'SIGKILL' });
  let said = '';
  for (const stream of [client.stdout, client.stderr]) stream.on('data', (chunk) => (said += chunk));
  await once(client, 'close');
  return Math.max(0, ...[...said.matchAll(/tot_recv_msgs=(\d+)/g)].map(([, count]) => Number(count)));
}

describe.skipIf(elsewhere || !there)('a real coturn beside the server (turnserver is needed)', () => {
  const stage = onStage({ config: { turnUrls: ['turn:127.0.0.1:3478'], turnSecret: SECRET } });

  it('[TURN-3] it relays for the name and password of a login, for no other, and to no private address', async () => {
    const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    const { username = '', credential = '' } = ann.snapshot.iceServers.find((one) => one.credential) ?? {};
    expect(username).toMatch(/^\d+:ann/);
    const open = await startTurn({ without: /^--denied-peer-ip=127/, more: ['--allow-loopback-peers'] });
    expect(await relayed(open, { username, credential })).toBeGreaterThan(0);
    expect(await relayed(open, { username, credential: `${credential}x` })).toBe(0);
    expect(await relayed(open, { username: username.replace('ann', 'bob'), credential })).toBe(0);
    coturn?.kill('SIGKILL');
    const asDeployed = await startTurn({ more: ['--allow-loopback-peers'] });
    expect(await relayed(asDeployed, { username, credential })).toBe(0);
  }, 90_000);
});

async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}
