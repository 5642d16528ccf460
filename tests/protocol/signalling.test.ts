import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { FRAME_BYTES } from '@liuyun/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../server/log.ts';
import { type Client, failureOf, within } from './Client.ts';
import { dtlsParameters, track } from './rtp.ts';
import { elsewhere, loginParams, loseNetwork, onStage, openReceive, openSend, type Stage } from './server.ts';

/** The server answers somebody else as if nothing had happened. */
async function serves(stage: Stage): Promise<void> {
  const { snapshot } = await stage.login(stage.fresh('witness'), stage.fresh('room'));
  expect(snapshot.userCount).toBe(1);
}

describe('requests', () => {
  const stage = onStage();

  it('[SIGNAL-1] requests are answered in their order, [SIGNAL-2] also those sent together with the login', async () => {
    const ann = await stage.open();
    const answers = [
      ann.ask('loginRoom', loginParams(stage, { userID: stage.fresh('ann'), roomID: stage.fresh('room') })),
      ann.ask('openTransport', { direction: 'receive' }),
      ann.askAnything('nonsense', {}),
      ann.ask('openTransport', { direction: 'send' }),
      ann.ask('sendBroadcastMessage', { message: 'x' }),
    ];
    expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(ann.order).toEqual([1, 2, 3, 4, 5].map((id) => `answer ${id}`));
  });

  it('[SIGNAL-3] notices do not overtake the answer to the login', async () => {
    const room = stage.fresh('room');
    const clients = await Promise.all(Array.from({ length: 8 }, () => stage.open()));
    const login = (client: Client, index: number) =>
      client.ask('loginRoom', loginParams(stage, { userID: `${room}-${index}`, roomID: room }));
    await Promise.all(clients.map(login));
    for (const client of clients) expect(client.order[0]).toBe('answer 1');
  });

  it('[SIGNAL-5] before the login everything else is NOT_LOGGED_IN', async () => {
    const client = await stage.open();
    for (const name of ['logoutRoom', 'openTransport', 'startPublishing', 'sendBroadcastMessage', 'renewToken']) {
      expect(await failureOf(client.askAnything(name, {}))).toBe('NOT_LOGGED_IN');
    }
    expect(await client.ask('heartbeat', {})).toEqual({ serverTime: expect.any(Number) });
  });

  it('[SIGNAL-6] an unknown request is REQUEST_UNKNOWN', async () => {
    const client = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    for (const name of ['fly', '', 'toString', 'constructor', '__proto__', 'hasOwnProperty', 'LoginRoom']) {
      expect(await failureOf(client.askAnything(name, {}))).toBe('REQUEST_UNKNOWN');
    }
  });

  it('[SIGNAL-7] wrong parameters are INPUT_PARAM with the name of the field', async () => {
    const client = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    const wrong = client.askAnything('openTransport', { direction: 'sideways' });
    await expect(wrong).rejects.toMatchObject({ failure: 'INPUT_PARAM', code: 1_100_001, detail: 'direction' });
    const deeper = client.askAnything('startPublishing', {
      streamID: 's',
      transportID: 't',
      tracks: [{ kind: 'audio', rtpParameters: 7, muted: false }],
      extraInfo: '',
    });
    await expect(deeper).rejects.toMatchObject({ failure: 'INPUT_PARAM', detail: 'tracks.0.rtpParameters' });
    for (const params of [null, 7, 'x', [], undefined]) {
      expect(await failureOf(client.askAnything('openTransport', params))).toBe('INPUT_PARAM');
    }
  });

  it('[SIGNAL-9] after a logout is answered the socket closes with LOGGED_OUT', async () => {
    const room = stage.fresh('room');
    const ann = await stage.login(stage.fresh('ann'), room);
    const bob = await stage.login(stage.fresh('bob'), room);
    expect(await ann.ask('logoutRoom', {})).toEqual({});
    expect((await ann.closed).code).toBe(4000);
    expect(ann.order.at(-1)).toBe('answer 2');
    expect((await stage.login(stage.fresh('cat'), room)).snapshot.userCount).toBe(2);
    expect(bob.snapshot.userCount).toBe(2);
  });
});

