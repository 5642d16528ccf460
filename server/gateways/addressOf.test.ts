import { describe, expect, it } from 'vitest';
import { addressOf, TrustedProxies } from './addressOf.ts';

const from = (remoteAddress: string, forwarded?: string, trusted?: string[]) =>
  addressOf({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } }, new TrustedProxies(trusted));

describe('addressOf', () => {
  it('[SIGNAL-26] a proxy on this machine is believed about the last hop; nobody else is', () => {
    expect(from('192.0.2.1')).toBe('192.0.2.1');
    expect(from('192.0.2.1', '198.51.100.7')).toBe('192.0.2.1');
    expect(from('127.0.0.1', '203.0.113.9, 198.51.100.7')).toBe('198.51.100.7');
    expect(from('::ffff:127.0.0.1', '198.51.100.7')).toBe('198.51.100.7');
    expect(from('::ffff:127.0.0.1', ' ')).toBe('::ffff:127.0.0.1');
  });

  it('[SIGNAL-35] a chain of trusted proxies is followed to the first who is none, and no further', () => {
    const chain = ['10.0.0.0/8', '2001:db8:f::/48'];
    expect(from('10.1.2.3', '1.1.1.1, 192.0.2.7, 10.9.9.9', chain)).toBe('192.0.2.7');
    expect(from('2001:db8:f::1', '2001:db8:1::7', chain)).toBe('2001:db8:1::7');
    expect(from('127.0.0.1', '192.0.2.7', chain)).toBe('127.0.0.1');
    expect(from('172.18.0.2', '192.0.2.7', ['private'])).toBe('192.0.2.7');
    expect(from('127.0.0.1', '192.0.2.7', [])).toBe('127.0.0.1');
  });

  it('[SIGNAL-35] ports are left out, and what is no address ends the chain', () => {
    expect(from('127.0.0.1', '192.0.2.7:4711')).toBe('192.0.2.7');
    expect(from('127.0.0.1', '[2001:db8::7]:4711')).toBe('2001:db8::7');
    expect(from('127.0.0.1', '192.0.2.7, unknown')).toBe('127.0.0.1');
    expect(from('127.0.0.1', `${'9'.repeat(9_000)}`)).toBe('127.0.0.1');
    expect(from('127.0.0.1', `192.0.2.7, ${'127.0.0.1, '.repeat(500)}127.0.0.1`)).toBe('127.0.0.1');
  });
});
