import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adminRoutes } from '@liuyun/protocol/admin/requests';
import { actions } from '@liuyun/protocol/rest/actions';
import { expect, it } from 'vitest';

/** What tests of the wire and of the HTTP doors say, this one left out. */
const texts = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.test.ts') && name !== 'rows.test.ts')
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'));
const titles = texts.flatMap((text) => text.match(/['"`]\[[A-Z]+-\d+[^\n]*/g) ?? []).join('\n');
const code = texts.join('\n');

/** Every room and media action of the documented server API. */
const DOCUMENTED = [
  ...['DescribeUserNum', 'DescribeUserList', 'DescribeUsers', 'DescribeSimpleStreamList', 'KickoutUser', 'CloseRoom'],
  ...['SendBroadcastMessage', 'SendBarrageMessage', 'SendCustomCommand', 'AddStream', 'DeleteStream'],
  ...['SetForbidUserRule', 'DelForbidUserRule', 'DescribeForbidUserRules'],
  ...['SetForbidStreamRule', 'DelForbidStreamRule', 'DescribeForbidStreamRules'],
  ...['ForbidRTCStream', 'ResumeRTCStream', 'ForbidRTCStreams', 'ResumeRTCStreams', 'DescribeRTCStreamState'],
];

it('[REST-13] every action of the server API has a test whose title names it, and every documented one is provided', () => {
  expect(DOCUMENTED.filter((action) => !Object.hasOwn(actions, action))).toEqual([]);
  const unnamed = Object.keys(actions).filter((action) => !new RegExp(`\\b${action}\\b`).test(titles));
  expect(unnamed).toEqual([]);
});

it('[CALLBACK-10] every event has a test whose title names it: room_create, room_login, stream_create, stream_close, room_logout, room_close', () => {
  const events = ['room_create', 'room_login', 'stream_create', 'stream_close', 'room_logout', 'room_close'];
  expect(events.filter((event) => !new RegExp(`\\b${event}\\b`).test(titles))).toEqual([]);
});

it('[CONSOLE-7] every request of the console is asked for by a test through its door', () => {
  const unasked = Object.keys(adminRoutes).filter((name) => !new RegExp(`\\b(ask|send)\\(\\s*'${name}'`).test(code));
  expect(unasked).toEqual([]);
});
