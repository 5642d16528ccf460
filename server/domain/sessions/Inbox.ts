import type { CloseName, NoticeName, Notices } from '@liuyun/protocol';

/** Port: where a present session's notices go. Given by whichever door the user came through. */
export interface Inbox {
  /** How often its user has been heard of, by whatever sign of life. */
  readonly heard: number;
  /** Told in order; never throws, never waits. One with a number is told again if its user may have missed it. */
  tell<N extends NoticeName>(name: N, body: Notices[N], number?: number): void;
  /** No more notices will come; the door closes and says why. */
  end(reason: CloseName): void;
}
