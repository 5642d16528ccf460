import { expect, it } from 'vitest';
import type { AppDetail } from '../../api/types.ts';
import { changesOf } from './changesOf.ts';

const options: AppDetail['options'] = {
  tokenOnly: false,
  checkPrivileges: true,
  strictTokenExpiry: false,
  keepSessionMs: 30_000,
  maxUsers: 0,
  maxRooms: 0,
  maxUsersPerRoom: 0,
  maxStreamsPerUser: 20,
  maxPlaysPerUser: 50,
  serverApiRate: 100,
};
const app = { name: 'My app', options };

it('[CONSOLE-28] what was edited is sent, and nothing else', () => {
  expect(changesOf(app, { name: 'My app', options: { ...options } })).toEqual({});
  expect(changesOf(app, { ...app, name: 'other' })).toEqual({ name: 'other' });
  const edited = { ...options, maxRooms: 7, tokenOnly: true };
  expect(changesOf(app, { ...app, options: edited })).toEqual({ options: { maxRooms: 7, tokenOnly: true } });
});
