import { describe, expect, it } from 'vitest';
import { LoadProcess } from './LoadProcess.ts';
import { readOptions } from './options.ts';
import { lifeMs, longestMs } from './times.ts';

const read = (line: string) => readOptions(line.split(' ').filter(Boolean)).options;

describe('how long a load may take', () => {
  it.each([
    '',
    '--players 500 --joins 1 --seconds 120',
    '--players 200 --joins 1 --seconds 120',
    '--rooms 50 --players 10 --joins 1',
  ])('[BENCH-25] time for everybody to come and for the measurement, and a life that is longer, for: %s', (line) => {
    const options = read(line);
    const { players, rooms, joins, seconds } = options;
    expect(longestMs(options)).toBeGreaterThan((1000 * players * rooms) / joins + 1000 * seconds);
    expect(lifeMs(options)).toBeGreaterThan(longestMs(options));
  });

  it('[BENCH-25] a load process that nobody ends is over when its time is, and says so', async () => {
    const door = { url: 'ws://127.0.0.1:9/signalling', appID: 1, bindAddress: '127.0.0.1' };
    const people = ['ann', 'bob'].map((userID) => ({ userID, roomID: 'room', streamIDs: [] }));
    const load = new LoadProcess({ lifeMs: 100 });
    // The second one would come in an hour.
    const playing = load.ask('play', { door, people, everyMs: 3_600_000, audio: false, window: 1 });
    await expect(playing).rejects.toThrow('took longer than it may');
    await load.close();
  });
});
