import type { Delivery, LiveStream, LiveUser, RequestName, Result, Rule } from '../../apps/console/api/types.ts';
import { call, description, peopleOf, series } from './made/calls.ts';
import { HOUR, idOf, MINUTE, NAMES, NOW, noise, pick, ROOMS } from './made/names.ts';
import type { Amount, Person } from './Site.ts';

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
        found: amount,
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
        target: pick(['', 'app 4008708181', 'app 4008708181, room weekly@marketing', 'app 4008708181, room evening-talk'], index),
        outcome: index % 11 === 10 ? 'FORBIDDEN' : 'done',
        address: '198.51.100.24',
        detail: '{"appID":4008708181,"roomID":"evening-talk","userIDs":["user-3"],"reason":"spam"}',
      })),
    getSettings: () => ({
      items: [
        ...[
          ['port', '443'],
          ['host', '0.0.0.0'],
          ['announced-address', 'rtc.example.com'],
          ['tls', 'cert=/etc/liuyun/cert.pem, key=/etc/liuyun/key.pem'],
          ['turn-urls', 'turn:turn.example.com:3478, turns:turn.example.com:5349?transport=tcp'],
        ].map(([name = '', value = '']) => ({ name, value, standard: false, secret: false })),
        { name: 'turn-secret', value: '', standard: false, secret: true },
        { name: 'data-dir', value: '/var/lib/liuyun', standard: false, secret: false },
        { name: 'metrics-token', value: '', standard: true, secret: true },
        { name: 'quality-reports', value: 'on', standard: true, secret: false },
        { name: 'records-days', value: '30', standard: true, secret: false },
      ],
      keyPlace: '/var/lib/liuyun/secret.key',
      keepsData: true,
    }),
    makeBackup: () => ({ ticket: '0'.repeat(32), bytes: 13_400_000, holdsKey: amount !== 10_000 }),
    searchCalls: (query) => page(query, call),
    getCall: (query) => description(peopleOf(query.get('callID') ?? '')),
    getQuality: (query) => {
      const [user, stream] = [query.get('userID'), query.get('streamID')];
      const all = series(peopleOf(query.get('callID') ?? ''));
      const wanted = all.filter(({ userID, streamID }) => (user ?? userID) === userID && (stream ?? streamID) === streamID);
      return { series: wanted.slice(0, 100), stepMs: 0, more: wanted.length > 100 };
    },
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
