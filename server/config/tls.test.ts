import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadTls, selfSignedPaths } from './tls.ts';

const folders: string[] = [];
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'liuyun-tls-'));
  folders.push(path);
  return path;
}
afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true });
});

const DAY_MS = 86_400_000;
const now = Date.now();
const asked = (dataDir: string) => ({
  tls: 'self-signed' as const,
  dataDir,
  hosts: ['0.0.0.0', '192.0.2.7', 'call.example.org'],
  now,
});

describe('loadTls', () => {
  it('[TLS-1] without TLS nothing is read or written', async () => {
    expect(await loadTls({ ...asked('/nowhere/at/all'), tls: 'off' })).toBeUndefined();
  });

  it('[TLS-2] a self-signed certificate is made once, for its owner only, and is taken by a client that trusts it', async () => {
    const dataDir = folder();
    const files = await loadTls(asked(dataDir));
    if (!files) throw new Error('no certificate');
    const paths = selfSignedPaths(dataDir);
    expect([paths.cert, paths.key].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
    expect(await loadTls(asked(dataDir))).toEqual(files);
    const server = createServer(files, (_, response) => response.end('secure'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    for (const servername of ['localhost', 'call.example.org']) {
      const status = await new Promise((resolve, reject) => {
        get({ host: '127.0.0.1', port, servername, ca: files.cert, agent: false }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).on('error', reject);
      });
      expect(status).toBe(200);
    }
    await new Promise((resolve) => server.close(resolve));
  });

  it('[TLS-3] it is made anew when it runs out or does not name a host', async () => {
    const dataDir = folder();
    const first = await loadTls(asked(dataDir));
    expect(await loadTls({ ...asked(dataDir), now: now + 370 * DAY_MS })).not.toEqual(first);
    const second = await loadTls(asked(dataDir));
    expect(await loadTls({ ...asked(dataDir), hosts: ['198.51.100.1'] })).not.toEqual(second);
  });

  it("[TLS-4] files of one's own are used, and what is wrong with them is said", async () => {
    const dataDir = folder();
    const files = await loadTls(asked(dataDir));
    const other = folder();
    await loadTls(asked(other));
    const mine = selfSignedPaths(dataDir);
    expect(await loadTls({ ...asked(dataDir), tls: mine })).toEqual(files);
    const broken = join(dataDir, 'broken.pem');
    writeFileSync(broken, 'no pem');
    const wrong: [{ cert: string; key: string }, RegExp, number?][] = [
      [{ ...mine, cert: '/nowhere.pem' }, /certificate \/nowhere\.pem cannot be read/],
      [{ ...mine, key: '/nowhere.pem' }, /key \/nowhere\.pem cannot be read/],
      [{ ...mine, cert: broken }, /is not a PEM certificate/],
      [{ ...mine, key: broken }, /is not a PEM private key/],
      [{ ...mine, key: selfSignedPaths(other).key }, /is not the key of/],
      [mine, /ran out on/, now + 500 * DAY_MS],
    ];
    for (const [tls, message, at = now] of wrong)
      await expect(loadTls({ ...asked(dataDir), tls, now: at })).rejects.toThrow(message);
  });
});
