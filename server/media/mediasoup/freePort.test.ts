import { expect, test } from 'vitest';
import { unlessTaken } from './freePort.ts';

test('[MEDIA-44] a port that somebody else has by then is passed over', async () => {
  const ends = ['listen EADDRINUSE: address already in use 127.0.0.1:40000', 'uv_udp_bind() failed: address already in use'];
  const open = async () => {
    const failure = ends.shift();
    if (failure) throw new Error(failure);
    return 'opened';
  };
  expect(await unlessTaken(open)).toBe('opened');
});

test('[MEDIA-44] whatever else fails is told at once', async () => {
  let tries = 0;
  const open = async () => {
    tries += 1;
    throw new Error('spawn /nowhere ENOENT');
  };
  await expect(unlessTaken(open)).rejects.toThrow('ENOENT');
  expect(tries).toBe(1);
});
