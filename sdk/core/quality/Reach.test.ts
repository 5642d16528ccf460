import { expect, test } from 'vitest';
import { Reach } from './Reach.ts';
import type { StatsSample } from './stats.ts';

type Path = { requestsSent?: number; responsesReceived?: number; bytesReceived?: number };

const sample = (seconds: number, path: Path | undefined, packetsSent?: number, id = 'path'): StatsSample => ({
  at: seconds * 1000,
  records: [
    ...(path ? [{ type: 'candidate-pair', id, nominated: true, ...path }] : []),
    ...(packetsSent === undefined ? [] : [{ type: 'outbound-rtp', id: 'o', packetsSent }]),
  ],
});

test('[QUAL-22] of a connection on which checks get no answer it is not known what comes through after 2 s, and that nothing does after 5', () => {
  const reach = new Reach();
  // As Chromium: every 2.5 s while all is well, more often when it is not. Reports of the server arrive all the time.
  const states = [3, 4, 4, 5, 6, 7, 9, 20].map((asked, second) =>
    reach.take(
      sample(second, { requestsSent: asked, responsesReceived: Math.min(asked, 4), bytesReceived: second }, second * 50),
    ),
  );
  expect(states).toEqual(['yes', 'yes', 'yes', 'yes', 'unsure', 'unsure', 'no', 'no']);
  expect(reach.take(sample(8, { requestsSent: 21, responsesReceived: 21, bytesReceived: 9 }))).toBe('yes');
});

test('[QUAL-22] seldom checks of a path on which all is well are no silence, nor is one that is on its way', () => {
  const reach = new Reach();
  for (let second = 0; second < 30; second += 1) {
    const asked = Math.floor(second / 6) + 1;
    expect(reach.take(sample(second, { requestsSent: asked, responsesReceived: asked - 1 }))).toBe('yes');
  }
});

test('[QUAL-22] where checks are not counted, what is sent and gets no report says the same; without either nothing is claimed', () => {
  const publisher = new Reach();
  const states = [1, 2, 2, 2, 2, 2, 2].map((bytesReceived, second) =>
    publisher.take(sample(second, { responsesReceived: 0, bytesReceived }, second * 60)),
  );
  expect(states).toEqual(['yes', 'yes', 'yes', 'unsure', 'unsure', 'unsure', 'no']);
  const [resting, player, fake] = [new Reach(), new Reach(), new Reach()];
  for (let second = 0; second < 10; second += 1) {
    expect(resting.take(sample(second, { bytesReceived: 7 }, 500 + second))).toBe('yes');
    expect(player.take(sample(second, { bytesReceived: 7, responsesReceived: 3 }))).toBe('yes');
    expect(fake.take(sample(second, undefined))).toBe('yes');
  }
});

test('[QUAL-22] a path that the browser has given up is as silent as it was, and another one begins anew', () => {
  const reach = new Reach();
  reach.take(sample(0, { requestsSent: 4, responsesReceived: 4 }));
  expect(reach.take(sample(3, { requestsSent: 9, responsesReceived: 4 }))).toBe('unsure');
  expect(reach.take(sample(6, undefined))).toBe('no');
  expect(reach.take(sample(9, { requestsSent: 1, responsesReceived: 1 }, undefined, 'other'))).toBe('yes');
});