describe('requests, with the server at hand', () => {
  const stage = onStage({ fakeClock: true });
  const join = () => stage.login(stage.fresh('ann'), stage.fresh('room'));

  it.skipIf(elsewhere)('[SIGNAL-1] a request waits for the one before it, [SIGNAL-4] a heartbeat does not', async () => {
    const ann = await join();
    const release = stage.engine.holdNext('openTransport');
    const first = ann.ask('openTransport', { direction: 'send' });
    const second = ann.ask('sendBroadcastMessage', { message: 'x' });
    await ann.ask('heartbeat', {});
    expect(ann.order).toEqual(['answer 1', 'answer 4']);
    release();
    await Promise.all([first, second]);
    expect(ann.order.slice(2)).toEqual(['answer 2', 'answer 3']);
  });

  it.skipIf(elsewhere)('[SIGNAL-8] a bug is INTERNAL: its text is logged and not told', async () => {
    const ann = await join();
    stage.engine.failNext('openTransport', new TypeError('boom at line 7') as never);
    const failed = ann.ask('openTransport', { direction: 'send' });
    await expect(failed).rejects.toMatchObject({ failure: 'INTERNAL', detail: '' });
    expect(stage.logLines.join('\n')).toContain('boom at line 7');
    expect(await failureOf(ann.ask('openTransport', { direction: 'send' }))).toBe('ok');
  });

  it.skipIf(elsewhere)('[SIGNAL-10] an operation that takes too long is TIMEOUT', async () => {
    const ann = await join();
    const release = stage.engine.holdNext('openTransport');
    const slow = failureOf(ann.ask('openTransport', { direction: 'send' }));
    await ann.ask('heartbeat', {});
    stage.clock.advance(10_000);
    expect(await slow).toBe('TIMEOUT');
    release();
    expect(await failureOf(ann.ask('openTransport', { direction: 'send' }))).toBe('ok');
  });
});

