import { LeaveReasonSchema, StreamEndReasonSchema } from '@liuyun/protocol/admin/records';
import { describe, expect, it } from 'vitest';
import type { Sent } from '../../api/types.ts';
import { addressOf, EVERYTHING, filterOf, readQuery } from './callQuery.ts';
import { average, total, troubleOf } from './figures.ts';
import { endReasons, leaveReasons } from './reasons.ts';
import { ticks, timelineRows } from './timelineRows.ts';
import { userNames } from './userNames.ts';

const T = 1_700_000_000_000;
const call = {
  callID: 'a'.repeat(32),
  appID: 1,
  roomID: 'r',
  openedAt: T,
  closedAt: T + 100_000,
  durationMs: 100_000,
  crashed: false,
  users: 2,
  peakUsers: 2,
  stays: 2,
  publications: 1,
  plays: 1,
};
const stay = {
  stayID: 1,
  userID: 'ann',
  userName: 'Ann',
  from: T,
  until: T + 100_000,
  reason: 'loggedOut' as const,
  detail: '',
  sockets: 2,
  breaks: [{ at: T + 50_000, until: T + 60_000, reason: 'silent' as const }],
  platform: '',
  sdk: '',
  sdkVersion: '',
  joinMs: null,
};
const description = {
  call,
  stays: [stay, { ...stay, stayID: 2, userID: 'bob', userName: '', from: T + 20_000, breaks: [] }],
  publications: [
    {
      publicationID: 1,
      stayID: 1,
      userID: 'ann',
      streamID: 's',
      tracks: [{ kind: 'video' as const, codec: 'VP8' }],
      from: T + 10_000,
      until: null,
      reason: null,
      liveMs: 1,
      publishMs: 2,
    },
  ],
  plays: [
    {
      playID: 1,
      stayID: 2,
      userID: 'bob',
      streamID: 's',
      publisherID: 'ann',
      from: T + 30_000,
      until: T + 30_001,
      reason: 'stopped' as const,
      playMs: 1,
      firstVideoMs: 1,
      firstAudioMs: 1,
      freezes: 0,
      freezeMs: 0,
    },
  ],
  more: { stays: false, publications: false, plays: false },
};

describe('the timeline', () => {
  it('[CONSOLE-44] shows stays, breaks and streams where they were in the call', () => {
    const [ann, bob] = timelineRows(description, true);
    expect(ann?.lanes.map((lane) => lane.map(({ kind, x, width }) => [kind, x, width]))).toEqual([
      [
        ['stay', 0, 100],
        ['break', 50, 10],
      ],
      [['video', 10, 90]],
    ]);
    expect(bob?.lanes[0]?.[0]).toMatchObject({ kind: 'stay', x: 20, width: 80 });
    expect(bob?.lanes[1]?.[0]).toMatchObject({ kind: 'play', x: 30, name: 's' });
  });

  it('[CONSOLE-44] draws nothing too small to be seen and nothing outside', () => {
    const bars = timelineRows(description, true).flatMap(({ lanes }) => lanes.flat());
    for (const { x, width } of bars) {
      expect(width).toBeGreaterThan(0);
      expect(x + width).toBeLessThanOrEqual(100.000_01);
    }
    expect(timelineRows(description, false)[1]?.lanes).toHaveLength(1);
  });

  it('[CONSOLE-44] tells two users of the same name apart', () => {
    const named = (userID: string, userName: string) => ({ ...stay, userID, userName });
    const stays = [named('a', 'Ann'), named('b', ''), named('c', 'Ann'), named('d', 'Dan'), named('d', '')];
    expect([...userNames(stays).values()]).toEqual(['Ann (a)', 'b', 'Ann (c)', 'Dan']);
  });

  it('[CONSOLE-44] has a few round moments', () => {
    expect(ticks(T, T + 100_000).every(({ at, x }) => at % 30_000 === 0 && x >= 0 && x <= 100)).toBe(true);
    for (const span of [1, 5_000, 86_400_000, 30 * 86_400_000]) expect(ticks(T, T + span).length).toBeLessThanOrEqual(6);
  });
});

describe('a search', () => {
  it('[CONSOLE-43] stands in the address and is read from it', () => {
    const wanted = { ...EVERYTHING, app: '7', room: 'a&b', match: 'prefix' as const, from: '2026-11-21T09:00' };
    expect(readQuery(new URLSearchParams(addressOf(wanted).split('?')[1]))).toEqual(wanted);
    expect(addressOf(EVERYTHING)).toBe('/calls');
    expect(readQuery(new URLSearchParams('app=x&match=like'))).toEqual(EVERYTHING);
    const asked: Sent<'searchCalls'> = filterOf(wanted);
    expect(asked).toMatchObject({ appID: 7, roomID: 'a&b', match: 'prefix', from: new Date(2026, 10, 21, 9).getTime() });
  });
});

describe('words and figures', () => {
  it('[CONSOLE-45] every reason has words', () => {
    expect(Object.keys(leaveReasons).sort()).toEqual([...LeaveReasonSchema.options].sort());
    expect(Object.keys(endReasons).sort()).toEqual([...StreamEndReasonSchema.options].sort());
  });

  it('[CONSOLE-41] what is not known counts for nothing', () => {
    expect([average([1, null, 3]), average([null]), total([1, null, 2]), total([])]).toEqual([2, null, 3, null]);
  });

  it('[CONSOLE-49] of many lines the worst come first: lost packets and frozen pictures before delay', () => {
    const none = [null, null, null];
    const line = (change: object) => {
      const known = { userID: 'a', streamID: 's', direction: 'receive' as const, t: [T, T + 5_000, T + 10_000] };
      const columns = { videoKbps: none, audioKbps: none, fps: none, width: none, height: none, loss: none, rtt: none };
      return troubleOf({ ...known, ...columns, delay: none, jitter: none, freezeMs: none, concealed: none, ...change });
    };
    const good = line({ loss: [0, 0, null], delay: [90, 110, 100] });
    const late = line({ loss: [0, 0, 0], delay: [600, 600, 600] });
    const lossy = line({ loss: [0.05, 0.05, 0.05], delay: [90, 110, 100] });
    const frozen = line({ freezeMs: [0, 4_000, 0], delay: [90, 110, 100] });
    expect(line({})).toBe(0);
    expect(good).toBeLessThan(late);
    expect(late).toBeLessThan(lossy);
    expect(lossy).toBeLessThan(frozen);
  });
});
