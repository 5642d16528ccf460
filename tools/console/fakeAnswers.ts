import type { Delivery, LiveStream, LiveUser, RequestName, Result, Rule } from '../../apps/console/api/types.ts';
import type { Call, CallDescription, QualitySeries, Stay } from '../../common/protocol/admin/records.ts';

/** How much there is to see. */
export type Amount = 0 | 1 | 10_000;
export type Person = 'nobody' | 'first' | 'admin' | 'viewer';

const NOW = Date.UTC(2026, 10, 21, 8, 30);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NAMES = ['Ann', '王小明', 'Bob', '小云', 'Fatima', 'Emil', 'Priya', '李雷', 'Zoë', 'Müller'];
const ROOMS = [
  'lobby',
  'monday-meeting',
  '周一例会',
  'evening-talk',
  'class-7b',
  'support-0042',
  'a-room-with-a-rather-long-name-that-somebody-generated',
];

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const idOf = (index: number) => `user-${index + 1}`;
/** The same every time, so that pictures can be compared. */
const noise = (seed: number) => {
  const x = Math.sin(seed * 12.9898) * 43_758.5453;
  return x - Math.floor(x);
};

/** What a server with so much on it would answer; held to the real one's types. */
export function fakeAnswers(amount: Amount, person: Person): { [N in RequestName]?: (query: URLSearchParams) => Result<N> } {
  const page = <I>(query: URLSearchParams, make: (index: number) => I, total: number = amount) => {
    const first = Number(query.get('cursor') ?? 0);
    const last = Math.min(total, first + Number(query.get('limit') ?? 50));
    const items = Array.from({ length: Math.max(0, last - first) }, (_, index) => make(first + index));
    return { items, next: last < total ? String(last) : undefined };
  };
  const app = (index: number) => ({
    appID: 4_008_708_181 + index,
    name: index === 0 ? 'My app' : pick(['Classroom', '语音聊天室', 'Support desk', '连麦直播', 'Night shift'], index),
    createdAt: NOW - index * 7 * HOUR - 40 * HOUR,
    users: amount ? Math.floor(noise(index) * 900) : 0,
    rooms: amount ? Math.floor(noise(index) * 80) : 0,
    streams: amount ? Math.floor(noise(index) * 400) : 0,
  });
  return {
    getSession: () => ({
      username: person === 'admin' ? 'ann' : person === 'viewer' ? 'bob' : null,
      role: person === 'admin' || person === 'viewer' ? person : null,
      csrf: 'x',
      firstRunNeeded: person === 'first',
      version: '0.1.0',
      secure: false,
    }),
    listAdministrators: (query) =>
      page(
        query,
        (index) => ({
          username: index === 0 ? 'ann' : idOf(index),
          role: index % 3 === 0 ? 'admin' : 'viewer',
          disabled: index % 7 === 5,
          createdAt: NOW - index * HOUR,
          lastLoginAt: index % 4 === 3 ? null : NOW - index * MINUTE,
        }),
        Math.max(1, amount),
      ),
    listApps: (query) => ({ ...page(query, app), total: amount }),
    getApp: () => ({
      ...app(0),
      options: {
        tokenOnly: true,
        checkPrivileges: false,
        strictTokenExpiry: false,
        keepSessionMs: 30_000,
        maxUsers: 20_000,
        maxRooms: 10_000,
        maxUsersPerRoom: 10_000,
        maxStreamsPerUser: 4,
        maxPlaysPerUser: 20,
        serverApiRate: 100,
      },
      callback: amount ? { url: 'https://api.example.com/liuyun/callbacks' } : null,
      graceUntil: amount === 1 ? NOW + 20 * HOUR : null,
      serverPath: '/signalling',
    }),
    revealCredentials: () => ({ value: '0123456789abcdef0123456789abcdef' }),
    makeToken: () => ({
      token: `04${'AAAAAGkhS0sAEDJrMmg4Y2ZnbmQ1'.repeat(9)}`,
      expiresAt: NOW + 24 * HOUR,
      debugLink: '/debug/#token=x',
    }),
    listRooms: (query) => ({
      ...page(query, (index) => ({
        roomID: index < ROOMS.length ? pick(ROOMS, index) : `room-${index}`,
        openedAt: NOW - index * MINUTE - 90_000,
        users: 1 + Math.floor(noise(index) * 40),
        streams: Math.floor(noise(index + 5) * 20),
      })),
      total: amount,
    }),
    getRoom: (query) => {
      const users = page(query, liveUser);
      return {
        roomID: query.get('roomID') ?? '',
        openedAt: NOW - 32 * MINUTE,
        userCount: amount,
        users: users.items,
        next: users.next,
        streams: Array.from({ length: Math.min(amount, 12) }, (_, index) => liveStream(index)),
      };
    },
    listRules: (query) => ({ ...page(query, rule), total: amount }),
    listDeliveries: (query) => ({ ...page(query, delivery), waiting: amount ? 3 : 0 }),
    getHealth: () => ({
      version: '0.1.0',
      uptimeMs: 3 * 24 * HOUR + 5 * HOUR,
      ready: true,
      reasons: [],
      node: { version: 'v22.23.3', platform: 'linux x64', cores: 8 },
      process: { cpu: 0.123, rssBytes: 214_000_000, heapBytes: 96_000_000, eventLoopDelayMs: 1.2 },
      workers: Array.from({ length: amount === 10_000 ? 8 : 1 }, (_, index) => ({
        pid: 4200 + index,
        cpu: noise(index),
        rssBytes: 80_000_000 + index * 9_000_000,
        rooms: amount ? 10 + index : 0,
        transports: amount ? 140 + index * 31 : 0,
      })),
      workersDied: 0,
      ports: [{ host: '0.0.0.0', port: 40_000, announcedAddress: '203.0.113.7' }],
      cloud: {
        rooms: amount ? 84 : 0,
        users: amount ? 1_274 : 0,
        usersAway: amount ? 3 : 0,
        streams: amount ? 612 : 0,
        plays: amount ? 4_930 : 0,
      },
      bitrate: { inKbps: amount ? 412_300 : 0, outKbps: amount ? 3_204_800 : 0 },
      callbacksWaiting: amount ? 3 : 0,
      machine: { memoryBytes: 33_500_000_000, memoryFreeBytes: 21_100_000_000, load: 1.42 },
      disk: { totalBytes: 512_000_000_000, freeBytes: 380_000_000_000 },
    }),
    listAudit: (query) =>
      page(query, (index) => ({
        id: 10_000 - index,
        at: NOW - index * 7 * MINUTE,
        actor: pick(['ann', 'bob', '王小明'], index),
        via: index % 9 === 8 ? 'command line' : 'console',
        verb: pick(
          ['login', 'createApp', 'kickUsers', 'revealCredentials', 'rotateServerSecret', 'changeApp', 'forbidUser'],
          index,
        ),
        target: pick(['', 'app 4008708181', 'app 4008708181, room 周一例会', 'app 4008708181, room evening-talk'], index),
        outcome: index % 11 === 10 ? 'FORBIDDEN' : 'done',
        address: '198.51.100.24',
        detail: '{"appID":4008708181,"roomID":"evening-talk","userIDs":["user-3"],"reason":"spam"}',
      })),
    searchCalls: (query) => page(query, call),
    getCall: () => description(amount),
    getQuality: () => ({ series: amount ? series() : [], stepMs: 0, more: false }),
  };
}