describe('bad input', () => {
  const stage = onStage();

  const notFrames = [
    '',
    'hello',
    '{',
    '[]',
    'null',
    '7',
    '"x"',
    '{}',
    '{"id":1}',
    '{"ask":"heartbeat"}',
    '{"id":"1","ask":"heartbeat","params":{}}',
    '{"id":-1,"ask":"heartbeat"}',
    '{"id":1.5,"ask":"heartbeat"}',
    '{"id":1e999,"ask":"heartbeat"}',
    '{"id":9007199254740993,"ask":"heartbeat"}',
    '{"id":1,"ask":7}',
    `{"id":1,"ask":"${'x'.repeat(65)}"}`,
    Buffer.from('{"id":1,"ask":"heartbeat","params":{}}'),
    randomBytes(100),
  ];
  it.each(notFrames.map((frame) => [frame]))('[SIGNAL-20] what is no request closes with BAD_FRAME: %j', async (frame) => {
    const client = await stage.open();
    client.send(frame);
    expect((await within(client.closed, 'the closing')).code).toBe(4400);
    await serves(stage);
  });

  it('[SIGNAL-21, SEC-26] a frame above 128 KiB closes with TOO_BIG, one just below does not', async () => {
    const padded = (bytes: number) => {
      const frame = JSON.stringify({ id: 1, ask: 'heartbeat', params: { pad: '' } });
      return frame.replace('""', `"${'p'.repeat(bytes - frame.length)}"`);
    };
    const client = await stage.open();
    client.send(padded(FRAME_BYTES));
    expect(await client.answerTo(1)).toHaveProperty('serverTime');
    client.send(padded(FRAME_BYTES + 1));
    expect((await within(client.closed, 'the closing')).code).toBe(4413);
    const greedy = await stage.open();
    greedy.send(padded(20_000_000));
    expect([4413, 1006]).toContain((await within(greedy.closed, 'the closing')).code);
    await serves(stage);
  });

  it('[SIGNAL-28] another protocol version closes with PROTOCOL_VERSION, none at all is accepted', async () => {
    const future = await stage.open(['liuyun.99', 'other']);
    expect((await within(future.closed, 'the closing')).code).toBe(4426);
    const both = await stage.open(['liuyun.99', 'liuyun.1']);
    expect(both.socket.protocol).toBe('liuyun.1');
    const none = await stage.open([]);
    for (const client of [both, none]) expect(await failureOf(client.ask('heartbeat', {}))).toBe('ok');
  });

  it('[SIGNAL-29] other paths are not upgraded', async () => {
    const elsewhereURL = stage.url.replace('/signalling', '/other');
    const { Client: AnyClient } = await import('./Client.ts');
    await expect(AnyClient.open(elsewhereURL)).rejects.toThrow('404');
    await expect(AnyClient.open(stage.url.replace('/signalling', '/signalling/x'))).rejects.toThrow('404');
  });

  it("[SIGNAL-36] who comes to the path of the original's access URL is let in", async () => {
    const { Client: AnyClient } = await import('./Client.ts');
    const stranger = await AnyClient.open(stage.url.replace('/signalling', '/ws'));
    expect(await failureOf(stranger.ask('heartbeat', {}))).toBe('ok');
    await stranger.vanish();
  });

  it('[SIGNAL-30] __proto__ and its kind change nothing but themselves', async () => {
    const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    const hostile = [
      '{"id":101,"ask":"heartbeat","params":{"__proto__":{"polluted":1}},"__proto__":{"polluted":1}}',
      '{"id":102,"ask":"openTransport","params":{"direction":"receive","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
      '{"id":103,"ask":"openTransport","params":{"\\u005f_proto__":{"direction":"send"}}}',
      '{"id":104,"ask":"connectTransport","params":{"transportID":"t","dtlsParameters":{"__proto__":{"polluted":1},"a":{"__proto__":{"polluted":1}}}}}',
    ];
    const answers = [101, 102, 103, 104].map((id) => failureOf(ann.answerTo(id)));
    for (const frame of hostile) ann.send(frame);
    expect(await Promise.all(answers)).toEqual(['ok', 'ok', 'INPUT_PARAM', 'TRANSPORT_UNKNOWN']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    await serves(stage);
  });

  it('[SIGNAL-31] deep nesting, huge numbers and broken text crash nothing', async () => {
    const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    const transportID = (await ann.ask('openTransport', { direction: 'send' })).transportID;
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    ann.send(`{"id":900,"ask":"connectTransport","params":{"transportID":"${transportID}","dtlsParameters":${deep}}}`);
    expect(await failureOf(ann.answerTo(900))).not.toBe('ok');
    ann.send(`{"id":901,"ask":"sendBarrageMessage","params":{"message":"\\ud800 lone"}}`);
    expect(await failureOf(ann.answerTo(901))).toBe('ok');
    ann.send(`{"id":902,"ask":"loginRoom","params":{"appID":1e400,"maxMemberCount":-1e400}}`);
    expect(await failureOf(ann.answerTo(902))).not.toBe('ok');
    ann.send(`{"id":903,"ask":"heartbeat","params":${'['.repeat(60_000)}${']'.repeat(60_000)}}`);
    expect(await failureOf(ann.answerTo(903))).toBe('INPUT_PARAM');
    // Not UTF-8: the WebSocket standard's own code.
    const broken = await stage.open();
    (broken.socket as unknown as { _sender: { sendFrame(list: Buffer[]): void } })._sender.sendFrame([
      Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe]),
    ]);
    expect((await within(broken.closed, 'the closing')).code).toBe(1007);
    await serves(stage);
  });

  it('[SIGNAL-32] whatever arrives, the server goes on', async () => {
    const names = [
      'loginRoom',
      'resumeRoom',
      'openTransport',
      'startPublishing',
      'startPlaying',
      'renewToken',
      'changePublishing',
    ];
    const frame = fc.oneof(
      fc.json({ maxDepth: 4 }),
      fc.record({ id: fc.nat(), ask: fc.constantFrom(...names), params: fc.jsonValue() }).map((value) => JSON.stringify(value)),
      fc.string({ unit: 'binary' }),
    );
    const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(frame, bytes), { minLength: 1, maxLength: 5 }), async (frames) => {
        const client = await stage.open();
        for (const one of frames) client.send(one);
        await client.ask('heartbeat', {}).catch(() => {});
        await client.vanish();
      }),
      { numRuns: 60 },
    );
    await serves(stage);
  });

  it('[SIGNAL-33] an upgrade that is not a proper one leaves nothing behind', async () => {
    const { hostname, port } = new URL(stage.url);
    const requests = [
      'GET /signalling HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      'GET /signalling HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: short\r\nSec-WebSocket-Version: 13\r\n\r\n',
      'POST /signalling HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 0\r\n\r\n',
      'GET /signalling HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
      'nonsense\r\n\r\n',
    ];
    for (const request of requests) {
      const answer = await new Promise<string>((resolve) => {
        let text = '';
        const socket = connect(Number(port), hostname, () => socket.write(request));
        socket.on('data', (data) => (text += String(data)));
        socket.on('error', () => {});
        socket.on('close', () => resolve(text));
      });
      expect(answer).toMatch(/^HTTP\/1\.1 4/);
    }
    if (!elsewhere) await expect.poll(() => stage.server.sockets()).toBe(0);
    await serves(stage);
  });
});

