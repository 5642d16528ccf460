import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { start } from '../../server/compose.ts';
import { loadTls, selfSignedPaths } from '../../server/config/tls.ts';
import { createFakeMediaEngine } from '../../server/media/fake/FakeMediaEngine.ts';
import { MemoryAppStore } from '../../server/stores/memory/MemoryAppStore.ts';
import { elsewhere, onStage, testConfig } from './server.ts';

const ROOT = join(import.meta.dirname, '../..');
const html = { Accept: 'text/html' };

describe('headers', () => {
  const stage = onStage({ dev: true });
  const origin = () => new URL(stage.url).origin.replace(/^ws/, 'http');
  const pages = ['/', '/debug/', '/check/', '/samples/quick-start/', '/samples/topics/room/', '/api/docs', '/nothing/here'];
  const policyOf = async (path: string) => {
    const { headers } = await fetch(`${origin()}${path}`, { headers: html });
    return Object.fromEntries(
      (headers.get('content-security-policy') ?? '').split(';').map((rule) => {
        const [name = '', ...values] = rule.trim().split(' ');
        return [name, values];
      }),
    );
  };

  it('[SEC-50] every page runs scripts and styles of files of this server only, and stands in no foreign frame', async () => {
    for (const path of pages) {
      const policy = await policyOf(path);
      expect([path, policy['default-src']]).toEqual([path, ["'none'"]]);
      for (const name of ['script-src', 'style-src', 'worker-src']) {
        for (const value of policy[name] ?? [])
          expect([path, name, value]).toEqual([path, name, expect.stringMatching(/^('self'|blob:)$/)]);
      }
      expect([path, policy['frame-ancestors']]).toEqual([path, ["'self'"]]);
      expect([path, policy['base-uri']]).toEqual([path, ["'none'"]]);
    }
  });

  it('[SEC-50] no page in the repository has a script, a style or a handler within', () => {
    const files = globSync(['apps/pages/**/*.html', 'apps/samples/**/*.html'], { cwd: ROOT });
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const text = readFileSync(join(ROOT, file), 'utf8');
      expect([file, text.match(/<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:/gi)]).toEqual([file, null]);
    }
  });

  it('[SEC-51] every answer forbids guessing types, hands no address on, and is readable by other sites only where it must be', async () => {
    const open = ['/sdk/ZegoExpressWebRTC.js', '/api/openapi.json'];
    for (const path of [
      ...pages,
      ...open,
      '/healthz',
      '/readyz',
      '/reach',
      '/metrics',
      '/api/?Action=KickoutUser',
      '/start/token',
      '/samples/shared/logo.svg',
    ]) {
      const { headers } = await fetch(`${origin()}${path}`, { headers: { ...html, Origin: 'https://evil.example' } });
      const found = ['x-content-type-options', 'referrer-policy', 'access-control-allow-origin', 'set-cookie'].map((name) =>
        headers.get(name),
      );
      expect([path, ...found]).toEqual([path, 'nosniff', 'no-referrer', open.includes(path) ? '*' : null, null]);
    }
  });

  it('[SEC-51] no door answers a preflight of another site', async () => {
    for (const path of ['/api/?Action=KickoutUser', '/start/token', '/metrics', '/console/api/session']) {
      const asked = {
        Origin: 'https://evil.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization',
      };
      const { headers } = await fetch(`${origin()}${path}`, { method: 'OPTIONS', headers: asked });
      expect([path, headers.get('access-control-allow-origin'), headers.get('access-control-allow-headers')]).toEqual([
        path,
        null,
        null,
      ]);
    }
  });

  it('[SEC-52] camera, microphone and screen are for pages of this server only', async () => {
    const { headers } = await fetch(`${origin()}/samples/quick-start/`, { headers: html });
    expect(headers.get('permissions-policy')).toMatch(/^camera=\(self\), microphone=\(self\), display-capture=\(self\)/);
  });

  it('[SEC-53] what somebody asks for stands in the answer as text, whatever it is', async () => {
    const path = `/${encodeURIComponent('"><img src=x onerror=alert(1)>')}<script>alert(1)</script>`;
    const answer = await fetch(`${origin()}${path}`, { headers: html });
    const text = await answer.text();
    expect(answer.status).toBe(404);
    expect(text).not.toMatch(/<script|<img/i);
  });
});

describe.skipIf(elsewhere)('headers under TLS', () => {
  const stage = onStage();

  it('[SEC-54] with a certificate that browsers trust they are told to stay with TLS; without TLS, or with one made here, not', async () => {
    const plain = await fetch(`${stage.server.url}healthz`);
    expect(plain.headers.get('strict-transport-security')).toBeNull();
    const folder = mkdtempSync(join(tmpdir(), 'liuyun-tls-'));
    await loadTls({ tls: 'self-signed', dataDir: folder, hosts: ['127.0.0.1'], now: Date.now() });
    for (const [tls, expected] of [
      [selfSignedPaths(folder), 'max-age=31536000'],
      ['self-signed' as const, undefined],
    ] as const) {
      const server = await start(testConfig(folder, { tls }), { engine: createFakeMediaEngine(), store: new MemoryAppStore() });
      try {
        const found = await new Promise((resolve, reject) => {
          const asked = request(`${server.url}healthz`, { rejectUnauthorized: false }, (answer) => {
            answer.resume();
            resolve(answer.headers['strict-transport-security']);
          });
          asked.on('error', reject).end();
        });
        expect(found).toBe(expected);
      } finally {
        await server.close();
      }
    }
    rmSync(folder, { recursive: true });
  });
});