function liveUser(index: number): LiveUser {
  return {
    userID: idOf(index),
    userName: pick(NAMES, index),
    enteredAt: NOW - index * 4_000 - MINUTE,
    state: index % 17 === 6 ? 'away' : 'present',
    publishes: index < 12 ? [`${idOf(index)}_camera`] : [],
    plays: 11,
  };
}

function liveStream(index: number): LiveStream {
  return {
    streamID: `${idOf(index)}_camera`,
    userID: idOf(index),
    userName: pick(NAMES, index),
    since: NOW - MINUTE,
    extraInfo: '',
    tracks: [
      { kind: 'audio', muted: index % 5 === 2, forbidden: false },
      { kind: 'video', muted: false, forbidden: index % 7 === 4 },
    ],
    players: 11,
    hidden: index === 8,
    kbps: index % 6 === 5 ? null : 400 + noise(index) * 1400,
    fps: index % 6 === 5 ? null : 14 + noise(index) * 16,
  };
}

function rule(index: number): Rule {
  const kind = pick(['user', 'user', 'stream', 'tracks', 'user', 'tokens'] as const, index);
  return {
    id: String(index),
    kind,
    userID: kind === 'tokens' || (kind === 'user' && index % 5 !== 4) ? idOf(index) : null,
    roomID: (index % 5 === 1 && kind === 'user') || kind === 'tracks' ? pick(ROOMS, index) : null,
    address: index % 5 === 4 && kind === 'user' ? '198.51.100.7' : null,
    streamID: kind === 'user' || kind === 'tokens' ? null : `${idOf(index)}_camera`,
    login: kind === 'user',
    publish: kind === 'user' && index % 2 === 0,
    audio: kind === 'tracks',
    video: false,
    tokensUntil: kind === 'tokens' ? NOW - index * HOUR : null,
    createdAt: NOW - index * HOUR,
    expiresAt: kind === 'stream' || kind === 'tokens' ? null : NOW + HOUR,
  };
}

function delivery(index: number): Delivery {
  const state = pick(['delivered', 'delivered', 'failed', 'delivered', 'waiting'] as const, index);
  return {
    id: 10_000 - index,
    appID: 4_008_708_181,
    roomID: pick(ROOMS, index),
    streamID: null,
    event: pick(['room_login', 'stream_create', 'room_create', 'stream_close', 'room_logout'], index),
    createdAt: NOW - index * 11_000,
    state,
    attempts: state === 'failed' ? 6 : 1,
    dueAt: NOW + 8_000,
    error: state === 'delivered' ? '' : 'answered 502',
    fields: '{"event":"room_login","room_id":"lobby","user_account":"user-1"}',
  };
}

