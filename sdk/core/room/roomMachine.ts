import type { RoomReason } from '../EngineFacts.ts';

export type RoomState = 'loggedOut' | 'loggingIn' | 'loggedIn' | 'reconnecting';
export type RoomEdge = 'login' | 'accepted' | 'refused' | 'connectionLost' | 'gaveUp' | 'kickedOut' | 'logout';

/**
 * The life of a room on this side. An edge leads to a state and has a public name; what is not in the table cannot
 * happen: from `loggedOut` nothing leads to `reconnecting`, so a kicked-out client never returns by itself.
 */
export const roomMachine: { readonly [S in RoomState]: { readonly [E in RoomEdge]?: readonly [RoomState, RoomReason] } } = {
  loggedOut: { login: ['loggingIn', 'LOGINING'] },
  loggingIn: {
    accepted: ['loggedIn', 'LOGINED'],
    refused: ['loggedOut', 'LOGIN_FAILED'],
    kickedOut: ['loggedOut', 'KICKOUT'],
  },
  loggedIn: {
    connectionLost: ['reconnecting', 'RECONNECTING'],
    kickedOut: ['loggedOut', 'KICKOUT'],
    logout: ['loggedOut', 'LOGOUT'],
  },
  reconnecting: {
    accepted: ['loggedIn', 'RECONNECTED'],
    gaveUp: ['loggedOut', 'RECONNECT_FAILED'],
    kickedOut: ['loggedOut', 'KICKOUT'],
    logout: ['loggedOut', 'LOGOUT'],
  },
};

/** Where an edge leads from here, or `undefined` when there is no such edge. */
export function follow(state: RoomState, edge: RoomEdge): { state: RoomState; reason: RoomReason } | undefined {
  const next = roomMachine[state][edge];
  return next && { state: next[0], reason: next[1] };
}

const lastReasons = new Set(
  Object.values(roomMachine).flatMap((edges) =>
    Object.values(edges).flatMap(([state, reason]) => (state === 'loggedOut' ? reason : [])),
  ),
);

/** Whether one is in the room no longer, or not after all, when this is told. */
export function isLast(reason: RoomReason): boolean {
  return lastReasons.has(reason);
}
