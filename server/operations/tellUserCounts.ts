import type { Cloud } from './Cloud.ts';

/** Tells the members of every room whose head count has changed since it was last told. */
export function tellUserCounts(cloud: Cloud): void {
  for (const app of cloud.apps.all()) {
    for (const room of app.rooms.values()) {
      const count = room.members.size;
      if (count === room.toldUserCount) continue;
      room.toldUserCount = count;
      const body = { count };
      for (const session of room.members.values()) session.tell('roomUserCount', body);
    }
  }
}
