import { describe, expect, it } from 'vitest';
import { Client, failureOf } from './Client.ts';
import { elsewhere, loginParams, onStage } from './server.ts';

describe('logging in', () => {
  const stage = onStage();

  it('[ROOMS-1] a login is answered with the whole state of the room', async () => {
    const room = stage.fresh('room');
    const ann = stage.fresh('ann');
    await stage.login(ann, room);
    const { snapshot } = await stage.login(stage.fresh('bob'), room);
    expect(snapshot).toMatchObject({ users: [{ userID: ann, userName: ann }], userCount: 2, streams: [], ownStreams: [] });
    expect(snapshot.sessionKey.length).toBeGreaterThanOrEqual(32);
    expect(snapshot.mediaCapabilities.codecs).toBeInstanceOf(Array);
    expect(Math.abs(snapshot.serverTime - Date.now())).toBeLessThan(60_000);
    expect(snapshot.tokenExpiresAt).toBeGreaterThan(Date.now());
    expect(snapshot.keepMs).toBeGreaterThanOrEqual(5_000);
  });

  it('[ROOMS-2] an AppID that does not exist is APP_ID_UNKNOWN', async () => {
    const client = await stage.open();
    const params = loginParams(stage, { userID: 'ann', roomID: 'r', appID: 4_294_967_295 });
    expect(await failureOf(client.ask('loginRoom', params))).toBe('APP_ID_UNKNOWN');
    for (const appID of [0, -1, 1.5, 4_294_967_296, '1', null]) {
      expect(await failureOf(client.askAnything('loginRoom', { ...params, appID }))).toBe('INPUT_PARAM');
    }
  });

  it('[ROOMS-3] a login without token and AppSign is NO_CREDENTIALS', async () => {
    const client = await stage.open();
    const params = loginParams(stage, { userID: 'ann', roomID: 'r' });
    expect(await failureOf(client.ask('loginRoom', { ...params, token: undefined }))).toBe('NO_CREDENTIALS');
    expect(await failureOf(client.ask('loginRoom', { ...params, token: '', appSign: '' }))).toBe('NO_CREDENTIALS');
  });

  it('[ROOMS-4] every wrong token has its own failure', async () => {
    const client = await stage.open();
    const login = (token: string) =>
      failureOf(client.ask('loginRoom', loginParams(stage, { userID: 'ann', roomID: 'r', token })));
    expect(await login('99abc')).toBe('TOKEN_VERSION');
    expect(await login('04')).toBe('TOKEN_FORMAT');
    expect(await login('04 not base64 \u0000')).toBe('TOKEN_FORMAT');
    expect(await login(`${stage.token('ann').slice(0, -12)}AAAAAAAAAAAA`)).toBe('TOKEN_FORMAT');
    expect(await login(stage.token('bob'))).toBe('TOKEN_USER_ID');
    expect(await login(stage.token('ann', { roomID: 'another' }))).toBe('LOGIN_REFUSED');
    expect(await login('x'.repeat(8_193))).toBe('INPUT_PARAM');
  });

  it('[ROOMS-5] a token without the login privilege is LOGIN_REFUSED', async () => {
    const client = await stage.open();
    const token = stage.token('ann', { roomID: 'r', login: 0 });
    expect(await failureOf(client.ask('loginRoom', loginParams(stage, { userID: 'ann', roomID: 'r', token })))).toBe(
      'LOGIN_REFUSED',
    );
  });

  it.skipIf(elsewhere && stage.app.appSign === '')(
    '[ROOMS-6] an AppSign is taken in place of a token and goes before it',
    async () => {
      const room = stage.fresh('room');
      const { appSign } = stage.app;
      const { snapshot } = await stage.login(stage.fresh('ann'), room, { token: undefined, appSign });
      expect(snapshot.tokenExpiresAt).toBeNull();
      await stage.login(stage.fresh('bob'), room, { token: 'nonsense', appSign: appSign.toUpperCase() });
      const wrong = loginParams(stage, { userID: 'cat', roomID: room, appSign: 'f'.repeat(64) });
      expect(await failureOf((await stage.open()).ask('loginRoom', wrong))).toBe('APP_SIGN_WRONG');
    },
  );

  it('[ROOMS-8] IDs and names that break a rule have their documented failures', async () => {
    const client = await stage.open();
    const good = loginParams(stage, { userID: 'ann', roomID: 'r' });
    const user = (userID: unknown, userName: unknown = 'Ann') => ({ ...good, user: { userID, userName } });
    const wrong: [unknown, string][] = [
      [user(''), 'USER_ID_EMPTY'],
      [user(undefined), 'USER_ID_EMPTY'],
      [user(7), 'USER_ID_EMPTY'],
      [user('u'.repeat(65)), 'USER_ID_TOO_LONG'],
      [user('é'.repeat(33)), 'USER_ID_TOO_LONG'],
      [user('a b'), 'USER_ID_ILLEGAL'],
      [user("'; DROP TABLE apps; --"), 'USER_ID_ILLEGAL'],
      [user('<img onerror="x">'), 'USER_ID_ILLEGAL'],
      [user('line\nbreak'), 'USER_ID_ILLEGAL'],
      [user('ann', 'n'.repeat(257)), 'USER_NAME_TOO_LONG'],
      [user('ann', null), 'USER_NAME_EMPTY'],
      [{ ...good, roomID: '' }, 'ROOM_ID_EMPTY'],
      [{ ...good, roomID: null }, 'ROOM_ID_EMPTY'],
      [{ ...good, roomID: 'r'.repeat(129) }, 'ROOM_ID_TOO_LONG'],
      [{ ...good, roomID: 'room\u0000' }, 'ROOM_ID_ILLEGAL'],
      [{ ...good, user: undefined }, 'INPUT_PARAM'],
      [{ ...good, user: 'ann' }, 'INPUT_PARAM'],
      [{ ...good, maxMemberCount: -1 }, 'INPUT_PARAM'],
      [{ ...good, userUpdate: 'yes' }, 'INPUT_PARAM'],
    ];
    for (const [params, failure] of wrong) {
      // Each on a socket of its own would be slower and prove no more; refused logins are limited, so they are few.
      expect(await failureOf(client.askAnything('loginRoom', params)), JSON.stringify(params)).toBe(failure);
    }
  });

  it('[ROOMS-8] the longest permitted IDs and names are accepted', async () => {
    const userID = stage.fresh("~!@#$^&*()_+=-;',.<>/").padEnd(64, 'u');
    const roomID = stage.fresh('r').padEnd(128, "~!@#$^&*()_+=-;',.<>/");
    const userName = `${'名'.repeat(85)}x`;
    const { snapshot } = await stage.login(userID, roomID, { user: { userID, userName } });
    expect(snapshot.userCount).toBe(1);
    const watcher = await stage.login(stage.fresh('bob'), roomID);
    expect(watcher.snapshot.users).toEqual([{ userID, userName }]);
  });

  it('[ROOMS-9] a second login on the same socket is refused and does not disturb the first', async () => {
    const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    expect(await failureOf(ann.ask('loginRoom', ann.params))).toBe('ROOM_ALREADY_JOINED');
    const { sessionID, sessionKey } = ann.snapshot;
    expect(await failureOf(ann.ask('resumeRoom', { sessionID, sessionKey }))).toBe('ROOM_ALREADY_JOINED');
    expect(await failureOf(ann.ask('sendBroadcastMessage', { message: 'still here' }))).toBe('ok');
  });

  it('[ROOMS-10] maxMemberCount is exact when everybody comes at once', async () => {
    const room = stage.fresh('room');
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const client = await stage.open();
        const params = loginParams(stage, { userID: `${room}-${index}`, roomID: room, maxMemberCount: 3 });
        return failureOf(client.ask('loginRoom', params));
      }),
    );
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === 'ROOM_FULL')).toHaveLength(5);
  });

  it('[ROOMS-11] later comers do not change the cap, and who leaves makes room', async () => {
    const room = stage.fresh('room');
    const ann = await stage.login(stage.fresh('ann'), room, { maxMemberCount: 2 });
    await stage.login(stage.fresh('bob'), room, { maxMemberCount: 1 });
    const cat = await stage.open();
    const params = loginParams(stage, { userID: stage.fresh('cat'), roomID: room, maxMemberCount: 9 });
    expect(await failureOf(cat.ask('loginRoom', params))).toBe('ROOM_FULL');
    await ann.ask('logoutRoom', {});
    expect(await failureOf(cat.ask('loginRoom', params))).toBe('ok');
  });
});

