import { describe, expect, it } from 'vitest';
import { WrongOptions } from '../commandLine.ts';
import { CAPS, readOptions } from './options.ts';
import { planOf } from './plan.ts';

const SECRET = '0123456789abcdef0123456789abcdef';
const read = (line: string, env = {}) => readOptions(line.split(' ').filter(Boolean), env);

describe('options of the load', () => {
  it('[BENCH-9] without options a small load is put on a server of its own', () => {
    const { options, json } = read('');
    expect(options).toMatchObject({
      streams: 1,
      players: 10,
      rooms: 1,
      seconds: 20,
      kbps: 1000,
      fps: 25,
      codec: 'VP8',
      workers: 1,
    });
    expect(options.target).toBeUndefined();
    expect(json).toBeUndefined();
  });

  it.each([
    `--players ${CAPS.players + 1}`,
    '--players 251 --rooms 2',
    `--seconds ${CAPS.seconds + 1}`,
    '--streams 51',
    '--streams 26 --rooms 2',
    '--streams 50 --players 41',
    '--kbps 20000 --players 101',
  ])('[BENCH-10] %s is more than a load may be', (line) => {
    expect(() => read(line)).toThrow(WrongOptions);
  });

  it.each([
    '--players 0',
    '--players -5',
    '--players many',
    '--players 1.5',
    '--players NaN',
    '--seconds 0',
    '--codec AV1',
    '--frobnicate',
    'stray',
    '--players',
  ])('[BENCH-10] %s is refused with what is wrong', (line) => {
    expect(() => read(line)).toThrow(WrongOptions);
  });

  it('[BENCH-11] another server needs an address, an app and its secret; without an address both are refused', () => {
    const url = '--url ws://127.0.0.1:8080/signalling';
    expect(read(`${url} --app 7 --secret ${SECRET}`).options.target).toEqual({
      url: 'ws://127.0.0.1:8080/signalling',
      appID: 7,
      secret: SECRET,
      here: true,
      metrics: { url: 'http://127.0.0.1:8080/metrics', token: undefined, wanted: false },
    });
    expect(read(`${url} --app 7`, { LIUYUN_SECRET: SECRET }).options.target?.secret).toBe(SECRET);
    expect(read('', { LIUYUN_SECRET: SECRET }).options.target).toBeUndefined();
    for (const line of [
      url,
      `${url} --app 7`,
      `${url} --secret ${SECRET}`,
      `--url http://x --app 7 --secret ${SECRET}`,
      '--app 7',
    ])
      expect(() => read(line), line).toThrow(WrongOptions);
  });

  it('[BENCH-26] figures are asked for where they are said to be, with the token of the environment', () => {
    const away = `--url wss://rtc.example.com/signalling --app 7 --secret ${SECRET}`;
    const target = (line: string, env = {}) => read(line, env).options.target;
    expect(target(away)).toMatchObject({
      here: false,
      metrics: { url: 'https://rtc.example.com/metrics', token: undefined, wanted: false },
    });
    const env = { LIUYUN_METRICS_TOKEN: 'a-token-of-enough-length' };
    expect(target(`${away} --metrics http://10.0.0.5:9100/metrics`, env)?.metrics).toEqual({
      url: 'http://10.0.0.5:9100/metrics',
      token: 'a-token-of-enough-length',
      wanted: true,
    });
    for (const line of [
      '--metrics http://10.0.0.5:9100/metrics',
      `${away} --metrics 10.0.0.5`,
      `${away} --metrics ftp://x/metrics`,
    ])
      expect(() => read(line), line).toThrow(WrongOptions);
  });

  it('[BENCH-12] everybody plays every stream of their own room, and each process has its share', () => {
    const { options } = read('--streams 2 --players 5 --rooms 3 --generators 4');
    const { publishing, playing } = planOf(options, 'run');
    expect(publishing).toHaveLength(6);
    expect(new Set(publishing.map(({ streamID }) => streamID)).size).toBe(6);
    expect(playing.map(({ length }) => length)).toEqual([4, 4, 4, 3]);
    const players = playing.flat();
    expect(new Set([...players, ...publishing].map(({ userID }) => userID)).size).toBe(15 + 6);
    for (const { roomID, streamIDs } of players) {
      expect(streamIDs).toEqual(publishing.filter((one) => one.roomID === roomID).map(({ streamID }) => streamID));
    }
  });

  it('[BENCH-12] no process is left without players', () => {
    const { options } = read('--players 2 --generators 8');
    expect(planOf(options, 'run').playing.map(({ length }) => length)).toEqual([1, 1]);
  });
});