describe('bad input, with the server at hand', () => {
  const stage = onStage({ fakeClock: true });

  it.skipIf(elsewhere)(
    '[SIGNAL-22, SEC-21] a socket that does not log in closes with UNAUTHENTICATED, heartbeats or not',
    async () => {
      const [busy, idle] = [await stage.open(), await stage.open()];
      stage.clock.advance(9_000);
      await busy.ask('heartbeat', {});
      await idle.ask('heartbeat', {});
      stage.clock.advance(1_500);
      expect((await within(busy.closed, 'the closing')).code).toBe(4401);
      expect((await within(idle.closed, 'the closing')).code).toBe(4401);
      await serves(stage);
    },
  );

  it.skipIf(elsewhere)("[SIGNAL-23] a user's socket that is silent for 30 s closes with SILENT", async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await stage.login(stage.fresh('ann'), room), await stage.login(stage.fresh('bob'), room)];
    stage.clock.advance(20_000);
    await ann.ask('heartbeat', {});
    stage.clock.advance(10_500);
    expect((await within(bob.closed, 'the closing')).code).toBe(4408);
    expect(await ann.toldSoFar()).not.toContain('roomStreamUpdate');
  });

  it.skipIf(elsewhere)('[SIGNAL-34] a socket that says nothing but answers pings lives', async () => {
    const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    for (let tens = 0; tens < 6; tens++) {
      const pinged = ann.ponged();
      stage.clock.advance(10_500);
      await within(pinged, 'the ping');
    }
    expect(await ann.ask('heartbeat', {})).toHaveProperty('serverTime');
  });

  it.skipIf(elsewhere)('[SIGNAL-24, SEC-30] more than 256 requests waiting close with FLOOD', async () => {
    const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    const release = stage.engine.holdNext('openTransport');
    const requests = [ann.ask('openTransport', { direction: 'send' })];
    for (let count = 0; count < 257; count++) requests.push(ann.ask('openTransport', { direction: 'receive' }));
    for (const request of requests) request.catch(() => {});
    expect((await within(ann.closed, 'the closing')).code).toBe(4429);
    release();
    await serves(stage);
  });

  it.skipIf(elsewhere)(
    '[SIGNAL-25, SEC-29] requests above the rate are refused at first, then the socket is closed',
    async () => {
      const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
      const outcomes = await Promise.all(Array.from({ length: 610 }, () => failureOf(ann.ask('heartbeat', {}))));
      expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(599);
      expect(outcomes.filter((outcome) => outcome === 'TOO_MANY_REQUESTS')).toHaveLength(11);
      stage.clock.advance(1_000);
      expect(await failureOf(ann.ask('heartbeat', {}))).toBe('ok');
      for (let count = 0; count < 1_000; count++) ann.ask('heartbeat', {}).catch(() => {});
      expect((await within(ann.closed, 'the closing')).code).toBe(4429);
      await serves(stage);
    },
  );

  it.skipIf(elsewhere)('[SIGNAL-27, SEC-24] a client that does not read closes with SLOW', async () => {
    const room = stage.fresh('room');
    const ann = await stage.login(stage.fresh('ann'), room);
    const session = stage.server.cloud.apps.session(ann.snapshot.sessionID);
    ann.socket.pause();
    const fromUser = ann.params.user as never;
    for (let count = 0; count < 3_000 && session?.presence.state === 'present'; count++) {
      const message = { fromUser, message: 'x'.repeat(10_000), sendTime: 0, messageID: count };
      session.tell('broadcastMessages', { messages: [message] });
    }
    expect(session?.presence.state).toBe('away');
    await serves(stage);
    ann.socket.resume();
    expect((await within(ann.closed, 'the closing')).code).toBe(4430);
  });

  it.skipIf(elsewhere)('[SIGNAL-27] what it has not read is dropped when it does not confirm the closing either', async () => {
    const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    const session = stage.server.cloud.apps.session(ann.snapshot.sessionID);
    await expect.poll(() => stage.server.sockets()).toBe(1);
    ann.socket.pause();
    const message = { fromUser: ann.params.user as never, message: 'x'.repeat(100_000), sendTime: 0, messageID: 1 };
    for (let count = 0; count < 300 && session?.presence.state === 'present'; count++)
      session.tell('broadcastMessages', { messages: [message] });
    expect(session?.presence.state).toBe('away');
    stage.clock.advance(3_000);
    await expect.poll(() => stage.server.sockets()).toBe(0);
  });
});

