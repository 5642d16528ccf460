import type { UserID } from '@liuyun/protocol';
import { describe, expect, it } from 'vitest';
import { fakeCapabilities } from '../../server/media/fake/fakeCapabilities.ts';
import { consoleStage } from './consoleStage.ts';
import { track } from './rtp.ts';
import { apiOf, elsewhere, loseNetwork, openReceive, openSend } from './server.ts';

const refused = (name: string, field?: string) => ({ error: { name, ...(field !== undefined && { field }) } });

describe.skipIf(elsewhere)('console: what goes on', () => {
  const stage = consoleStage();
  const api = apiOf(stage);
  const { appID } = { appID: 1_234_567_890 };

  it('[CONSOLE-30] rooms are listed by their IDs, page by page, and found by a part of one', async () => {
    const admin = await stage.admin();
    const prefix = stage.fresh('list');
    for (const at of [3, 1, 2]) await stage.login(`user-${at}`, `${prefix}-${at}`);
    await stage.login('another', `${prefix}-1`);
    const page = async (cursor?: string) =>
      admin.ask('listRooms', { appID, search: prefix.toUpperCase(), limit: 2, ...(cursor && { cursor }) });
    const first = await page();
    expect(first).toMatchObject({
      items: [
        { roomID: `${prefix}-1`, users: 2, streams: 0 },
        { roomID: `${prefix}-2`, users: 1 },
      ],
      total: 3,
    });
    const second = await page(first.next);
    expect(second.items.map(({ roomID }) => roomID)).toEqual([`${prefix}-3`]);
    expect(second.next).toBeUndefined();
    await expect(admin.ask('listRooms', { appID: 7 })).rejects.toMatchObject(refused('NOT_FOUND'));
  });

  it('[CONSOLE-31] a room shows who is in it, how, and what they publish and play', async () => {
    const admin = await stage.admin();
    const roomID = stage.fresh('room');
    const [ann, bob, carl] = [
      await stage.login('ann', roomID),
      await stage.login('bob', roomID),
      await stage.login('carl', roomID),
    ];
    const [send, streamID] = [await openSend(ann), stage.fresh('s')];
    const tracks = [track('audio'), track('video')];
    await ann.ask('startPublishing', { streamID, transportID: send, tracks, extraInfo: '<script>' });
    const transportID = await openReceive(bob);
    await bob.ask('startPlaying', { streamID, transportID, capabilities: fakeCapabilities, audio: true, video: true });
    await ann.ask('reportQuality', { samples: [{ streamID, send: true, age: 0, videoKbps: 900, audioKbps: 50, fps: 24.5 }] });
    await loseNetwork(stage, carl);
    const room = await admin.ask('getRoom', { appID, roomID });
    expect(room).toMatchObject({ roomID, userCount: 3 });
    expect(room.users).toMatchObject([
      { userID: 'ann', state: 'present', publishes: [streamID], plays: 0 },
      { userID: 'bob', state: 'present', publishes: [], plays: 1 },
      { userID: 'carl', state: 'away', publishes: [], plays: 0 },
    ]);
    const live = { streamID, userID: 'ann', extraInfo: '<script>', players: 1, hidden: false, kbps: 950, fps: 24.5 };
    const shown = [
      { kind: 'audio', muted: false, forbidden: false },
      { kind: 'video', muted: false, forbidden: false },
    ];
    expect(room.streams).toMatchObject([{ ...live, tracks: shown }]);
    const first = await admin.ask('getRoom', { appID, roomID, limit: 2 });
    expect([first.users.length, first.userCount]).toEqual([2, 3]);
    const rest = await admin.ask('getRoom', { appID, roomID, limit: 2, cursor: first.next ?? '' });
    expect(rest.users.map(({ userID }) => userID)).toEqual(['carl']);
    expect(rest.next).toBeUndefined();
    for (const cursor of ['x', '1', '-', '1-']) {
      await expect(admin.ask('getRoom', { appID, roomID, cursor })).rejects.toMatchObject(refused('BAD_REQUEST', 'cursor'));
    }
    await expect(admin.ask('getRoom', { appID, roomID: 'nowhere' })).rejects.toMatchObject(refused('NOT_FOUND'));
  });

  it('[CONSOLE-37] users of a room are found by a part of their ID or name, page by page', async () => {
    const admin = await stage.admin();
    const roomID = stage.fresh('room');
    for (const [userID, userName] of [
      ['ann-1', '小云'],
      ['bob-1', 'Bob'],
      ['ann-2', 'Ann'],
      ['carl', 'the ANN'],
    ] as const)
      await stage.login(userID, roomID, { user: { userID: userID as UserID, userName } });
    const found = async (more: object) => {
      const room = await admin.ask('getRoom', { appID, roomID, ...more });
      return { users: room.users.map(({ userID }) => userID), found: room.found, all: room.userCount, next: room.next };
    };
    expect(await found({ search: 'ann' })).toEqual({ users: ['ann-1', 'ann-2', 'carl'], found: 3, all: 4, next: undefined });
    const first = await found({ search: 'ann', limit: 2 });
    expect(first.users).toEqual(['ann-1', 'ann-2']);
    expect((await found({ search: 'ann', limit: 2, cursor: first.next })).users).toEqual(['carl']);
    expect((await found({ search: '小' })).users).toEqual(['ann-1']);
    expect(await found({ search: 'nobody' })).toMatchObject({ users: [], found: 0, all: 4 });
  });

  it('[CONSOLE-37] what is forbidden is found by a part of an ID or an address', async () => {
    const admin = await stage.admin();
    const [userID, roomID, streamID] = [stage.fresh('Spammer'), stage.fresh('spam-room'), stage.fresh('s')];
    await admin.ask('forbidUser', { appID, userID, seconds: 60 });
    await admin.ask('forbidUser', { appID, roomID, seconds: 60 });
    await admin.ask('forbidUser', { appID, address: '198.51.100.7', seconds: 60 });
    await admin.ask('forbidStream', { appID, streamID, whole: true });
    const found = async (search: string) => {
      const { items, total } = await admin.ask('listRules', { appID, search });
      expect(total).toBe(items.length);
      return items.map((rule) => rule.userID ?? rule.roomID ?? rule.address ?? rule.streamID);
    };
    expect((await found('SPAM')).sort()).toEqual([userID, roomID].sort());
    expect(await found('51.100')).toEqual(['198.51.100.7']);
    expect(await found(streamID)).toEqual([streamID]);
    expect(await found(stage.fresh('never'))).toEqual([]);
    for (const { id } of (await admin.ask('listRules', { appID })).items) await admin.ask('removeRule', { appID, id });
  });

  it('[CONSOLE-32] users are kicked out with a reason, and kept out if that is asked for; a room is closed', async () => {
    const admin = await stage.admin();
    const roomID = stage.fresh('room');
    const [ann, bob] = [await stage.login('ann', roomID), await stage.login('bob', roomID)];
    const kick = { appID, roomID, userIDs: ['ann', 'nobody'], reason: 'be nice', forbidSeconds: 60 };
    expect(await admin.ask('kickUsers', kick)).toEqual({ kicked: ['ann'] });
    expect(await ann.next('kickedOut')).toEqual({ failure: 'KICKED_BY_SERVER', detail: 'be nice' });
    await expect(stage.login('ann', roomID)).rejects.toMatchObject({ failure: 'USER_FORBIDDEN' });
    await stage.login('ann', stage.fresh('other'));
    await admin.ask('closeRoom', { appID, roomID, reason: 'closed' });
    expect(await bob.next('kickedOut')).toEqual({ failure: 'KICKED_BY_SERVER', detail: 'closed' });
    for (const ask of [admin.ask('closeRoom', { appID, roomID }), admin.ask('kickUsers', { ...kick, forbidSeconds: 0 })])
      await expect(ask).rejects.toMatchObject(refused('NOT_FOUND'));
  });

  it('[CONSOLE-33] a rule set here is the server API’s rule and the other way round; it is listed, and removed', async () => {
    const admin = await stage.admin();
    const [userID, roomID, streamID] = [stage.fresh('u'), stage.fresh('r'), stage.fresh('s')];
    const client = await stage.login(userID, roomID);
    const made = await admin.ask('forbidUser', { appID, userID, seconds: 60, kick: true, reason: 'why' });
    expect(made.kicked).toBe(1);
    expect(await client.next('kickedOut')).toMatchObject({ detail: 'why' });
    await expect(stage.login(userID, roomID)).rejects.toMatchObject({ failure: 'USER_FORBIDDEN' });
    const { Data } = await api.call('DescribeForbidUserRules', { RuleType: 3 });
    const ours = expect.objectContaining({ UserId: userID, DisabledPrivilegeList: [1, 2] });
    expect(Data).toMatchObject({ RuleList: expect.arrayContaining([ours]) });
    await api.call('SetForbidUserRule', { RuleType: 2, RoomId: roomID, DisabledPrivilege: [1], EffectiveTime: 60 });
    await admin.ask('forbidStream', { appID, streamID, whole: true });
    await admin.ask('forbidStream', { appID, streamID, whole: false, roomID, video: true, seconds: 60 });
    const listed = async () => (await admin.ask('listRules', { appID })).items;
    expect(await listed()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: made.id, kind: 'user', userID, roomID: null, login: true, publish: true }),
        expect.objectContaining({ kind: 'user', userID: null, roomID, login: true, publish: false }),
        expect.objectContaining({ kind: 'stream', streamID, expiresAt: null }),
        expect.objectContaining({ kind: 'tracks', streamID, roomID, audio: false, video: true }),
      ]),
    );
    for (const { id } of await listed()) await admin.ask('removeRule', { appID, id });
    expect(await listed()).toEqual([]);
    await stage.login(userID, roomID);
    await expect(admin.ask('removeRule', { appID, id: made.id })).rejects.toMatchObject(refused('NOT_FOUND'));
    const wrong: [object, string][] = [
      [{}, 'userID'],
      [{ address: 'x' }, 'address'],
      [{ address: '192.0.2.1', userID }, 'address'],
      [{ userID, login: false, publish: false }, 'login'],
    ];
    for (const [params, field] of wrong)
      await expect(admin.ask('forbidUser', { appID, seconds: 60, ...params })).rejects.toMatchObject(
        refused('BAD_REQUEST', field),
      );
  });

  it('[CONSOLE-36] tokens of users, or of all, are revoked; that is among the rules with whom and until when, and is lifted', async () => {
    const admin = await stage.admin();
    const [userID, other, roomID] = [stage.fresh('u'), stage.fresh('u'), stage.fresh('r')];
    const [token, tokenOfOther] = [stage.token(userID), stage.token(other)];
    const client = await stage.login(userID, roomID, { token });
    const made = await admin.ask('revokeTokens', { appID, userIDs: [userID], reason: 'stolen' });
    expect(made.kicked).toBe(1);
    expect(await client.next('kickedOut')).toEqual({ failure: 'KICKED_BY_SERVER', detail: 'stolen' });
    await expect(stage.login(userID, roomID, { token })).rejects.toMatchObject({ failure: 'TOKEN_EXPIRED' });
    await stage.login(other, roomID, { token: tokenOfOther });
    const tokens = async () => (await admin.ask('listRules', { appID })).items.filter(({ kind }) => kind === 'tokens');
    const about = { createdAt: made.until, tokensUntil: made.until, expiresAt: null, roomID: null, login: false };
    expect(await tokens()).toMatchObject([{ ...about, userID }]);
    // What the app's server revokes is seen here too, and the other way round.
    expect((await api.call('RevokeTokens', { AllUsers: true, KickOut: false })).Code).toBe(0);
    expect(await tokens()).toMatchObject([{ userID }, { userID: null }]);
    // Not a new one: that would be of a later second whenever the clock turns meanwhile.
    await expect(stage.login(other, roomID, { token: tokenOfOther })).rejects.toMatchObject({ failure: 'TOKEN_EXPIRED' });
    for (const { id } of await tokens()) {
      await admin.ask('removeRule', { appID, id });
      await expect(admin.ask('removeRule', { appID, id })).rejects.toMatchObject(refused('NOT_FOUND'));
    }
    expect(await tokens()).toEqual([]);
    expect((await stage.server.cloud.ruleStore.list()).filter(({ rule }) => rule.kind === 'tokens')).toEqual([]);
    await stage.login(userID, roomID, { token });
    const stays = await admin.ask('revokeTokens', { appID, userIDs: [userID], kick: false });
    expect(stays.kicked).toBe(0);
    for (const { id } of await tokens()) await admin.ask('removeRule', { appID, id });
    await expect(admin.ask('revokeTokens', { appID })).rejects.toMatchObject(refused('BAD_REQUEST', 'userIDs'));
    await expect(admin.ask('revokeTokens', { appID: 7, allUsers: true })).rejects.toMatchObject(refused('NOT_FOUND'));
    const { items } = await admin.ask('listAudit', { verb: 'revokeTokens' });
    expect(items.map(({ outcome }) => outcome)).toEqual(['NOT_FOUND', 'BAD_REQUEST', 'done', 'done']);
    expect(items.at(-1)).toMatchObject({ actor: 'root', target: `app ${appID}, users ${userID}` });
  });

  it('[CONSOLE-34] messages reach the room as the app’s server would send them', async () => {
    const admin = await stage.admin();
    const roomID = stage.fresh('room');
    const [ann, bob] = [await stage.login('ann', roomID), await stage.login('bob', roomID)];
    const say = (kind: 'broadcast' | 'barrage' | 'command', more = {}) =>
      admin.ask('sendMessage', { appID, roomID, kind, text: 'hello 流云', ...more });
    await say('broadcast', { fromUserName: 'The house' });
    expect(await ann.next('broadcastMessages')).toMatchObject({
      messages: [{ message: 'hello 流云', fromUser: { userID: 'admin', userName: 'The house' } }],
    });
    await say('barrage');
    await ann.next('barrageMessages');
    expect(await say('command', { toUserIDs: ['bob', 'nobody'] })).toEqual({ missed: ['nobody'] });
    expect(await bob.next('customCommand')).toMatchObject({ fromUser: { userID: 'admin' }, command: 'hello 流云' });
    await expect(say('broadcast', { toUserIDs: ['bob'] })).rejects.toMatchObject(refused('BAD_REQUEST', 'toUserIDs'));
    await expect(say('command', { text: '' })).rejects.toMatchObject(refused('BAD_REQUEST', 'text'));
    await expect(say('barrage', { roomID: 'nowhere' })).rejects.toMatchObject(refused('NOT_FOUND'));
  });
});

