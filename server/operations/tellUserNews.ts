import { announceUsers } from '../domain/rooms/announceUsers.ts';
import type { Cloud } from './Cloud.ts';

/** Nobody notices that somebody came this much later; a thousand users who come at once cost a server a few notices each. */
export const USER_NEWS_MS = 50;

/** Who comes to a big room or leaves it is told to the others within `USER_NEWS_MS`, together. */
export function tellUserNews(cloud: Cloud): void {
  cloud.apps.facts.on('appOpened', (app) => {
    app.facts.on('roomOpened', (room) => {
      room.facts.on('userNewsWaits', () => void cloud.clock.after(USER_NEWS_MS, () => announceUsers(room)));
    });
  });
}