describe('addresses', () => {
  const stage = onStage({
    fakeClock: true,
    overrides: { limits: { refusalBurst: 3, refusalsPerSecondAndAddress: 1, socketsPerAddress: 4 } },
  });

  it.skipIf(elsewhere)('[SIGNAL-26, SEC-23] an address whose logins were refused too often has to wait', async () => {
    const room = stage.fresh('room');
    const guess = async () => {
      const client = await stage.open();
      const outcome = await failureOf(
        client.ask('loginRoom', loginParams(stage, { userID: 'ann', roomID: room, token: '04guess' })),
      );
      await client.vanish();
      return outcome;
    };
    for (let count = 0; count < 3; count++) expect(await guess()).toBe('TOKEN_FORMAT');
    expect(await guess()).toBe('TOO_MANY_REQUESTS');
    const right = await stage.open();
    expect(await failureOf(right.ask('loginRoom', loginParams(stage, { userID: 'ann', roomID: room })))).toBe(
      'TOO_MANY_REQUESTS',
    );
    stage.clock.advance(1_000);
    expect(await failureOf(right.ask('loginRoom', loginParams(stage, { userID: 'ann', roomID: room })))).toBe('ok');
    stage.clock.advance(3_000);
  });

  it.skipIf(elsewhere)('[SIGNAL-37] many behind one address come back after their sessions have ended', async () => {
    const room = stage.fresh('room');
    await expect.poll(() => stage.server.sockets()).toBe(0);
    for (let count = 0; count < 8; count++) {
      const back = await stage.open();
      const keys = { sessionID: `of-an-earlier-server-${count}`, sessionKey: 'a'.repeat(64) };
      expect(await failureOf(back.ask('resumeRoom', keys))).toBe('SESSION_UNKNOWN');
      const params = loginParams(stage, { userID: `ann${count}`, roomID: room, reconnecting: true });
      expect(await failureOf(back.ask('loginRoom', params))).toBe('ok');
      await back.vanish();
      await expect.poll(() => stage.server.sockets()).toBe(0);
    }
  });

  it.skipIf(elsewhere)('[SIGNAL-29] one address has at most so many sockets', async () => {
    await expect.poll(() => stage.server.sockets()).toBe(0);
    const clients = [];
    for (let count = 0; count < 4; count++) clients.push(await stage.open());
    await expect(stage.open()).rejects.toThrow('429');
    await clients[0]?.vanish();
    await expect.poll(() => stage.server.sockets()).toBe(3);
    await serves(stage);
  });
});

describe('the log', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'trace', pretty: false, write: (line) => lines.push(line) });
  const stage = onStage({ overrides: { log } });

  it.skipIf(elsewhere)('[SIGNAL-40] no token, secret, session key or address stands in the log', async () => {
    const room = stage.fresh('room');
    const ann = await stage.login(stage.fresh('ann'), room);
    const bob = await stage.login(stage.fresh('bob'), room, { appSign: stage.app.appSign });
    const streamID = stage.fresh('s');
    const transportID = await openSend(ann);
    await ann.ask('startPublishing', { streamID, transportID, tracks: [track('audio')], extraInfo: '' });
    const play = {
      streamID,
      transportID: await openReceive(bob),
      capabilities: bob.snapshot.mediaCapabilities,
      audio: true,
      video: true,
    };
    await bob.ask('startPlaying', play);
    await failureOf(ann.ask('connectTransport', { transportID, dtlsParameters }));
    stage.engine.failNext('openTransport', new Error('connect ECONNREFUSED 192.0.2.1:443 or [2001:db8::7:1]:443') as never);
    await failureOf(ann.ask('openTransport', { direction: 'receive' }));
    const stranger = await stage.open();
    await failureOf(stranger.ask('loginRoom', loginParams(stage, { userID: 'x', roomID: room, token: ann.params.token })));
    await ann.ask('renewToken', { token: stage.token(ann.params.user.userID, { seconds: 60 }) });
    await loseNetwork(stage, ann);
    const { sessionID, sessionKey } = ann.snapshot;
    await (await stage.open()).ask('resumeRoom', { sessionID, sessionKey });
    await bob.ask('logoutRoom', {});
    const text = lines.join('');
    expect(text).toContain(room);
    expect(text).toContain('ECONNREFUSED <address>');
    const secrets = [
      stage.app.serverSecret,
      stage.app.appSign,
      sessionKey,
      bob.snapshot.sessionKey,
      ann.params.token ?? '-',
      '04AAAA',
    ];
    for (const secret of secrets) expect(text).not.toContain(secret);
    for (const address of ['127.0.0.1', '::1', '192.0.2.1', '2001:db8']) expect(text).not.toContain(address);
  });
});
