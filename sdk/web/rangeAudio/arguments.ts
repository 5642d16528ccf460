import { RtcError } from '@liuyun/protocol/errors';
import { faultOfUserID } from '@liuyun/protocol/ids';
import type { Circle, Vector } from './hearing.ts';

const LONGEST_TEAM_BYTES = 64;
const SHORTEST_MS = 15;

/** What apps hand over, checked: everything here throws INPUT_PARAM for what is not documented. */
export function vector(value: unknown): Vector {
  if (!Array.isArray(value) || value.length !== 3 || !value.every(Number.isFinite)) {
    throw new RtcError('INPUT_PARAM', 'a position or axis is three numbers');
  }
  return [value[0], value[1], value[2]];
}

export function limit(range: unknown): number {
  if (typeof range !== 'number' || !(range >= 0)) throw new RtcError('INPUT_PARAM', 'range: 0 or more');
  return range;
}

export function frequency(ms: unknown): number {
  if (typeof ms !== 'number' || !(ms >= SHORTEST_MS && ms <= 60_000))
    throw new RtcError('INPUT_PARAM', 'frequency: at least 15 ms');
  return ms;
}

export function circle(mode: unknown): Circle {
  if (mode !== 0 && mode !== 1 && mode !== 2) throw new RtcError('INPUT_PARAM', 'mode');
  return mode;
}

export function teamID(team: unknown): string {
  if (team === undefined || team === null) return '';
  if (typeof team !== 'string' || new TextEncoder().encode(team).length > LONGEST_TEAM_BYTES) {
    throw new RtcError('INPUT_PARAM', 'teamID: at most 64 bytes');
  }
  return team;
}

export function userID(user: unknown): string {
  const fault = faultOfUserID(user as never);
  if (fault) throw new RtcError(fault);
  return user as string;
}