describe('logging in, with the server at hand', () => {
  const stage = onStage({ fakeClock: true });

  it.skipIf(elsewhere)('[ROOMS-4] an expired token, and one of another app', async () => {
    const client = await stage.open();
    const token = stage.token('ann', { seconds: 5 });
    stage.clock.advance(5_000);
    expect(await failureOf(client.ask('loginRoom', loginParams(stage, { userID: 'ann', roomID: 'r', token })))).toBe(
      'TOKEN_EXPIRED',
    );
    const other = { ...stage.app, appID: 77, serverSecret: stage.app.serverSecret };
    await stage.server.cloud.store.create(other);
    const params = loginParams(stage, { userID: 'ann', roomID: 'r', appID: 77 });
    expect(await failureOf(client.ask('loginRoom', params))).toBe('TOKEN_APP_ID');
  });

  it.skipIf(elsewhere)('[ROOMS-12, SEC-29] a room takes up to 200 logins per second', async () => {
    const room = stage.fresh('room');
    const outcomes: string[] = [];
    for (let index = 0; index < 201; index++) {
      const client = await stage.open();
      outcomes.push(await failureOf(client.ask('loginRoom', loginParams(stage, { userID: `${room}-${index}`, roomID: room }))));
    }
    expect(outcomes.slice(0, 200).every((outcome) => outcome === 'ok')).toBe(true);
    expect(outcomes[200]).toBe('TOO_MANY_REQUESTS');
    stage.clock.advance(1_000);
    expect((await stage.login(stage.fresh('late'), room)).snapshot.userCount).toBe(201);
  });

  it.skipIf(elsewhere)('[ROOMS-13] media that cannot be opened refuses its first comers, and only them', async () => {
    const room = stage.fresh('room');
    const release = stage.engine.holdNext('openRoom');
    stage.engine.failNext('openRoom');
    const first = [await stage.open(), await stage.open()];
    const logins = first.map((client, index) =>
      failureOf(client.ask('loginRoom', loginParams(stage, { userID: `${room}-${index}`, roomID: room }))),
    );
    await Promise.all(first.map((client) => client.ask('heartbeat', {})));
    release();
    expect(await Promise.all(logins)).toEqual(['MEDIA_FAILED', 'MEDIA_FAILED']);
    expect(stage.server.cloud.apps.find(stage.app.appID)?.rooms.has(room as never)).toBe(false);
    expect((await stage.login(stage.fresh('ann'), room)).snapshot.userCount).toBe(1);
  });

  it.skipIf(elsewhere)('[ROOMS-24] rooms of the same name in different apps have nothing to do with each other', async () => {
    const room = stage.fresh('room');
    const sign = 'c'.repeat(64);
    await stage.server.cloud.store.create({ ...stage.app, appID: 88, appSign: sign });
    const ann = await stage.login('ann', room);
    const other = await stage.login('ann', room, { appID: 88, token: undefined, appSign: sign });
    expect(other.snapshot.users).toEqual([]);
    await other.ask('sendBroadcastMessage', { message: 'only here' });
    expect(await ann.toldSoFar()).toEqual([]);
  });
});

describe('an app that takes tokens only', () => {
  const stage = onStage({ app: { tokenOnly: true } });

  it.skipIf(elsewhere)('[ROOMS-7] the AppSign is not looked at', async () => {
    const client = await stage.open();
    const params = loginParams(stage, { userID: 'ann', roomID: 'r', appSign: stage.app.appSign });
    expect(await failureOf(client.ask('loginRoom', { ...params, token: undefined }))).toBe('NO_CREDENTIALS');
    expect(await failureOf(client.ask('loginRoom', { ...params, appSign: 'wrong' }))).toBe('ok');
  });
});

describe('a client of its own', () => {
  it('the suite itself notices a server that is not there', async () => {
    await expect(Client.open('ws://127.0.0.1:1/signalling')).rejects.toThrow();
  });
});
