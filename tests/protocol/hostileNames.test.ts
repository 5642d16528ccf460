import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createLog } from '../../server/log.ts';
import { SqliteRuleStore } from '../../server/stores/sqlite/SqliteRuleStore.ts';
import { failureOf } from './Client.ts';
import { apiOf, elsewhere, loginParams, onStage } from './server.ts';

/** Every character that an ID may have, in the order that would hurt most. */
const USER = "';--<b>&(_)=$^@!~#+.,/";
const ROOM = "</p>';DELETE/**/FROM/**/apps;--";
const NAME = '<img src=x onerror=alert(1)>\u001b[31m\u202e\n{"level":60}';

const folder = mkdtempSync(join(tmpdir(), 'liuyun-names-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(elsewhere)('IDs and names that would like to be more', () => {
  const lines: string[] = [];
  const readable: string[] = [];
  const log = createLog({ level: 'trace', pretty: false, write: (line) => lines.push(line) });
  const stage = onStage({ overrides: { log, ruleStore: SqliteRuleStore.open(folder) } });
  const api = apiOf(stage);

  it('[SEC-74] an ID is the same in rooms, rules, lists and log, and does nothing there', async () => {
    const user = { userID: USER, userName: NAME };
    const [eve, bob] = [await stage.login(USER, ROOM, { user }), await stage.login(stage.fresh('bob'), ROOM)];
    await eve.ask('sendBroadcastMessage', { message: NAME });
    expect((await bob.next('broadcastMessages')).messages[0]).toMatchObject({ fromUser: user, message: NAME });
    const rule = { RuleType: 4, RoomId: ROOM, UserId: USER, DisabledPrivilege: [1], EffectiveTime: 60 };
    expect((await api.call('SetForbidUserRule', rule)).Code).toBe(0);
    const listed = (await api.call('DescribeForbidUserRules', { RuleType: 4 })) as { Data: object };
    expect(JSON.stringify(listed.Data)).toContain(JSON.stringify(USER).slice(1, -1));
    expect(await stage.server.cloud.ruleStore.list()).toMatchObject([{ rule: { roomID: ROOM, userID: USER } }]);
    expect((await api.call('KickoutUser', { RoomId: ROOM, UserId: [USER], CustomReason: NAME })).Code).toBe(0);
    expect(await eve.next('kickedOut')).toEqual({ failure: 'KICKED_BY_SERVER', detail: NAME });
    const again = await stage.open();
    expect(await failureOf(again.ask('loginRoom', loginParams(stage, { userID: USER, roomID: ROOM })))).toBe('USER_FORBIDDEN');
    expect((await api.call('DescribeUserNum', { RoomId: [ROOM] })).Data).toMatchObject({ UserCountList: [{ UserCount: 1 }] });
  });

  it('[SEC-74] each event is one line of the log, and no name or message stands in it', async () => {
    const roomID = stage.fresh('room');
    const eve = await stage.login(USER, roomID, { user: { userID: USER, userName: NAME } });
    await eve.ask('sendBroadcastMessage', { message: NAME });
    await api.call('KickoutUser', { RoomId: roomID, UserId: [USER], CustomReason: NAME });
    await eve.next('kickedOut');
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      expect(line.trimEnd()).not.toContain('\n');
      expect(JSON.parse(line)).toHaveProperty('msg');
    }
    expect(lines.join('')).toContain(JSON.stringify(USER));
    for (const part of ['onerror', '\u001b', '\u202e']) expect(lines.join('')).not.toContain(part);
  });

  it('[SEC-74] what a client hands in for the log cannot drive a terminal', async () => {
    const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    await ann.ask('uploadLog', { entries: [{ at: 1, what: '\u001b[2J', detail: '\u009b31m\u202e\r\nfake line' }] });
    for (const part of ['\u001b', '\u009b', '\u202e', '\r']) expect(lines.at(-1)).not.toContain(part);
    const pretty = createLog({ level: 'trace', pretty: true, write: (line) => readable.push(line) });
    pretty.info({ entries: [{ what: '\u001b[2J', detail: '\u009b31m\u202e' }] }, 'a client handed in its log');
    for (const part of ['\u001b[2J', '\u009b', '\u202e']) expect(readable.join('')).not.toContain(part);
  });
});
