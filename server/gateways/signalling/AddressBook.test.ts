import { describe, expect, it } from 'vitest';
import { AddressBook } from './AddressBook.ts';
import { signallingLimits } from './SignallingLimits.ts';

const newBook = () =>
  new AddressBook({ ...signallingLimits, socketsPerAddress: 1, refusalBurst: 1, refusalsPerSecondAndAddress: 1 });

describe('AddressBook', () => {
  it('[SIGNAL-29] counts IPv6 customers by their /64, and IPv4 in either spelling as one', () => {
    const book = newBook();
    expect(book.open('2001:db8:1:2:3::4', 0)).toBe(true);
    expect(book.open('2001:db8:1:2::9', 0)).toBe(false);
    expect(book.open('2001:db8:1:3::9', 0)).toBe(true);
    expect(book.open('2001:db8::9', 0)).toBe(true);
    expect(book.open('192.0.2.1', 0)).toBe(true);
    expect(book.open('::ffff:192.0.2.1', 0)).toBe(false);
    book.closed('192.0.2.1');
    expect(book.open('::ffff:192.0.2.1', 0)).toBe(true);
  });

  it('[SIGNAL-26] refusals of one address do not concern another, and are forgotten in time', () => {
    const book = newBook();
    book.loginRefused('192.0.2.1', 0);
    expect([book.mayLogIn('192.0.2.1', 0), book.mayLogIn('192.0.2.2', 0)]).toEqual([false, true]);
    expect(book.mayLogIn('192.0.2.1', 1_000)).toBe(true);
    book.sweep(60_000);
    expect(book.size).toBe(0);
  });

  it('[SIGNAL-26] an address with open sockets is not forgotten', () => {
    const book = newBook();
    book.open('192.0.2.1', 0);
    book.sweep(60_000);
    expect(book.size).toBe(1);
  });
});
