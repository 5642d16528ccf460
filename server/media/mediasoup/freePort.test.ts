import { expect, test } from 'vitest';
import { freePort } from './freePort.ts';

const failing = (code: string) => Object.assign(new Error(code), { code });

test('[MEDIA-44] a port that somebody has for TCP is passed over, so that what is told of a start that failed is its own reason', async () => {
  const ports = [failing('EADDRINUSE'), failing('EADDRINUSE'), 40_000];
  const take = async () => {
    const next = ports.shift();
    if (typeof next === 'number') return next;
    throw next;
  };
  expect(await freePort('127.0.0.1', undefined, take)).toBe(40_000);
});

test('[MEDIA-44] an address that cannot be had is told at once', async () => {
  let asked = 0;
  const take = async () => {
    asked += 1;
    throw failing('EADDRNOTAVAIL');
  };
  await expect(freePort('192.0.2.1', undefined, take)).rejects.toThrow('EADDRNOTAVAIL');
  expect(asked).toBe(1);
});
