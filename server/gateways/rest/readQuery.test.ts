import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NonceMemory } from './NonceMemory.ts';
import { Refusal } from './Refusal.ts';
import { gather, paramOf, readQuery } from './readQuery.ts';

const name = fc.stringMatching(/^[A-Za-z_]{1,12}$/);

describe('parameters', () => {
  test('[REST-6] what a client encodes comes out as it was, lists in their order', () => {
    const values = fc.dictionary(
      name,
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.string(), { minLength: 1, maxLength: 9 })),
      { maxKeys: 9 },
    );
    fc.assert(
      fc.property(values, fc.boolean(), (given, numbered) => {
        const pairs = Object.entries(given).flatMap(([key, value]) =>
          typeof value === 'string' ? [[key, value]] : value.map((one, at) => [`${key}[${numbered ? at : ''}]`, one]),
        );
        const text = pairs.map(([key = '', value = '']) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('&');
        expect({ ...gather(readQuery(text)) }).toEqual({ ...given });
      }),
    );
  });

  test('[REST-7] any text is read or refused, quickly, and changes no prototype', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 2_000 }),
      fc.stringMatching(/^[&=%[\]+0-9a_]{0,300}$/),
      fc.constant('__proto__[x]=1&__proto__=2'),
    );
    fc.assert(
      fc.property(text, (given) => {
        try {
          const gathered = gather(readQuery(given));
          for (const value of Object.values(gathered)) expect(typeof value === 'string' || Array.isArray(value)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
        expect(({} as { x?: unknown }).x).toBeUndefined();
      }),
    );
  });

  test('[REST-6] a common parameter that is repeated counts as its last', () => {
    expect(paramOf(readQuery('a=1&b=2&a=3'), 'a')).toBe('3');
  });
});

describe('nonces', () => {
  test('[REST-5] each is good once, and what was forgotten for want of room counts as used', () => {
    const memory = new NonceMemory(3);
    expect(memory.take('a', 100)).toBe(true);
    expect(memory.take('a', 100)).toBe(false);
    expect(memory.take('a', 101)).toBe(true);
    expect(memory.take('b', 102)).toBe(true);
    expect(memory.take('c', 103)).toBe(true);
    expect(memory.size).toBe(3);
    expect(memory.take('a', 100)).toBe(false);
    expect(memory.take('z', 100)).toBe(false);
    expect(memory.take('z', 103)).toBe(true);
  });

  test('[REST-5] what is too old to be taken is not remembered', () => {
    const memory = new NonceMemory(10);
    memory.take('a', 100);
    memory.take('b', 200);
    memory.expire(200);
    expect(memory.size).toBe(1);
  });
});
