import type { LeaveReason, StreamEndReason } from '@liuyun/protocol/admin/records';
import type { Pair } from '../../language/Pair.ts';
import { calls as w } from '../../language/words/calls.ts';

/** Why somebody left, in words. */
export const leaveReasons: { readonly [R in LeaveReason]: Pair } = {
  loggedOut: w.reasonLoggedOut,
  silent: w.reasonSilent,
  disconnected: w.reasonDisconnected,
  loggedInElsewhere: w.reasonLoggedInElsewhere,
  kickedOut: w.reasonKickedOut,
  tokenExpired: w.reasonTokenExpired,
  serverClosing: w.reasonServerClosing,
  serverCrashed: w.reasonServerCrashed,
};

/** Why a stream was no longer published or played, in words. */
export const endReasons: { readonly [R in StreamEndReason]: Pair } = {
  stopped: w.endStopped,
  replaced: w.endReplaced,
  left: w.endLeft,
  streamEnded: w.endStreamEnded,
  removedByServer: w.endRemovedByServer,
  mediaLost: w.endMediaLost,
  serverCrashed: w.reasonServerCrashed,
};
