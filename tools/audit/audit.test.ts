import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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
