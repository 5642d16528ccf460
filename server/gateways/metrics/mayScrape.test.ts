import { expect, it } from 'vitest';
import { mayScrape } from './mayScrape.ts';

const asks = (remoteAddress: string, headers: Record<string, string> = {}, token?: string) =>
  mayScrape({ headers: { host: 'localhost:8080', ...headers }, socket: { remoteAddress } }, token);

it('[METRICS-10] without a token programs on this machine may ask, by a local name', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].every((peer) => asks(peer))).toBe(true);
  expect(asks('::1', { host: '[::1]:8080' })).toBe(true);
  expect(['192.168.1.5', '10.0.0.1', '2001:db8::1', '', '::ffff:10.0.0.1'].some((peer) => asks(peer))).toBe(false);
  // A page of another site whose name was made to lead here.
  expect(asks('127.0.0.1', { host: 'rebound.example:8080' })).toBe(false);
});

it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-proto', 'x-forwarded-host'])(
  '[METRICS-10] whoever comes through a proxy on this machine (%s) may not, whatever they say they are',
  (name) => {
    expect(asks('127.0.0.1', { [name]: '127.0.0.1' })).toBe(false);
  },
);

it('[METRICS-11] with a token only the token counts', () => {
  const token = 'a-token-of-enough-length';
  const show = (authorization: string, peer = '192.0.2.1') => asks(peer, { authorization, 'x-forwarded-for': '1.2.3.4' }, token);
  expect([show(`Bearer ${token}`), show(`bearer ${token}`)]).toEqual([true, true]);
  for (const wrong of ['', 'Bearer', `Bearer ${token}x`, `Basic ${token}`, token]) expect(show(wrong, '127.0.0.1')).toBe(false);
});
