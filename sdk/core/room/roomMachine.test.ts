import { expect, test } from 'vitest';
import { follow, type RoomEdge, type RoomState, roomMachine } from './roomMachine.ts';

const edges: RoomEdge[] = ['login', 'accepted', 'refused', 'connectionLost', 'gaveUp', 'kickedOut', 'logout'];

test('[CLIENT-10] from loggedOut only a login leads on', () => {
  expect(edges.filter((edge) => follow('loggedOut', edge))).toEqual(['login']);
});

test('[CLIENT-10] every state but loggedOut can be left for it, and every edge has a public name', () => {
  for (const state of ['loggingIn', 'loggedIn', 'reconnecting'] as RoomState[]) {
    const targets = Object.values(roomMachine[state]);
    expect(targets.some(([target]) => target === 'loggedOut')).toBe(true);
    for (const [, reason] of targets) expect(reason).toMatch(/^[A-Z_]+$/);
  }
  expect(follow('loggedIn', 'connectionLost')).toEqual({ state: 'reconnecting', reason: 'RECONNECTING' });
  expect(follow('reconnecting', 'accepted')).toEqual({ state: 'loggedIn', reason: 'RECONNECTED' });
});
