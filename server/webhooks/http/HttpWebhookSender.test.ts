import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { isPublicAddress } from './allowedAddress.ts';
import { HttpWebhookSender } from './HttpWebhookSender.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function receiver(listener: RequestListener): Promise<number> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return (server.address() as AddressInfo).port;
}

function sender(options: ConstructorParameters<typeof HttpWebhookSender>[0]): HttpWebhookSender {
  const made = new HttpWebhookSender(options);
  open.push(made);
  return made;
}

it('[CALLBACK-30] a body is posted to the address that was resolved, under the name that was asked for', async () => {
  const got: unknown[] = [];
  const port = await receiver((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      got.push([request.method, request.url, request.headers.host, request.headers['x-a'], body]);
      response.writeHead(204).end();
    });
  });
  const names: string[] = [];
  const resolve = async (name: string) => {
    names.push(name);
    return ['127.0.0.1'];
  };
  const post = sender({ allowPrivate: true, resolve });
  const outcome = await post.send({ url: `http://app.example:${port}/a?b=1`, headers: { 'x-a': '1' }, body: '{"流":"云"}' });
  expect(outcome).toEqual({ ok: true });
  expect(got).toEqual([['POST', '/a?b=1', `app.example:${port}`, '1', '{"流":"云"}']]);
  expect(names).toEqual(['app.example']);
});

it('[CALLBACK-31] loopback, private and link-local targets are refused without being asked, in every spelling', async () => {
  let asked = 0;
  const port = await receiver((_, response) => response.writeHead(200).end(String(++asked)));
  const post = sender({
    allowPrivate: false,
    resolve: async (name) => (name === 'mixed' ? ['8.8.8.8', '10.0.0.1'] : ['127.0.0.1']),
  });
  for (const host of [
    '127.0.0.1',
    '0x7f.1',
    '2130706433',
    '[::1]',
    '[::ffff:127.0.0.1]',
    'localhost',
    'inside.example',
    'mixed',
  ]) {
    const outcome = await post.send({ url: `http://${host}:${port}/`, headers: {}, body: '{}' });
    expect([host, outcome]).toEqual([host, { ok: false, error: 'the address is not a public one' }]);
    expect([host, await post.permits(`http://${host}:${port}/`)]).toEqual([host, false]);
  }
  expect(asked).toBe(0);
  const inside = [
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
  ];
  const inside6 = ['::', '::1', 'fe80::1', 'fc00::1', 'fd00::1', 'ff02::1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1'];
  expect([...inside, ...inside6].filter(isPublicAddress)).toEqual([]);
  const outside = ['8.8.8.8', '172.32.0.1', '1.1.1.1', '2606:4700::1111', '2a00:1450::1'];
  expect(outside.filter(isPublicAddress)).toEqual(outside);
});

it('[CALLBACK-32] a redirect is a refusal and is not followed', async () => {
  const asked: (string | undefined)[] = [];
  const port = await receiver((request, response) => {
    asked.push(request.url);
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  const post = sender({ allowPrivate: true });
  expect(await post.send({ url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' })).toEqual({
    ok: false,
    error: 'HTTP 307',
  });
  expect(asked).toEqual(['/']);
});

it('[CALLBACK-33] a receiver that does not answer, or is not there, is a failure within the time', async () => {
  const port = await receiver(() => {});
  const post = sender({ allowPrivate: true, timeoutMs: 100, resolve: () => new Promise(() => {}) });
  const late = { ok: false, error: 'no answer within 100 ms' };
  expect(await post.send({ url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' })).toEqual(late);
  expect(await post.send({ url: `http://slow.example:${port}/`, headers: {}, body: '{}' })).toEqual(late);
  const gone = sender({ allowPrivate: true });
  expect(await gone.send({ url: 'http://127.0.0.1:1/', headers: {}, body: '{}' })).toEqual({ ok: false, error: 'ECONNREFUSED' });
  expect(await gone.send({ url: 'not a url', headers: {}, body: '{}' })).toMatchObject({ ok: false });
});
