import type { UserID } from '@liuyun/protocol';
import { AdminError } from '@liuyun/protocol/admin/errors';
import type { AdminParams, AdminResult } from '@liuyun/protocol/admin/requests';
import type { App } from '../../domain/apps/App.ts';
import type { Room } from '../../domain/rooms/Room.ts';
import type { Stream } from '../../domain/streams/Stream.ts';
import { listMembers, type Position } from '../describeRoom.ts';
import { appOf } from './apps.ts';
import type { Asking, Desk } from './Desk.ts';
import { pageOfLeast } from './paging.ts';

/** A room's streams are shown without pages: nobody looks through more. */
const STREAMS_SHOWN = 1_000;

export async function listRooms({ desk }: Asking, asked: AdminParams<'listRooms'>): Promise<AdminResult<'listRooms'>> {
  const { appID, search = '', cursor, limit } = asked;
  await appOf(desk, appID);
  const rooms = desk.cloud.apps.find(appID)?.rooms ?? new Map<string, Room>();
  const wanted = search.toLowerCase();
  const found =
    wanted === '' ? [...rooms.values()] : [...rooms.values()].filter((room) => room.roomID.toLowerCase().includes(wanted));
  const { items, next } = pageOfLeast(found, { cursor, limit, keyOf: ({ roomID }) => roomID });
  const described = items.map(({ roomID, openedAt, members, streams }) => {
    return { roomID, openedAt, users: members.size, streams: streams.size };
  });
  return { items: described, ...(next !== undefined && { next }), total: found.length };
}

export async function getRoom({ desk }: Asking, asked: AdminParams<'getRoom'>): Promise<AdminResult<'getRoom'>> {
  const { appID, roomID, search = '', limit, cursor } = asked;
  await appOf(desk, appID);
  const app = desk.cloud.apps.find(appID);
  const room = app?.rooms.get(roomID);
  if (!app || !room) throw new AdminError('NOT_FOUND', 'there is no such room now');
  const page = listMembers(desk.cloud, { appID, roomID, latestFirst: false, limit, after: positionOf(cursor), search });
  const last = page.members.at(-1);
  return {
    roomID,
    openedAt: room.openedAt,
    userCount: room.members.size,
    found: page.found,
    users: page.members.flatMap(({ user }) => describedUser(app, room, user.userID)),
    ...(page.more && last && { next: `${last.enteredAt}-${last.user.userID}` }),
    streams: [...room.streams.values()].slice(0, STREAMS_SHOWN).map((stream) => describedStream(desk, stream)),
  };
}

function positionOf(cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined;
  const [, enteredAt, userID] = /^(\d{1,16})-(.+)$/s.exec(cursor) ?? [];
  if (enteredAt === undefined || userID === undefined) throw new AdminError('BAD_REQUEST', 'no such page', { field: 'cursor' });
  return { enteredAt: Number(enteredAt), userID };
}

function describedUser(app: App, room: Room, userID: UserID): AdminResult<'getRoom'>['users'] {
  const session = room.members.get(userID);
  if (!session) return [];
  const { user, enteredAt, presence } = session;
  const publishes = app.streams.publishedBy(session).flatMap((stream) => (stream.live ? [stream.streamID] : []));
  const state = presence.state === 'present' ? ('present' as const) : ('away' as const);
  return [
    { userID: user.userID, userName: user.userName, enteredAt, state, publishes, plays: app.streams.playedBy(session).length },
  ];
}

function describedStream({ cloud, figures }: Desk, stream: Stream): AdminResult<'getRoom'>['streams'][number] {
  const { streamID, session, liveSince, extraInfo, players, hidden } = stream;
  const { appID, roomID, user } = session;
  const rules = cloud.rulesOf(appID);
  const now = cloud.clock.now();
  return {
    streamID,
    userID: user.userID,
    userName: user.userName,
    since: liveSince ?? now,
    extraInfo,
    tracks: stream.tracks.map(({ kind, muted }) => {
      return { kind, muted, forbidden: rules.forbidsTrack({ roomID, streamID, kind }, now) };
    }),
    players: players.size,
    hidden,
    ...figures.find(session, streamID),
  };
}
