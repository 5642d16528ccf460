import { connect, type Socket } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { httpLimits } from '../../server/gateways/http/HttpGateway.ts';
import { signallingLimits } from '../../server/gateways/signalling/SignallingLimits.ts';
import { Client, failureOf, within } from './Client.ts';
import { apiOf, elsewhere, loginParams, onStage, type Stage } from './server.ts';

/** A connection to the server's port on which the test writes what it likes; `closed` gives what came back. */
function rawSocket(stage: Stage): { socket: Socket; closed: Promise<string> } {
  const { hostname, port } = new URL(stage.url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (data) => (text += String(data)));
  socket.on('error', () => {});
  return { socket, closed: new Promise((resolve) => socket.on('close', () => resolve(text))) };
}

it('[SEC-20][SEC-21][SEC-23][SEC-24][SEC-25][SEC-27] where nothing is configured the figures are those that are documented', () => {
  expect(signallingLimits).toMatchObject({
    unauthenticatedPerAddress: 1_000,
    unauthenticatedSockets: 10_000,
    unauthenticatedMs: 10_000,
    refusalBurst: 100,
    refusalsPerSecondAndAddress: 2,
    bufferedBytes: 1_048_576,
    closingMs: 2_000,
    bufferedMs: 30_000,
    frameBytes: 131_072,
    queuedRequests: 256,
    socketsPerAddress: 2_000,
    loginsPerSecondAndAddress: 100,
  });
  expect(httpLimits).toMatchObject({ headersMs: 10_000, requestMs: 30_000 });
});

describe.skipIf(elsewhere)('sockets of nobody', () => {
  const stage = onStage({ overrides: { limits: { unauthenticatedPerAddress: 2 } } });

  it('[SEC-20] one address has at most so many sockets on which nobody has logged in', async () => {
    const [first] = [await stage.open(), await stage.open()];
    await expect(Client.open(stage.url)).rejects.toThrow('429');
    await first?.ask('loginRoom', loginParams(stage, { userID: stage.fresh('ann'), roomID: stage.fresh('room') }));
    await stage.open();
    await expect(Client.open(stage.url)).rejects.toThrow('429');
  });

  it('[SEC-20] a socket that failed its handshake, or closed, counts no more', async () => {
    await expect.poll(() => stage.server.sockets()).toBe(0);
    for (let count = 0; count < 5; count++) {
      const { socket, closed } = rawSocket(stage);
      socket.write('GET /signalling HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      expect(await closed).toMatch(/^HTTP\/1\.1 4/);
    }
    const open = () =>
      stage.open().then(
        () => true,
        () => false,
      );
    await expect.poll(open).toBe(true);
  });
});

describe.skipIf(elsewhere)('sockets of nobody, of all addresses', () => {
  const stage = onStage({ overrides: { limits: { unauthenticatedSockets: 1 } } });

  it('[SEC-20] there are at most so many, and those who are in do not count', async () => {
    const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    await stage.open();
    await expect(Client.open(stage.url)).rejects.toThrow('429');
    expect(await failureOf(ann.ask('heartbeat', {}))).toBe('ok');
  });
});

describe.skipIf(elsewhere)('slow clients', () => {
  const stage = onStage({ fakeClock: true, overrides: { limits: { bufferedBytes: 1_000_000_000 } } });

  it('[SEC-25] a client that is behind with reading for 30 s is cut, however little it is behind', async () => {
    const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    const session = stage.server.cloud.apps.session(ann.snapshot.sessionID);
    ann.socket.pause();
    const message = { fromUser: ann.params.user as never, message: 'x'.repeat(100_000), sendTime: 0, messageID: 1 };
    // More than the two kernels keep for a connection.
    for (let count = 0; count < 200; count++) session?.tell('broadcastMessages', { messages: [message] });
    for (let seconds = 0; seconds < 29; seconds += 1) {
      stage.clock.advance(1_000);
      // It says that it lives, and reads nothing.
      ann.socket.send(JSON.stringify({ id: 1_000 + seconds, ask: 'heartbeat', params: {} }));
      const bystander = await stage.open();
      await bystander.ask('heartbeat', {});
      await bystander.vanish();
    }
    expect(session?.presence.state).toBe('present');
    stage.clock.advance(2_000);
    expect(session?.presence.state).toBe('away');
    stage.clock.advance(3_000);
    await expect.poll(() => stage.server.sockets()).toBe(0);
  });
});

describe.skipIf(elsewhere)('HTTP', () => {
  const stage = onStage({ overrides: { httpLimits: { headersMs: 300, requestMs: 600, checkMs: 50 } } });

  it('[SEC-27] whoever sends nothing, half a header, or half a body is cut off', async () => {
    const head = 'POST /start/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{';
    for (const sent of ['', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', head]) {
      const { socket, closed } = rawSocket(stage);
      if (sent) socket.write(sent);
      expect(await within(closed, JSON.stringify(sent))).toMatch(/^$|^HTTP\/1\.1 408/);
    }
  });
});

// With the times that are usual: in the short ones above, a request of a machine that stands still for a moment is half a header.
describe.skipIf(elsewhere)('HTTP, what is too big', () => {
  const stage = onStage();
  const api = apiOf(stage);

  it('[SEC-26] bodies, URLs and headers above what anybody needs are refused before they are read', async () => {
    const big = (bytes: number) => Buffer.alloc(bytes, 'x');
    const json = { 'Content-Type': 'application/json' };
    expect(await api.raw('/start/token', { method: 'POST', body: big(17_000), headers: json })).toMatchObject({ status: 413 });
    expect(await api.send('/api/', { method: 'POST', body: big(70_000), headers: json })).toMatchObject({ Code: 3 });
    expect(await api.get(`/api/?Action=${'x'.repeat(13_000)}`)).toMatchObject({ Code: 3 });
    expect((await api.raw('/', { method: 'GET', headers: { 'X-Big': 'x'.repeat(20_000) } })).status).toBe(431);
  });
});

describe.skipIf(elsewhere)('wrong signatures', () => {
  const stage = onStage({ fakeClock: true });
  const api = apiOf(stage);
  const guess = (change: { [name: string]: string } = { Signature: '0'.repeat(32) }) =>
    api.call('KickoutUser', { RoomId: 'none', UserId: ['ann'] }, change);

  it('[SEC-22] an address that signs wrongly too often is told so, and right signatures are taken all the same', async () => {
    const codes = [];
    for (let count = 0; count < 99; count += 1) codes.push((await guess()).Code);
    expect(new Set(codes)).toEqual(new Set([100000005]));
    expect((await guess({ AppId: '7' })).Code).toBe(100000011);
    expect((await guess()).Code).toBe(206);
    expect((await guess({})).Code).toBe(104);
    stage.clock.advance(1_000);
    expect((await guess()).Code).toBe(100000005);
  });
});

describe.skipIf(elsewhere)('limits of an app', () => {
  const stage = onStage({ app: { maxUsers: 3, maxRooms: 2 } });
  const comeIn = async (userID: string, roomID: string) => {
    const client = await stage.open();
    return failureOf(client.ask('loginRoom', loginParams(stage, { userID, roomID })));
  };
  beforeEach(() => {
    for (const session of [...stage.server.cloud.apps.sessions()]) {
      stage.server.cloud.apps.find(stage.app.appID)?.endSession(session, 'loggedOut');
    }
  });

  it('[SEC-28] an app has at most its number of users, exactly, however many come at once', async () => {
    const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((user) => comeIn(user, 'room')));
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === 'ROOM_FULL')).toHaveLength(3);
    const [insider = ''] =
      stage.server.cloud.apps
        .find(stage.app.appID)
        ?.rooms.get('room' as never)
        ?.members.keys() ?? [];
    expect(await comeIn(insider, 'room')).toBe('ok');
    expect(await comeIn('g', 'room')).toBe('ROOM_FULL');
  });

  it('[SEC-28] an app has at most its number of rooms', async () => {
    expect([await comeIn('a', 'one'), await comeIn('b', 'two'), await comeIn('c', 'three')]).toEqual(['ok', 'ok', 'ROOM_FULL']);
    expect(await comeIn('c', 'two')).toBe('ok');
  });
});

