import { once } from 'node:events';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { generate } from 'selfsigned';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { isPublicAddress } from './allowedAddress.ts';
import { HttpWebhookSender } from './HttpWebhookSender.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

let pem: { cert: string; private: string };
let foreign: typeof pem;
beforeAll(async () => {
  const names = (name: string) => ({
    extensions: [{ name: 'subjectAltName' as const, altNames: [{ type: 2 as const, value: name }] }],
  });
  const options = { keyType: 'ec' as const, algorithm: 'sha256' as const };
  pem = await generate([{ name: 'commonName', value: 'app.example' }], { ...options, ...names('app.example') });
  foreign = await generate([{ name: 'commonName', value: 'app.example' }], { ...options, ...names('app.example') });
});

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({ close: () => server.close() });
  return (server.address() as AddressInfo).port;
}

/** A receiver with TLS; which names clients asked it for, and what they posted. */
async function secureReceiver({ cert, private: key }: typeof pem) {
  const got: [name: string | false, body: string][] = [];
  const server = createServer({ cert, key }, (request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      got.push([(request.socket as import('node:tls').TLSSocket).servername ?? false, body]);
      response.writeHead(200).end();
    });
  });
  const port = await listening(server);
  open.push({ close: () => server.closeAllConnections() });
  return { port, got };
}

function sender(options: Partial<ConstructorParameters<typeof HttpWebhookSender>[0]> = {}): HttpWebhookSender {
  const made = new HttpWebhookSender({ allowPrivate: true, resolve: async () => ['127.0.0.1'], ca: pem.cert, ...options });
  open.unshift(made);
  return made;
}

const post = (made: HttpWebhookSender, url: string) => made.send({ url, headers: {}, body: '{"a":1}' });

it('[SEC-60] over TLS the certificate must be of the name that was asked for, though the connection goes to a pinned address', async () => {
  const { port, got } = await secureReceiver(pem);
  const made = sender();
  expect(await post(made, `https://app.example:${port}/`)).toEqual({ ok: true });
  expect(got).toEqual([['app.example', '{"a":1}']]);
  // A connection of another name is kept alive to the same address: it must not be taken for this one.
  expect(await post(made, `https://other.example:${port}/`)).toEqual({ ok: false, error: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  expect(await post(made, `https://127.0.0.1:${port}/`)).toMatchObject({ ok: false });
  expect(await post(made, `https://app.example:${port}/`)).toEqual({ ok: true });
  expect(got).toHaveLength(2);
});

it('[SEC-60] a certificate of nobody known is refused, and nothing is sent', async () => {
  const { port, got } = await secureReceiver(foreign);
  for (const made of [sender(), new HttpWebhookSender({ allowPrivate: true, resolve: async () => ['127.0.0.1'] })]) {
    open.unshift(made);
    expect(await post(made, `https://app.example:${port}/`)).toEqual({ ok: false, error: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  }
  expect(got).toEqual([]);
});

it('[SEC-61] a name is judged anew at each attempt, by every address it has', async () => {
  let connections = 0;
  const answers = [['127.0.0.1'], ['127.0.0.1', '169.254.169.254'], ['10.0.0.1'], []];
  const server = createTcpServer((socket) => {
    connections += 1;
    socket.on('error', () => {});
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
    open.push({ close: () => socket.destroy() });
  });
  const port = await listening(server);
  const made = sender({ allowPrivate: true, resolve: async () => answers[0] ?? [] });
  expect(await post(made, `http://app.example:${port}/`)).toEqual({ ok: true });
  const guarded = sender({ allowPrivate: false, resolve: async () => answers.shift() ?? [] });
  for (let attempt = 0; attempt < 5; attempt++) {
    expect(await post(guarded, `http://app.example:${port}/`)).toEqual({ ok: false, error: 'the address is not a public one' });
  }
  expect(connections).toBe(1);
});

it('[SEC-62] whatever spelling an address has, it is judged as what it is', async () => {
  const made = sender({ allowPrivate: false, resolve: async (name) => [name] });
  const spellings = [
    '127.1',
    '0177.0.0.1',
    '0x7f000001',
    '2130706433',
    '0',
    '0.0.0.0',
    '127.0.0.1.',
    '１２７.０.０.１',
    '127。0。0。1',
    '[::]',
    '[0:0:0:0:0:ffff:7f00:1]',
    '[::ffff:a9fe:a9fe]',
    '[::127.0.0.1]',
    '[64:ff9b::10.0.0.1]',
    '[fe80::1]',
    '[fd12::1]',
    '169.254.169.254',
    '0xa9fea9fe',
    '[2002:a9fe:a9fe::]',
  ];
  for (const host of spellings) {
    expect([host, await post(made, `http://${host}:1/`)]).toEqual([
      host,
      { ok: false, error: 'the address is not a public one' },
    ]);
  }
  for (const wrong of ['', 'not an address', '127.0.0.1.example', '::g', '1.2.3'])
    expect([wrong, isPublicAddress(wrong)]).toEqual([wrong, false]);
  expect(isPublicAddress('fe80::1%eth0')).toBe(false);
});

it('[SEC-62] only http and https lead anywhere', async () => {
  const made = sender({ allowPrivate: true });
  for (const url of [
    'ftp://app.example/',
    'file:///etc/passwd',
    'gopher://app.example:25/_x',
    'javascript:1',
    'data:,x',
    'unix:/var/run/x.sock',
  ]) {
    expect([url, await post(made, url)]).toEqual([url, expect.objectContaining({ ok: false })]);
  }
});

it('[SEC-63] an answer without end, drop by drop, or with headers without end costs no more than its time', async () => {
  const drips: [what: string, write: (put: (text: string) => void) => NodeJS.Timeout][] = [
    ['headers', (put) => setInterval(() => put(`X-${'x'.repeat(1_000)}: 1\r\n`), 1)],
    ['drops', (put) => setInterval(() => put('x'), 20)],
    ['flood', (put) => setInterval(() => put('x'.repeat(100_000)), 1)],
  ];
  for (const [what, write] of drips) {
    let closed: (() => void) | undefined;
    const cut = new Promise<void>((resolve) => (closed = resolve));
    const port = await listening(
      createTcpServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => {
          socket.write(what === 'headers' ? 'HTTP/1.1 200 OK\r\n' : 'HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n');
          const timer = write((text) => socket.write(text));
          socket.on('close', () => {
            clearInterval(timer);
            closed?.();
          });
        });
      }),
    );
    // Only headers without end are waited for as long as that; the other two have said enough at once.
    const timeoutMs = what === 'headers' ? 400 : 10_000;
    const outcome = await post(sender({ timeoutMs }), `http://app.example:${port}/`);
    // What the status said counts; what follows it is not waited for.
    expect([what, outcome]).toEqual([what, what === 'headers' ? expect.objectContaining({ ok: false }) : { ok: true }]);
    await cut;
  }
});
