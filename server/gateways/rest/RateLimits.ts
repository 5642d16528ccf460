import type { ActionShape } from '@liuyun/protocol/rest/action';
import { type ActionName, actions } from '@liuyun/protocol/rest/actions';
import { TokenBucket } from '../TokenBucket.ts';
import { Refusal } from './Refusal.ts';

/** Rooms that were asked about lately: more than can be asked about within the longest pause at the documented rates. */
const ROOMS = 20_000;

/** The documented rates: each action per app and second, some of them once per room and pause. */
export class RateLimits {
  readonly #perApp = new Map<string, TokenBucket>();
  /** When a room may be asked about again; the oldest stand first. */
  readonly #rooms = new Map<string, number>();

  /** APP_TOO_OFTEN (media actions: MEDIA_TOO_OFTEN). */
  takeApp(appID: number, action: ActionName, now: number): void {
    const key = `${appID} ${action}`;
    const { perSecond } = actions[action];
    const bucket = this.#perApp.get(key) ?? new TokenBucket({ perSecond, burst: perSecond, now });
    this.#perApp.set(key, bucket);
    if (!bucket.take(now)) throw new Refusal(action.includes('RTCStream') ? 'MEDIA_TOO_OFTEN' : 'APP_TOO_OFTEN');
  }

  /** ROOM_TOO_OFTEN. */
  takeRoom(given: { appID: number; action: ActionName; roomID: string; now: number }): void {
    const { appID, action, roomID, now } = given;
    const { oncePerRoomMs }: ActionShape = actions[action];
    if (oncePerRoomMs === undefined) return;
    const key = `${appID} ${action} ${roomID}`;
    if ((this.#rooms.get(key) ?? 0) > now) throw new Refusal('ROOM_TOO_OFTEN');
    this.#rooms.delete(key);
    this.#rooms.set(key, now + oncePerRoomMs);
    for (const [oldest, until] of this.#rooms) {
      if (until > now && this.#rooms.size <= ROOMS) break;
      this.#rooms.delete(oldest);
    }
  }

  get rooms(): number {
    return this.#rooms.size;
  }
}
