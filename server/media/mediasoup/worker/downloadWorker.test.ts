import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { downloadWorker, prebuiltUrl } from './downloadWorker.ts';

async function mirror(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`;
}

function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), 'liuyun-download-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return dir;
}

function archiveOf(content: string): Buffer {
  const dir = scratch();
  writeFileSync(join(dir, 'mediasoup-worker'), content);
  chmodSync(join(dir, 'mediasoup-worker'), 0o600);
  execFileSync('tar', ['-czf', 'a.tgz', 'mediasoup-worker'], { cwd: dir });
  return readFileSync(join(dir, 'a.tgz'));
}

test('[SETUP-6] the address is that of mediasoup’s own installer', () => {
  const kernel = process.platform === 'linux' ? /-kernel\d+\.tgz$/ : /\.tgz$/;
  expect(prebuiltUrl('3.27.1', {})).toMatch(
    `https://github.com/versatica/mediasoup/releases/download/3.27.1/mediasoup-worker-3.27.1-${process.platform}-${process.arch}`,
  );
  expect(prebuiltUrl('3.27.1', {})).toMatch(kernel);
});

test('[SETUP-6] a mirror is honoured, and what it holds is unpacked as an executable', async () => {
  const asked: (string | undefined)[] = [];
  const base = await mirror((request, response) => {
    asked.push(request.url);
    response.end(archiveOf('#!/bin/sh\nexit 41\n'));
  });
  const path = await downloadWorker('3.27.1', scratch(), { env: { MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: `${base}/` } });
  expect(asked).toEqual([expect.stringMatching(/^\/files\/3\.27\.1\/mediasoup-worker-3\.27\.1-/)]);
  expect(() => execFileSync(path)).toThrow(expect.objectContaining({ status: 41 }));
});

test('[SETUP-8] a missing build, a failing server and a damaged archive each have their reason', async () => {
  const answers = new Map([
    ['/files/404/', 404 as const],
    ['/files/500/', 500 as const],
  ]);
  const base = await mirror((request, response) => {
    response.statusCode = answers.get(request.url?.slice(0, 11) ?? '') ?? 200;
    response.end('not an archive');
  });
  const env = { MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: base };
  await expect(downloadWorker('404', scratch(), { env })).rejects.toThrow('there is none for this machine');
  await expect(downloadWorker('500', scratch(), { env })).rejects.toThrow('the server answered 500');
  await expect(downloadWorker('200', scratch(), { env })).rejects.toThrow('tar ended with');
  const skip = { MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD: 'true' };
  await expect(downloadWorker('200', scratch(), { env: { ...env, ...skip } })).rejects.toThrow('is set');
});

test('[SETUP-9] a server that accepts and says nothing is given up after five seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  let heard = () => {};
  const asked = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const base = await mirror(() => heard());
  const asking = downloadWorker('3.27.1', scratch(), { env: { MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: base } });
  const outcome = expect(asking).rejects.toThrow('no answer in 5 s');
  await asked;
  vi.advanceTimersByTime(5_000);
  await outcome;
});
