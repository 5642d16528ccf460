import type { GoneReason } from '../../operations/Caller.ts';
import type { Cloud } from '../../operations/Cloud.ts';
import { type AppCount, countApps, countCloud } from '../../operations/countCloud.ts';
import type { Meters } from './Meters.ts';

const FIRST_PICTURE_BUCKETS_S = [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10];

/** Rooms, users and streams; who leaves and why; who had to come back and why; how soon there is a picture. */
export function countCalls(meters: Meters, cloud: Cloud, apps: number): void {
  meters.gauge('liuyun_rooms', 'Open rooms', () => countCloud(cloud).rooms);
  meters.gauge('liuyun_users', 'Users in rooms, those whose connection broke included', () => countCloud(cloud).users);
  meters.gauge('liuyun_users_away', 'Users whose connection broke and whose place is kept', () => countCloud(cloud).usersAway);
  meters.gauge('liuyun_streams', 'Published streams', () => countCloud(cloud).streams);
  meters.gauge('liuyun_plays', 'Streams being played, counted once per player', () => countCloud(cloud).plays);
  if (apps > 0) countByApp(meters, cloud, apps);

  const ended = meters.counter('liuyun_sessions_ended_total', 'Stays in a room that ended, by reason', ['reason']);
  const reasons: GoneReason[] = [
    'disconnected',
    'kickedOut',
    'loggedInElsewhere',
    'loggedOut',
    'serverClosing',
    'silent',
    'tokenExpired',
  ];
  for (const reason of reasons) ended.inc({ reason }, 0);
  cloud.apps.facts.on('appOpened', (app) => {
    app.facts.on('sessionEnded', (_session, reason) => ended.inc({ reason }));
  });

  const returned = meters.counter('liuyun_reconnects_total', 'Clients that had to come back, by cause', ['cause']);
  for (const cause of ['disconnected', 'ice', 'relogin', 'replaced', 'silent']) returned.inc({ cause }, 0);
  cloud.facts.on('returned', (cause) => returned.inc({ cause }));

  const help = 'Time from the request to play until a picture that can be decoded was sent';
  const picture = meters.histogram('liuyun_first_picture_seconds', help, FIRST_PICTURE_BUCKETS_S);
  cloud.facts.on('pictureBegan', (ms) => picture.observe(ms / 1000));
}

/** Labels are bounded: the busiest apps have their own, all others share one. */
function countByApp(meters: Meters, cloud: Cloud, most: number): void {
  const figures = [
    ['liuyun_app_rooms', 'Open rooms of one app', 'rooms'],
    ['liuyun_app_users', 'Users of one app', 'users'],
    ['liuyun_app_streams', 'Published streams of one app', 'streams'],
  ] as const;
  for (const [name, help, figure] of figures) {
    const read = () => byApp(countApps(cloud), most).map(([app, count]): [string, number] => [app, count[figure]]);
    meters.gauges({ name, help, label: 'app', read });
  }
}

function byApp(counts: AppCount[], most: number): [app: string, count: Omit<AppCount, 'appID'>][] {
  const busiest = counts.toSorted((one, other) => other.users - one.users || one.appID - other.appID);
  const others = { rooms: 0, users: 0, streams: 0 };
  for (const { rooms, users, streams } of busiest.slice(most)) {
    others.rooms += rooms;
    others.users += users;
    others.streams += streams;
  }
  const own = busiest.slice(0, most).map((count): [string, AppCount] => [String(count.appID), count]);
  return busiest.length > most ? [...own, ['other', others]] : own;
}
