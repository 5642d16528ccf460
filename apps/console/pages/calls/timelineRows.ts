import type { CallDescription } from '@liuyun/protocol/admin/records';
import { userNames } from './userNames.ts';

/** A stretch of time in hundredths of the whole. */
export type Bar = {
  kind: 'stay' | 'break' | 'video' | 'audio' | 'play';
  x: number;
  width: number;
  from: number;
  until: number;
  name: string;
};
/** Bars that do not overlap, drawn at one height. */
export type Lane = readonly Bar[];
/** Everything of one user, under the name that tells them from the others. */
export type TimelineRow = { userID: string; userName: string; lanes: readonly Lane[] };

/** Shorter ones could not be seen or pointed at. */
const LEAST_WIDTH = 0.3;

/** One row per user in the order in which they came: their stays, then what they published, then what they played. */
export function timelineRows({ call, stays, publications, plays }: CallDescription, withPlays: boolean): TimelineRow[] {
  const end = call.closedAt ?? call.openedAt + call.durationMs;
  const span = Math.max(1, end - call.openedAt);
  const bar = (kind: Bar['kind'], name: string, [from, until]: readonly [number, number | null]): Bar => {
    const last = Math.min(until ?? end, end);
    const x = clamp(((from - call.openedAt) / span) * 100, 0, 100 - LEAST_WIDTH);
    return { kind, name, from, until: last, x, width: clamp(((last - from) / span) * 100, LEAST_WIDTH, 100 - x) };
  };
  const names = userNames(stays);
  const users = new Map<string, { stays: Bar[]; streams: Bar[] }>();
  const of = (userID: string) => {
    const known = users.get(userID) ?? { stays: [], streams: [] };
    users.set(userID, known);
    return known;
  };
  for (const stay of stays) {
    const user = of(stay.userID);
    user.stays.push(bar('stay', '', [stay.from, stay.until]));
    for (const gap of stay.breaks) {
      const until = gap.until ?? stay.until ?? end;
      if (gap.reason !== 'replaced') user.stays.push(bar('break', '', [gap.at, until]));
    }
  }
  for (const { userID, streamID, tracks, from, until } of publications) {
    const kind = tracks.some((track) => track.kind === 'video') ? 'video' : 'audio';
    of(userID).streams.push(bar(kind, streamID, [from, until]));
  }
  if (withPlays)
    for (const { userID, streamID, from, until } of plays) of(userID).streams.push(bar('play', streamID, [from, until]));
  return [...users].map(([userID, { stays, streams }]) => {
    return { userID, userName: names.get(userID) ?? userID, lanes: [stays, ...lanesOf(streams)] };
  });
}

/** Each stream at a height of its own; what was published and played anew goes on at the same height. */
function lanesOf(bars: readonly Bar[]): Lane[] {
  const lanes = new Map<string, Bar[]>();
  for (const one of bars) {
    const key = `${one.kind === 'play' ? 'play' : 'publish'} ${one.name}`;
    const lane = lanes.get(key);
    if (lane) lane.push(one);
    else lanes.set(key, [one]);
  }
  return [...lanes.values()];
}

/** Round moments across the call, with their place in hundredths. */
export function ticks(from: number, until: number, wanted = 5): { at: number; x: number }[] {
  const span = Math.max(1, until - from);
  const step = STEPS_MS.find((candidate) => span / candidate <= wanted) ?? Math.ceil(span / wanted);
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((until - first) / step) + 1) }, (_, index) => {
    const at = first + index * step;
    return { at, x: ((at - from) / span) * 100 };
  });
}

const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400].map(
  (s) => s * 1000,
);

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