describe.skipIf(elsewhere)('console: many rooms', () => {
  const stage = consoleStage();

  it('[CONSOLE-35] a page of 10,000 rooms is found by looking at each some times, not by putting them all in order', async () => {
    const admin = await stage.admin();
    const { appID } = stage.app;
    const app = stage.server.cloud.apps.open(appID, stage.app.options);
    const now = Date.now();
    let looks = 0;
    for (let at = 0; at < 10_000; at += 1) {
      const [roomID, userID] = [`room-${(at * 7_919) % 10_000}` as never, `u${at}` as never];
      const { room } = app.reservePlace({ roomID, userID, maxMemberCount: 0, now });
      const get = () => {
        looks += 1;
        return roomID;
      };
      Object.defineProperty(room, 'roomID', { get });
    }
    const all = [...app.rooms.keys()].sort();
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 20; pages += 1) {
      looks = 0;
      const page = await admin.ask('listRooms', { appID, limit: 200, ...(cursor && { cursor }) });
      expect(looks).toBeLessThan(5 * 10_000);
      seen.push(...page.items.map(({ roomID }) => roomID));
      cursor = page.next;
    }
    expect(seen).toEqual(all.slice(0, 4_000));
    expect((await admin.ask('listRooms', { appID, search: '-777' })).total).toBe(11);
  });
});