function call(index: number): Call {
  const users = index === 0 ? 6 : 2 + Math.floor(noise(index) * 30);
  return {
    callID: String(index).padStart(32, '0'),
    appID: 4_008_708_181 + (index % 3),
    roomID: index < ROOMS.length ? pick(ROOMS, index + 1) : `room-${index}`,
    openedAt: NOW - index * 23 * MINUTE - 32 * MINUTE,
    closedAt: index === 0 ? null : NOW - index * 23 * MINUTE,
    durationMs: 32 * MINUTE,
    crashed: index % 13 === 5,
    users,
    peakUsers: Math.ceil(users * 0.8),
    stays: users + 2,
    publications: users,
    plays: users * (users - 1),
  };
}

function description(amount: Amount): CallDescription {
  const of = { ...call(1), users: 6, peakUsers: 6, stays: 7, publications: 6, plays: 30 };
  const people = amount === 10_000 ? 400 : amount ? 6 : 0;
  const stays: Stay[] = Array.from({ length: people }, (_, index) => ({
    stayID: index,
    userID: idOf(index),
    userName: pick(NAMES, index),
    from: of.openedAt + (index % 30) * 50_000,
    until: of.openedAt + 32 * MINUTE - ((index * 37) % 11) * MINUTE,
    reason: pick(['loggedOut', 'loggedOut', 'disconnected', 'kickedOut', 'loggedOut', 'silent'] as const, index),
    detail: index % 6 === 3 ? 'spam' : '',
    sockets: index === 2 ? 3 : 1,
    breaks: index === 2 ? [{ at: of.openedAt + 12 * MINUTE, until: of.openedAt + 12.7 * MINUTE, reason: 'silent' }] : [],
    platform: pick(['Chrome 141 on Windows', 'Safari 18 on iOS', 'Chrome 141 on Android'], index),
    sdk: 'web',
    sdkVersion: '0.1.0',
    joinMs: 140 + noise(index) * 300,
  }));
  const publications = stays.slice(0, 40).map(({ stayID, userID, from, until }, index) => ({
    publicationID: index,
    stayID,
    userID,
    streamID: `${userID}_camera`,
    tracks:
      index % 4 === 3
        ? [{ kind: 'audio' as const, codec: 'opus' }]
        : [
            { kind: 'audio' as const, codec: 'opus' },
            { kind: 'video' as const, codec: 'H264' },
          ],
    from: from + 9_000,
    until,
    reason: 'left' as const,
    liveMs: 60,
    publishMs: 180 + noise(index) * 200,
  }));
  const plays = stays.slice(0, 12).flatMap((stay, index) =>
    publications
      .slice(0, 6)
      .filter(({ userID }) => userID !== stay.userID)
      .map((publication, other) => ({
        playID: index * 100 + other,
        stayID: stay.stayID,
        userID: stay.userID,
        streamID: publication.streamID,
        publisherID: publication.userID,
        from: Math.max(stay.from, publication.from) + 1_200,
        until: Math.min(stay.until ?? NOW, publication.until ?? NOW),
        reason: 'streamEnded' as const,
        playMs: 210,
        firstVideoMs: 240 + noise(index + other) * 500,
        firstAudioMs: 190,
        freezes: (index + other) % 4,
        freezeMs: ((index + other) % 4) * 310,
      })),
  );
  return { call: of, stays, publications, plays, more: { stays: amount === 10_000, publications: false, plays: false } };
}

function series(): QualitySeries[] {
  const { openedAt } = call(1);
  const t = Array.from({ length: 380 }, (_, index) => openedAt + 20_000 + index * 5_000);
  return (
    [
      ['user-1', 'user-1_camera', 'send'],
      ['user-2', 'user-1_camera', 'receive'],
      ['user-3', 'user-1_camera', 'receive'],
    ] as const
  ).map(([userID, streamID, direction], line) => {
    // The third one's line was narrow for a while.
    const bad = (index: number) => line === 2 && index > 140 && index < 200;
    const column = (make: (index: number) => number | null) =>
      t.map((_, index) => (line === 2 && index > 140 && index < 146 ? null : make(index)));
    return {
      userID,
      streamID,
      direction,
      t,
      videoKbps: column((index) => (bad(index) ? 220 : 1150 + noise(index + line) * 160 + Math.sin(index / 24) * 90)),
      audioKbps: column((index) => 32 + noise(index) * 3),
      fps: column((index) => (bad(index) ? 9 : 24 - noise(index + line) * 1.4)),
      width: column(() => 1280),
      height: column(() => 720),
      loss: column((index) => (bad(index) ? 0.06 + noise(index) * 0.05 : noise(index + line) * 0.004)),
      rtt: direction === 'send' ? column((index) => 28 + noise(index) * 8) : column(() => null),
      delay:
        direction === 'receive' ? column((index) => (bad(index) ? 420 : 130 + noise(index + line) * 24)) : column(() => null),
      jitter: column(() => 8),
      freezeMs: direction === 'receive' ? column((index) => (bad(index) && index % 9 === 0 ? 700 : 0)) : column(() => null),
      concealed: column(() => 0),
    };
  });
}
