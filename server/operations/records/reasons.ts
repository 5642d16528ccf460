import type { LeaveReason, StreamEndReason } from '@liuyun/protocol/admin/records';

/** Reasons as people say them. */
export const leaveWords: { readonly [R in LeaveReason]: string } = {
  loggedOut: 'left',
  silent: 'fell silent and did not come back in time',
  disconnected: 'lost the connection and did not come back in time',
  loggedInElsewhere: 'logged in elsewhere',
  kickedOut: 'was kicked out',
  tokenExpired: 'the token expired',
  serverClosing: 'the server was stopped',
  serverCrashed: 'the server crashed',
};

export const streamEndWords: { readonly [R in StreamEndReason]: string } = {
  stopped: 'stopped by its user',
  replaced: 'begun anew',
  left: 'its user left',
  streamEnded: 'the stream ended',
  removedByServer: 'ended by the server',
  mediaLost: 'the media connection was lost',
  serverCrashed: 'the server crashed',
};
