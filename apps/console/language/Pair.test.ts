import { describe, expect, it } from 'vitest';
import { textOf } from './Pair.ts';

describe('textOf', () => {
  const pair = ['{n} user in {room}|{n} users in {room}', '{room} 中有 {n} 名用户'] as const;

  it('[CONSOLE-40] chooses the form for one and for many, and writes numbers as the language does', () => {
    expect(textOf(pair, 'en', { n: 1, room: 'a' })).toBe('1 user in a');
    expect(textOf(pair, 'en', { n: 12_000, room: 'a' })).toBe('12,000 users in a');
    expect(textOf(pair, 'zh', { n: 1, room: 'a' })).toBe('a 中有 1 名用户');
  });

  it('[CONSOLE-48] keeps a name that runs from the right, or turns the direction, to itself', () => {
    expect(textOf(['Kick {user} out?', '踢出 {user}？'], 'en', { user: 'سلام' })).toBe('Kick \u2068سلام\u2069 out?');
    expect(textOf(['Kick {user} out?', '踢出 {user}？'], 'zh', { user: 'a\u202e\u2069b' })).toBe('踢出 \u2068a\u202eb\u2069？');
  });

  it('[CONSOLE-40] leaves names as they are, whatever they hold', () => {
    expect(textOf(['Kick {user}?', '踢出 {user}？'], 'en', { user: '{user}|<b>$&' })).toBe('Kick {user}|<b>$&?');
    expect(textOf(['a|b', '甲'], 'en')).toBe('a|b');
  });
});
