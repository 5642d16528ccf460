import type { User } from '@liuyun/protocol';
import { closeCodes } from '@liuyun/protocol/closeCodes';
import { RtcError } from '@liuyun/protocol/errors';
import { describe, expect, test } from 'vitest';
import { failureOf, fakeCall, playOptions, streamOf, thrownBy } from '../platform/fake/fakeCall.ts';

const user = (userID: string) => ({ userID, userName: userID }) as unknown as User;

describe('login', () => {
  test('[CLIENT-11] login and both media transports are asked for together', async () => {
    const { platform, server, engine } = fakeCall();
    server.script('loginRoom', () => 'silence');
    void engine
      .login('room', { userID: 'ann', userName: '' }, { token: 't', userUpdate: true, maxMemberCount: 0 })
      .catch(() => undefined);
    await platform.settle();
    expect(server.names()).toEqual(['loginRoom', 'openTransport', 'openTransport']);
    expect(server.asked[0]?.params).toMatchObject({ appID: 1, roomID: 'room', token: 't', userUpdate: true });
    expect(engine.room?.state).toBe('loggingIn');
  });

  test('[CLIENT-15] after login the full lists are told once, without own things', async () => {
    const { server, login, of } = fakeCall();
    server.users = [user('ann'), user('bob')];
    server.streams = [streamOf('ann', 'a'), streamOf('bob', 'b')];
    await login();
    expect(of('usersChanged')).toEqual([['room', 'ADD', [user('bob')]]]);
    expect(of('streamsChanged')).toMatchObject([['room', 'ADD', [{ streamID: 'b' }], []]]);
  });

  test('[CLIENT-15] an empty room gives no call', async () => {
    const { login, of } = fakeCall();
    await login();
    expect(of('usersChanged')).toEqual([]);
    expect(of('streamsChanged')).toEqual([]);
  });

  test('[CLIENT-12] a refusal rejects, is told, and is not tried again', async () => {
    const { platform, server, login, reasons, engine, of } = fakeCall();
    server.script('loginRoom', () => new RtcError('TOKEN_EXPIRED', 'yesterday'));
    expect(await failureOf(login())).toBe('TOKEN_EXPIRED');
    expect(of('roomStateChanged').at(-1)).toEqual(['room', 'LOGIN_FAILED', 'TOKEN_EXPIRED', 'yesterday']);
    expect(engine.room).toBeUndefined();
    await platform.pass(20_000, 5_000);
    expect(server.count('loginRoom')).toBe(1);
    expect(reasons()).toEqual(['LOGINING', 'LOGIN_FAILED TOKEN_EXPIRED']);
    expect(platform.clock.pending).toBe(0);
    expect(platform.hintListeners).toBe(0);
  });

  test('[CLIENT-12] no server: CONNECT_FAILED; no answer: LOGIN_TIMEOUT; a newer protocol: INIT_WRONG', async () => {
    const unreachable = fakeCall();
    unreachable.platform.network.refusing.add('ws://one');
    const first = failureOf(unreachable.login());
    await unreachable.platform.pass(10, 5);
    expect(await first).toBe('CONNECT_FAILED');

    const silent = fakeCall();
    silent.server.script('loginRoom', () => 'silence');
    const second = failureOf(silent.login());
    await silent.platform.settle();
    await silent.platform.pass(10_000, 2_000);
    expect(await second).toBe('LOGIN_TIMEOUT');

    const newer = fakeCall();
    newer.server.script('loginRoom', () => 'silence');
    const third = failureOf(newer.login());
    await newer.platform.settle();
    newer.platform.network.latest.close(closeCodes.PROTOCOL_VERSION.code);
    await newer.platform.settle();
    expect(await third).toBe('INIT_WRONG');
  });

  test('[CLIENT-95] a room that takes no more users just now is asked again on the same connection', async () => {
    const { platform, server, login, reasons } = fakeCall();
    for (let count = 0; count < 2; count++) server.fail('loginRoom', 'TOO_MANY_REQUESTS');
    const logging = login();
    await platform.pass(5_000, 100);
    await logging;
    expect(server.count('loginRoom')).toBe(3);
    expect(reasons()).toEqual(['LOGINING', 'LOGINED']);
    expect(platform.network.sockets).toHaveLength(1);
  });

  test('[CLIENT-95, CLIENT-13] leaving while waiting for a turn ends it, and nobody is logged in afterwards', async () => {
    const { platform, server, engine, login } = fakeCall();
    server.fail('loginRoom', 'TOO_MANY_REQUESTS');
    server.script('logoutRoom', () => 'silence');
    const logging = failureOf(login());
    await platform.settle();
    engine.logout();
    await platform.pass(12_000, 500);
    expect(await logging).toBe('LOGIN_CANCELLED');
    expect(server.count('loginRoom')).toBe(1);
    expect(platform.clock.pending).toBe(0);
  });

  test('[CLIENT-13] leaving during a login rejects it, and the server is told', async () => {
    const { platform, server, engine, reasons, login } = fakeCall();
    server.script('loginRoom', () => 'silence');
    const logging = failureOf(login());
    await platform.settle();
    engine.logout();
    expect(await logging).toBe('LOGIN_CANCELLED');
    await platform.settle();
    expect(server.names().at(-1)).toBe('logoutRoom');
    expect(reasons()).toEqual(['LOGINING', 'LOGIN_FAILED LOGIN_CANCELLED']);
    expect(engine.room).toBeUndefined();
    expect(platform.clock.pending).toBe(0);
  });

  test('[CLIENT-14] one room at a time', async () => {
    const { engine, login } = fakeCall();
    const user = { userID: 'ann', userName: '' };
    const options = { token: 't', userUpdate: false, maxMemberCount: 0 };
    const running = login();
    expect(await failureOf(engine.login('other', user, options))).toBe('LOGIN_IN_PROGRESS');
    await running;
    expect(await failureOf(engine.login('room', user, options))).toBe('ROOM_ALREADY_JOINED');
    expect(await failureOf(engine.login('other', user, options))).toBe('ROOM_COUNT_EXCEEDED');
    expect(thrownBy(() => engine.logout('other'))).toBe('ROOM_NOT_JOINED');
    engine.logout();
    await login();
    expect(engine.room?.state).toBe('loggedIn');
  });

  test('[CLIENT-21] notices that overtake the snapshot count after it', async () => {
    const { server, login, of } = fakeCall();
    server.users = [user('bob')];
    server.script('loginRoom', () => {
      const snapshot = server.snapshot();
      server.tell('roomUserUpdate', { change: 'DELETE', users: [user('bob')] });
      server.tell('roomUserUpdate', { change: 'ADD', users: [user('cat')] });
      return snapshot;
    });
    await login();
    expect(of('usersChanged').map(([, change, users]) => [change, users])).toEqual([
      ['ADD', [user('bob')]],
      ['DELETE', [user('bob')]],
      ['ADD', [user('cat')]],
    ]);
  });
});

