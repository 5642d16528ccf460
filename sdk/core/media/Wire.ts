import type { RequestName, Result, Sent } from '@liuyun/protocol';

/** What the media side needs of the signalling side: it outlives sockets, as the session does. */
export interface Wire {
  /** Rejects with RtcError; SOCKET_CLOSED when there is no connection now. */
  ask<N extends RequestName>(name: N, params: Sent<N>): Promise<Result<N>>;
  /** A stop that the server must hear of as long as this session lives: kept over a loss of the connection. */
  owe(name: OwedStop, streamID: string): void;
}

export type OwedStop = 'stopPublishing' | 'stopPlaying' | 'stopBroadcastingData' | 'stopSubscribingData';
