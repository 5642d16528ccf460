import { FakeClock } from '@liuyun/kit';
import { expect, test } from 'vitest';
import { HISTORY_LENGTH, History } from './History.ts';

const linesOf = (history: History) => history.entries().map(({ at, what, detail }) => `${at} ${what} ${detail}`.trim());

test('[CLIENT-78] what repeats within a second is one entry with its number; another detail or a later second is another', () => {
  const clock = new FakeClock();
  const history = new History(clock);
  const begin = clock.now();
  for (let n = 0; n < 40; n++) history.add('told broadcastMessages');
  history.add('ask mute', 'ok');
  history.add('told broadcastMessages');
  history.add('ask mute', 'NETWORK_BROKEN');
  clock.advance(1_000);
  history.add('told broadcastMessages');
  expect(linesOf(history)).toEqual([
    `${begin} told broadcastMessages ×41`,
    `${begin} ask mute ok`,
    `${begin} ask mute NETWORK_BROKEN`,
    `${begin + 1_000} told broadcastMessages`,
  ]);
});

test('[CLIENT-78] a kind that comes often pushes out its own older entries, never the rare ones', () => {
  const clock = new FakeClock();
  const history = new History(clock);
  history.add('room LOGINED');
  history.add('media link failed', 'timeout');
  for (let n = 0; n < 1_000; n++) {
    history.add('told broadcastMessages');
    if (n % 2) history.add('ask sendBroadcastMessage', 'ok');
    clock.advance(1_000);
  }
  const entries = history.entries();
  expect(entries).toHaveLength(HISTORY_LENGTH);
  expect(entries.slice(0, 2).map(({ what }) => what)).toEqual(['room LOGINED', 'media link failed']);
  expect(entries.filter(({ what }) => what.startsWith('ask'))).toHaveLength(99);
  expect(entries.at(-1)?.at).toBe(clock.now() - 1_000);
  expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted((a, b) => a - b));
});

test('[CLIENT-78] a detail is cut to 200 characters, its number included', () => {
  const history = new History(new FakeClock());
  for (let n = 0; n < 3; n++) history.add('picture', 'x'.repeat(300));
  expect(history.entries()[0]?.detail).toHaveLength(200);
  expect(history.entries()[0]?.detail).toMatch(/x ×3$/);
});
