import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PARTS } from '../test/parts.ts';
import { readAdvisories } from './advisories.ts';
import { type LockedPackage, lockFindings } from './lockFile.ts';

const integrity = `sha512-${'A'.repeat(86)}==`;
const good: LockedPackage = { integrity, license: 'MIT' };
const found = (locked: LockedPackage) => lockFindings({ '': {}, server: {}, 'node_modules/x/node_modules/@a/b': locked });

test('[SEC-81] every package that is locked here has its hash, its origin and an allowed licence, and runs no code unasked', () => {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'));
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
  expect(lockFindings(lock.packages)).toEqual([]);
  expect(readFileSync(join(import.meta.dirname, '../../.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m);
});

test('[SEC-81] what lacks its hash, comes from elsewhere, has another licence or wants to run code is named', () => {
  expect(found(good)).toEqual([]);
  expect(found({ ...good, resolved: 'https://registry.npmjs.org/x.tgz' })).toEqual([]);
  expect(found({ license: 'MIT' })).toEqual(['@a/b has no sha512 hash']);
  expect(found({ ...good, integrity: 'sha1-xyz=' })).toEqual(['@a/b has no sha512 hash']);
  expect(found({ ...good, resolved: 'git+ssh://example.org/b.git' })).toEqual(['@a/b comes from git+ssh://example.org/b.git']);
  expect(found({ integrity })).toEqual(['@a/b is under no licence that is named']);
  expect(found({ ...good, license: 'GPL-3.0-only' })).toEqual(['@a/b is under GPL-3.0-only']);
  expect(found({ ...good, license: 'MPL-2.0' })).toEqual(['@a/b is under MPL-2.0']);
  expect(found({ ...good, license: 'MPL-2.0', dev: true })).toEqual([]);
  expect(found({ ...good, license: '(GPL-2.0 OR MIT)' })).toEqual([]);
  expect(found({ ...good, license: 'MIT AND GPL-2.0' })).toEqual(['@a/b is under MIT AND GPL-2.0']);
  expect(found({ ...good, hasInstallScript: true })).toEqual(['@a/b wants to run code when it is installed']);
});

test('[SEC-82] known holes are named from high upwards; a registry without an audit is said in one line and holds nobody up', () => {
  const report = (severity: string) =>
    JSON.stringify({ vulnerabilities: { ws: { severity, range: '<8.17.1', fixAvailable: true } } });
  expect(readAdvisories(report('high'))).toEqual({ state: 'holes', lines: ['ws <8.17.1: high, a fix is there'] });
  expect(readAdvisories(report('critical')).state).toBe('holes');
  expect(readAdvisories(report('moderate'))).toEqual({ state: 'clean' });
  expect(readAdvisories('{"vulnerabilities":{}}')).toEqual({ state: 'clean' });
  expect(readAdvisories('npm error\n{"message":"405 Method Not Allowed\\nmore","error":{}}')).toEqual({
    state: 'unknown',
    why: '405 Method Not Allowed',
  });
  for (const nothing of ['', 'null', '{', 'getaddrinfo ENOTFOUND']) expect(readAdvisories(nothing).state).toBe('unknown');
});

/** `npm run audit` against a registry of our own; its exit code and what it said about known holes. */
async function auditedBy(answer: RequestListener): Promise<{ code: number; said: string[] }> {
  const registry = createServer(answer).listen(0, '127.0.0.1');
  await once(registry, 'listening');
  const { port } = registry.address() as AddressInfo;
  // npm remembers what it made of an advisory.
  const cache = mkdtempSync(join(tmpdir(), 'liuyun-audit-'));
  const asked = { npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_loglevel: 'silent', npm_config_cache: cache };
  const env = { ...process.env, ...asked };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'audit.ts')], { env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  registry.closeAllConnections();
  registry.close();
  rmSync(cache, { recursive: true, force: true });
  const said = output.split('\n').filter((line) => line.startsWith('audit: ') && !line.startsWith('audit: every package'));
  return { code, said };
}

const wsPackage = join(import.meta.dirname, '../../node_modules/ws/package.json');
const locked = JSON.parse(readFileSync(wsPackage, 'utf8')) as { version: string };
const hole = (severity: string) => ({
  ws: [{ id: 1, url: 'https://example.org/1', title: 'a hole', severity, vulnerable_versions: '>=0.0.1', cwe: [], cvss: {} }],
});

test.each([
  [
    'a registry that refuses the question (405)',
    405,
    {},
    0,
    /^audit: known holes were not asked for, the registry has no answer: /,
  ],
  ['a high hole in a package that is shipped', 200, hole('high'), 1, /^audit: ws .*: high/],
  ['a moderate one only', 200, hole('moderate'), 0, /^audit: no high or critical hole is known/],
  ['none', 200, {}, 0, /^audit: no high or critical hole is known/],
] as const)(
  '[SEC-82] npm run audit: of %s',
  async (_what, status, body, code, line) => {
    const result = await auditedBy(({ method, url = '' }, response) => {
      // Of a package with a hole npm asks which versions there are.
      const name = url.slice(1);
      const versions = { [locked.version]: { name, version: locked.version } };
      const known = { name, versions, 'dist-tags': { latest: locked.version } };
      const text = JSON.stringify(method === 'GET' ? known : body);
      response.writeHead(method === 'GET' ? 200 : status, { 'Content-Type': 'application/json' }).end(text);
    });
    expect(result).toEqual({ code, said: expect.arrayContaining([expect.stringMatching(line)]) });
    if (code === 0) expect(result.said).toHaveLength(1);
  },
  60_000,
);

test('[SEC-82] the audit is a part of the whole test, so a hole fails it', () => {
  expect(PARTS).toContainEqual({ name: 'audit', kind: 'check' });
});