describe('a lost connection', () => {
  test('[CLIENT-16] the session is resumed: differences are told, media is not touched, RECONNECTED comes last', async () => {
    const { platform, server, login, publish, engine, told, reasons } = fakeCall();
    server.users = [user('bob'), user('cat')];
    await login();
    await publish(engine);
    const transports = platform.transports.length;
    told.length = 0;
    platform.network.latest.cut();
    expect(reasons()).toEqual(['RECONNECTING ROOM_RECONNECTING']);
    expect(engine.room?.state).toBe('reconnecting');
    server.users = [user('bob'), user('dan')];
    server.streams = [streamOf('dan', 'd')];
    await platform.pass(10, 10);
    expect(told.map(([name, , second]) => [name, second])).toEqual([
      ['roomStateChanged', 'RECONNECTING'],
      ['usersChanged', 'DELETE'],
      ['usersChanged', 'ADD'],
      ['streamsChanged', 'ADD'],
      ['userCountChanged', 3],
      ['roomStateChanged', 'RECONNECTED'],
    ]);
    expect(platform.transports).toHaveLength(transports);
    expect(server.count('loginRoom')).toBe(1);
  });

  test('[CLIENT-17] a session the server no longer knows is logged in anew, and everything wanted returns', async () => {
    const { platform, server, login, publish, play, engine, told, reasons, states, of } = fakeCall();
    server.users = [user('bob'), user('cat')];
    server.streams = [streamOf('bob', 'b'), streamOf('cat', 'c')];
    await login();
    const { stayID } = server.last('loginRoom');
    expect(stayID).toMatch(/^[0-9a-f]{32}$/);
    await publish(engine);
    const stream = await play('b');
    const [before] = stream.getTracks();
    told.length = 0;
    platform.network.latest.cut();
    server.restart();
    server.users = [user('bob')];
    server.streams = [streamOf('bob', 'b')];
    await platform.pass(10, 10);
    expect(server.last('loginRoom')).toMatchObject({ reconnecting: true, token: 'token', stayID });
    expect(reasons()).toEqual(['RECONNECTING ROOM_RECONNECTING', 'RECONNECTED']);
    expect(of('streamsChanged')).toMatchObject([
      ['room', 'DELETE', [{ streamID: 'c' }], [{ streamID: 'c', code: 5 }]],
      ['room', 'ADD', [{ streamID: 'b' }], []],
    ]);
    expect(states('mine')).toEqual(['PUBLISH_REQUESTING NETWORK_BROKEN', 'PUBLISHING']);
    expect(states('b')).toEqual(['PLAY_REQUESTING NETWORK_BROKEN', 'PLAYING']);
    expect(stream.getTracks()).toHaveLength(2);
    expect(stream.getTracks()).not.toContain(before);
    expect(server.names().filter((name) => name.startsWith('stop'))).toEqual([]);
  });

  test('[CLIENT-133] a session that the server does not know is not asked for again, however often the login has to wait', async () => {
    const { platform, server, login, reasons } = fakeCall();
    await login();
    platform.network.latest.cut();
    server.restart();
    for (let count = 0; count < 2; count++) server.fail('loginRoom', 'TOO_MANY_REQUESTS');
    await platform.pass(10_000, 100);
    expect(reasons().at(-1)).toBe('RECONNECTED');
    expect([server.count('resumeRoom'), server.count('loginRoom')]).toEqual([1, 4]);
  });

  test('[CLIENT-7] attempts go on until one succeeds', async () => {
    const { platform, server, login, reasons } = fakeCall();
    await login();
    platform.network.refusing.add('ws://one');
    platform.network.latest.cut();
    // Refusals come at once, not after a step that would look like silence.
    await platform.pass(20_000, 100);
    const attempts = platform.network.sockets.length;
    expect(attempts).toBeGreaterThan(5);
    expect(attempts).toBeLessThan(11);
    platform.network.refusing.clear();
    await platform.pass(10_000);
    expect(reasons().at(-1)).toBe('RECONNECTED');
    expect(server.count('loginRoom')).toBe(1);
  });

  test('[CLIENT-18] after the window it is given up, and nothing goes on', async () => {
    const { platform, login, publish, engine, reasons, states } = fakeCall();
    engine.tune({ roomRetryMs: 20_000 });
    await login();
    await publish(engine);
    platform.network.refusing.add('ws://one');
    platform.network.latest.cut();
    await platform.pass(25_000);
    expect(reasons().at(-1)).toBe('RECONNECT_FAILED ROOM_RETRY_TIMEOUT');
    expect(states('mine').at(-1)).toBe('NO_PUBLISH ROOM_RETRY_TIMEOUT');
    expect(engine.room).toBeUndefined();
    const attempts = platform.network.sockets.length;
    platform.hint('online');
    await platform.pass(60_000, 5_000);
    expect(platform.network.sockets).toHaveLength(attempts);
    expect(platform.clock.pending).toBe(0);
  });

  test('[CLIENT-18] a failure that time does not heal ends it at once', async () => {
    for (const failure of ['USER_ACTIVE_ELSEWHERE', 'TOKEN_EXPIRED'] as const) {
      const { platform, server, login, reasons } = fakeCall();
      await login();
      platform.network.latest.cut();
      server.restart();
      server.script('loginRoom', () => new RtcError(failure));
      await platform.pass(10, 10);
      expect(reasons().at(-1)).toBe(`RECONNECT_FAILED ${failure}`);
      expect(platform.clock.pending).toBe(0);
    }
  });

  test('[CLIENT-18] so does the answer that somebody else has taken the place of the session meanwhile', async () => {
    const { platform, server, login, publish, engine, reasons, states } = fakeCall();
    await login();
    await publish(engine);
    platform.network.latest.cut();
    server.fail('resumeRoom', 'USER_ACTIVE_ELSEWHERE');
    await platform.pass(60_000, 1_000);
    expect(reasons()).toEqual([
      'LOGINING',
      'LOGINED',
      'RECONNECTING ROOM_RECONNECTING',
      'RECONNECT_FAILED USER_ACTIVE_ELSEWHERE',
    ]);
    expect(states('mine').at(-1)).toBe('NO_PUBLISH USER_ACTIVE_ELSEWHERE');
    expect([server.count('resumeRoom'), server.count('loginRoom')]).toEqual([1, 1]);
  });

  test.each([
    { connectMs: 100, patienceMs: 700 },
    { connectMs: 900, patienceMs: 3_600 },
    { connectMs: 3_000, patienceMs: 5_000 },
  ])(
    '[CLIENT-9] where packets vanish, attempts follow each other closely in the first minute: $patienceMs ms after one that took $connectMs',
    async ({ connectMs, patienceMs }) => {
      const { platform, login } = fakeCall();
      platform.network.silent.add('ws://one');
      const logging = login();
      await platform.pass(connectMs, 100);
      platform.network.latest.accept();
      await platform.settle();
      await logging;
      platform.network.latest.cut();
      const begun: number[] = [];
      let known = platform.network.sockets.length;
      for (let at = 0; at < 90_000; at += 250) {
        await platform.pass(250, 250);
        if (platform.network.sockets.length > known) begun.push(at);
        known = platform.network.sockets.length;
      }
      const gaps = begun.slice(1).map((at, index) => ({ at, gap: at - (begun[index] ?? 0) }));
      const early = gaps.filter(({ at }) => at < 60_000).map(({ gap }) => gap);
      expect(Math.min(...early)).toBeGreaterThanOrEqual(patienceMs - 250);
      expect(early.filter((gap) => gap > patienceMs + 600).length).toBeLessThanOrEqual(Math.ceil(early.length / 8));
      expect(Math.max(...early)).toBeLessThanOrEqual(5_600);
      const late = gaps.filter(({ at }) => at > 70_000).map(({ gap }) => gap);
      expect(Math.min(...late)).toBeGreaterThanOrEqual(6_500);
    },
  );

  test('[CLIENT-8] a hint begins an attempt anew that is stuck, but not one that the server has accepted', async () => {
    const { platform, server, login, reasons } = fakeCall();
    await login();
    platform.network.silent.add('ws://one');
    platform.network.latest.cut();
    await platform.pass(1_000);
    expect(platform.network.sockets).toHaveLength(2);
    platform.network.silent.clear();
    server.script('resumeRoom', () => 'silence');
    platform.hint('online');
    platform.hint('online');
    await platform.pass(1_000);
    expect(platform.network.sockets).toHaveLength(3);
    platform.hint('online');
    await platform.settle();
    expect(platform.network.sockets).toHaveLength(3);
    await platform.pass(30_000);
    expect(reasons().filter((reason) => reason === 'RECONNECTED')).toHaveLength(1);
  });

  test('[CLIENT-8] a hint cuts the wait short', async () => {
    const { platform, login, reasons } = fakeCall();
    await login();
    platform.network.refusing.add('ws://one');
    platform.network.latest.cut();
    await platform.pass(15_000);
    platform.network.refusing.clear();
    const attempts = platform.network.sockets.length;
    platform.hint('online');
    await platform.settle();
    expect(platform.network.sockets).toHaveLength(attempts + 1);
    expect(reasons().at(-1)).toBe('RECONNECTED');
  });

  test('[CLIENT-8][CLIENT-20] a closing server is left when it says so, and returned to not earlier', async () => {
    const { platform, server, login, reasons } = fakeCall();
    await login();
    server.tell('serverClosing', { retryAfterMs: 8_000 });
    await platform.settle();
    platform.network.latest.close(closeCodes.SERVER_CLOSING.code);
    await platform.settle();
    expect(reasons().at(-1)).toBe('RECONNECTING ROOM_RECONNECTING');
    await platform.pass(5_000);
    platform.hint('online');
    await platform.settle();
    expect(platform.network.sockets).toHaveLength(1);
    await platform.pass(3_500);
    expect(reasons().at(-1)).toBe('RECONNECTED');
  });

  test('[CLIENT-20] a closing server that keeps the socket open is left all the same', async () => {
    const { platform, server, login, reasons } = fakeCall();
    await login();
    server.tell('serverClosing', { retryAfterMs: 3_000 });
    await platform.settle();
    await platform.pass(2_900, 100);
    expect(platform.network.latest.over).toBe(false);
    await platform.pass(200, 100);
    expect(platform.network.sockets).toHaveLength(2);
    expect(reasons().at(-1)).toBe('RECONNECTED');
  });

  test('[CLIENT-22] a token renewed without a connection is used for the next login and told to a resumed session', async () => {
    const { platform, server, login, engine } = fakeCall();
    await login();
    platform.network.latest.cut();
    await engine.renewToken('fresh');
    await platform.pass(10, 10);
    expect(server.last('renewToken')).toEqual({ token: 'fresh' });
    platform.network.latest.cut();
    server.restart();
    await platform.pass(10, 10);
    expect(server.last('loginRoom')).toMatchObject({ token: 'fresh' });
    expect(thrownBy(() => engine.renewToken(''))).toBe('TOKEN_FORMAT');
    expect(thrownBy(() => engine.renewToken('x', 'other'))).toBe('ROOM_NOT_JOINED');
  });

  test('[CLIENT-130] a token that the server refuses for good gives way to the one before, unless another is there by then', async () => {
    const { platform, server, login, engine } = fakeCall();
    const renew = async (token: string) => {
      const failure = failureOf(engine.renewToken(token));
      await platform.settle();
      return failure;
    };
    const shownNext = async () => {
      platform.network.latest.cut();
      server.restart();
      await platform.pass(10, 10);
      return server.last('loginRoom').token;
    };
    await login();
    expect(await renew('good')).toBe('no failure');
    server.fail('renewToken', 'TOKEN_FORMAT');
    expect(await renew('bad')).toBe('TOKEN_FORMAT');
    expect(await shownNext()).toBe('good');

    server.fail('renewToken', 'TOKEN_FORMAT');
    server.fail('renewToken', 'TOKEN_FORMAT');
    const both = [failureOf(engine.renewToken('bad')), failureOf(engine.renewToken('worse'))];
    await platform.settle();
    expect(await Promise.all(both)).toEqual(['TOKEN_FORMAT', 'TOKEN_FORMAT']);
    expect(await shownNext()).toBe('good');

    server.fail('renewToken', 'TOKEN_FORMAT');
    const refused = failureOf(engine.renewToken('bad'));
    const taken = failureOf(engine.renewToken('better'));
    await platform.settle();
    expect([await refused, await taken]).toEqual(['TOKEN_FORMAT', 'no failure']);
    expect(await shownNext()).toBe('better');

    server.fail('renewToken', 'TOO_MANY_REQUESTS');
    expect(await renew('newest')).toBe('TOO_MANY_REQUESTS');
    expect(await shownNext()).toBe('newest');
  });

  test('[CLIENT-130] a token that was handed over without a connection and is no good does not end the stay', async () => {
    const { platform, server, login, engine, reasons } = fakeCall();
    await login();
    platform.network.latest.cut();
    await engine.renewToken('bad');
    server.fail('renewToken', 'TOKEN_FORMAT');
    await platform.pass(10, 10);
    platform.network.latest.cut();
    server.restart();
    await platform.pass(10, 10);
    expect(server.last('loginRoom').token).toBe('token');

    platform.network.latest.cut();
    await engine.renewToken('worse');
    server.restart();
    server.fail('loginRoom', 'TOKEN_FORMAT');
    await platform.pass(5_000, 100);
    const logins = server.asked.filter(({ name }) => name === 'loginRoom').map(({ params }) => params.token);
    expect(logins.slice(-2)).toEqual(['worse', 'token']);
    expect(reasons().at(-1)).toBe('RECONNECTED');

    platform.network.latest.cut();
    server.restart();
    server.fail('loginRoom', 'TOKEN_EXPIRED');
    await platform.pass(5_000, 100);
    expect(reasons().at(-1)).toBe('RECONNECT_FAILED TOKEN_EXPIRED');
  });
});

