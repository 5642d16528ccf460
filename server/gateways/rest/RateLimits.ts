import { TokenBucket } from '@liuyun/kit';
import type { ActionName } from '@liuyun/protocol/rest/actions';
import { Refusal } from './Refusal.ts';
import { type ChosenRates, documentedRates, rateOf } from './rates.ts';

/** Rooms that were asked about lately: more than can be asked about within the longest pause at the documented rates. */
const ROOMS = 20_000;

/** Who asks for what; `percent` is what the app has of the server's rates. */
type Call = { appID: number; percent: number; action: ActionName; now: number };

/** How often actions may be asked for: each per app and second, some of them once per room and pause. */
export class RateLimits {
  readonly #chosen: ChosenRates;
  readonly #perApp = new Map<string, { bucket: TokenBucket; perSecond: number }>();
  /** When a room may be asked about again; the oldest stand first. */
  readonly #rooms = new Map<string, number>();

  constructor(chosen: ChosenRates = documentedRates) {
    this.#chosen = chosen;
  }

  /** APP_TOO_OFTEN (media actions: MEDIA_TOO_OFTEN). */
  takeApp({ appID, percent, action, now }: Call): void {
    const { perSecond } = rateOf(action, this.#chosen, percent);
    const bucket = this.#bucketOf(`${appID} ${action}`, perSecond, now);
    if (!bucket.take(now)) throw new Refusal(action.includes('RTCStream') ? 'MEDIA_TOO_OFTEN' : 'APP_TOO_OFTEN');
  }

  /** ROOM_TOO_OFTEN. */
  takeRoom({ appID, percent, action, roomID, now }: Call & { roomID: string }): void {
    const { oncePerRoomMs } = rateOf(action, this.#chosen, percent);
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

  /** A rate that was changed begins anew. */
  #bucketOf(key: string, perSecond: number, now: number): TokenBucket {
    const found = this.#perApp.get(key);
    if (found?.perSecond === perSecond) return found.bucket;
    const bucket = new TokenBucket({ perSecond, burst: Math.max(1, perSecond), now });
    this.#perApp.set(key, { bucket, perSecond });
    return bucket;
  }
}
