import type { Cloud } from './Cloud.ts';

/** How much is going on, for reports and metrics. */
export type CloudCount = { rooms: number; users: number; usersAway: number; streams: number; plays: number; mediaRooms: number };

export function countCloud(cloud: Cloud): CloudCount {
  const count: CloudCount = { rooms: 0, users: 0, usersAway: 0, streams: 0, plays: 0, mediaRooms: cloud.mediaRooms.size };
  for (const session of cloud.apps.sessions()) {
    count.users += 1;
    if (session.presence.state === 'away') count.usersAway += 1;
  }
  for (const app of cloud.apps.all()) {
    count.rooms += app.rooms.size;
    for (const room of app.rooms.values()) {
      count.streams += room.streams.size;
      for (const stream of room.streams.values()) count.plays += stream.players.size;
    }
  }
  return count;
}

export type AppCount = { appID: number; rooms: number; users: number; streams: number };

/** The same for each app that is in use. */
export function countApps(cloud: Cloud): AppCount[] {
  return [...cloud.apps.all()].map(({ appID, rooms }) => {
    const count = { appID, rooms: rooms.size, users: 0, streams: 0 };
    for (const room of rooms.values()) {
      count.users += room.members.size;
      count.streams += room.streams.size;
    }
    return count;
  });
}
