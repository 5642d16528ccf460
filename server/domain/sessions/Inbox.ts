import type { CloseName, NoticeName, Notices } from '@liuyun/protocol';

/** Port: where a present session's notices go. Given by whichever door the user came through. */
export interface Inbox {
  /** Told in order; never throws, never waits. */
  tell<N extends NoticeName>(name: N, body: Notices[N]): void;
  /** No more notices will come; the door closes and says why. */
  end(reason: CloseName): void;
}
