import { expect, it } from 'vitest';
import { type Language, textOf } from '../language/Pair.ts';
import { AskFailed } from './AskFailed.ts';
import { failureText } from './failureText.ts';

const inBoth = (failed: AskFailed) =>
  (['en', 'zh'] as const).map((language: Language) => failureText(failed, (pair, values) => textOf(pair, language, values)));

it('[CONSOLE-54] what was refused is said in the language of who reads it, with what is wrong', () => {
  expect(inBoth(new AskFailed('CONFLICT', 'this AppID is taken', { field: 'appID' }))).toEqual([
    'This AppID is taken.',
    '此 AppID 已被使用。',
  ]);
  expect(inBoth(new AskFailed('BAD_REQUEST', 'userIDs.0: USER_ID_TOO_LONG', { field: 'userIDs.0' }))).toEqual([
    'A user ID has at most 64 bytes.',
    '用户 ID 最长 64 字节。',
  ]);
  expect(inBoth(new AskFailed('NOT_FOUND', 'this server keeps no records of calls (records-days: 0)'))[1]).toContain('未保留');
});

it('[CONSOLE-54] what nobody has words for stands in brackets, as the server says it', () => {
  expect(inBoth(new AskFailed('BAD_REQUEST', 'hours: too big', { field: 'hours' }))).toEqual([
    'Something in it is not right. (hours: too big)',
    '填写的内容有误。（hours: too big）',
  ]);
  expect(inBoth(new AskFailed('TOO_MANY', '', { retryAfterMs: 1_200 }))[0]).toBe('Too many attempts. Try again in 2 s.');
  expect(inBoth(new AskFailed('OFFLINE', 'TypeError'))[0]).not.toContain('TypeError');
  expect(inBoth(new AskFailed('NOT_FOUND', 'toString'))[0]).toBe('It is not there any more.');
});