describe('being thrown out', () => {
  test('[CLIENT-19] a kick-out is told with its failure and reason, everything stops, nobody returns', async () => {
    const { platform, server, login, publish, play, engine, reasons, states, of } = fakeCall();
    server.streams = [streamOf('bob', 'b')];
    await login();
    await publish(engine);
    await play('b');
    server.tell('kickedOut', { failure: 'KICKED_BY_SERVER', detail: 'rude' });
    platform.network.latest.close(closeCodes.KICKED_OUT.code);
    await platform.settle();
    expect(of('roomStateChanged').at(-1)).toEqual(['room', 'KICKOUT', 'KICKED_BY_SERVER', 'rude']);
    expect(states('mine').at(-1)).toBe('NO_PUBLISH KICKED_BY_SERVER');
    expect(states('b').at(-1)).toBe('NO_PLAY KICKED_BY_SERVER');
    platform.hint('online');
    await platform.pass(60_000, 5_000);
    expect(platform.network.sockets).toHaveLength(1);
    expect(reasons().at(-1)).toBe('KICKOUT KICKED_BY_SERVER');
    expect(platform.clock.pending).toBe(0);
  });

  test('[CLIENT-19] a close code without a notice, and the answer to a return, are kick-outs too', async () => {
    const coded = fakeCall();
    await coded.login();
    coded.platform.network.latest.close(closeCodes.KICKED_OUT.code);
    await coded.platform.settle();
    expect(coded.reasons().at(-1)).toBe('KICKOUT KICKED_BY_SERVER');

    const returning = fakeCall();
    await returning.login();
    returning.platform.network.latest.cut();
    returning.server.script('resumeRoom', () => new RtcError('KICKED_BY_OTHER_LOGIN'));
    await returning.platform.pass(10, 10);
    expect(returning.reasons().at(-1)).toBe('KICKOUT KICKED_BY_OTHER_LOGIN');
  });

  test('[CLIENT-23] close codes after which returning makes no sense end the room', async () => {
    for (const [name, failure] of [
      ['FLOOD', 'TOO_MANY_REQUESTS'],
      ['BAD_FRAME', 'INPUT_PARAM'],
      ['TOO_BIG', 'INPUT_PARAM'],
    ] as const) {
      const { platform, login, reasons } = fakeCall();
      await login();
      platform.network.latest.close(closeCodes[name].code);
      await platform.settle();
      expect(reasons().slice(-2)).toEqual(['RECONNECTING ROOM_RECONNECTING', `RECONNECT_FAILED ${failure}`]);
      expect(platform.clock.pending).toBe(0);
    }
  });

  test('[CLIENT-10] a room that was left leaves nothing behind', async () => {
    const { platform, server, login, publish, play, engine, reasons, states } = fakeCall();
    server.streams = [streamOf('bob', 'b')];
    await login();
    const tracks = await publish(engine);
    await play('b', playOptions);
    engine.logout('room');
    expect(reasons().at(-1)).toBe('LOGOUT');
    expect(states('mine').at(-1)).toBe('NO_PUBLISH');
    expect(states('b').at(-1)).toBe('NO_PLAY');
    await platform.settle();
    expect(server.names().at(-1)).toBe('logoutRoom');
    expect(tracks.audio.readyState).toBe('live');
    expect(platform.transports.every((transport) => transport.closed)).toBe(true);
    expect(platform.clock.pending).toBe(0);
    expect(platform.hintListeners).toBe(0);
  });
});
