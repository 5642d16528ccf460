import type { Session } from '../sessions/Session.ts';
import type { Room } from './Room.ts';
import { type UserChange, updatesOf } from './UserNews.ts';

/** Above so many users each of them is told of several comings and goings together. */
export const SMALL_ROOM = 20;

/** In a small room the others are told at once, in a big one by the next `announceUsers`. */
export function addUserNews(room: Room, change: UserChange, session: Session): void {
  if (!session.announced) return;
  const { userNews: news } = room;
  if (news.contradicts(change, session.user)) announceUsers(room);
  const first = news.empty;
  news.add(change, session.user);
  // Whoever comes is given a snapshot of who is there, and needs no news of themselves.
  if (change === 'ADD') session.knowsNews = news.last;
  if (room.members.size <= SMALL_ROOM) announceUsers(room);
  else if (first) room.facts.tell('userNewsWaits');
}

/** Tells who came and left since this was done last, to each what they do not know yet. */
export function announceUsers(room: Room): void {
  if (room.userNews.empty) return;
  const entries = room.userNews.take();
  const first = entries[0]?.number ?? 0;
  const toMost = updatesOf(entries);
  for (const session of room.members.values()) {
    const { knowsNews: known } = session;
    session.knowsNews = room.userNews.last;
    if (!session.announced || !session.wantsUserUpdates) continue;
    // Whoever came meanwhile knows from the snapshot who was there, among them themselves.
    const updates = known < first ? toMost : updatesOf(entries.filter(({ number }) => number > known));
    for (const body of updates) session.tell('roomUserUpdate', body);
  }
}