describe.skipIf(elsewhere)('connections of one address', () => {
  const config = { socketsPerAddress: 2, trustedProxies: [] };
  const stage = onStage({ config });

  it('[SEC-32] above twice its sockets they are cut before anything is read, and come free again', async () => {
    const held = Array.from({ length: 4 }, () => rawSocket(stage));
    await Promise.all(held.map(({ socket }) => new Promise((resolve) => socket.once('connect', resolve))));
    const fifth = rawSocket(stage);
    fifth.socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await within(fifth.closed, 'the cut')).toBe('');
    for (const { socket } of held) socket.destroy();
    await Promise.all(held.map(({ closed }) => closed));
    await expect
      .poll(() =>
        fetch(`${stage.server.url}healthz`).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
  });
});

describe.skipIf(elsewhere)('logins of one user', () => {
  const stage = onStage({ fakeClock: true });

  it('[SEC-31] somebody with one good token logs in 20 times at once, then twice a second, and locks nobody else out', async () => {
    const roomID = stage.fresh('room');
    const comeIn = async (userID: string, token?: string) => {
      const client = await stage.open();
      const outcome = await failureOf(
        client.ask('loginRoom', { ...loginParams(stage, { userID, roomID }), ...(token && { token }) }),
      );
      await client.vanish();
      return outcome;
    };
    for (let count = 0; count < 25; count++) expect(await comeIn('ann', '04wrong')).toBe('TOKEN_FORMAT');
    for (let count = 0; count < 20; count++) expect(await comeIn('ann')).toBe('ok');
    expect(await comeIn('ann')).toBe('TOO_MANY_REQUESTS');
    expect(await comeIn('bob')).toBe('ok');
    stage.clock.advance(500);
    expect(await comeIn('ann')).toBe('ok');
  });
});
