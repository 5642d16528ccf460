import type { RequestName, Result, Sent } from '@liuyun/protocol';

/** What the media side needs of the signalling side: it outlives sockets, as the session does. */
export interface Wire {
  /** Rejects with RtcError; SOCKET_CLOSED when there is no connection now. */
  ask<N extends RequestName>(name: N, params: Sent<N>): Promise<Result<N>>;
  /**
   * The same for what must happen once: where the connection is lost before the answer, it is asked again under the same
   * name when the session is back, within the time that an answer may take. Rejects as `ask` does.
   */
  askOnce<N extends Repeatable>(name: N, params: Sent<N>): Promise<Result<N>>;
  /** A stop that the server must hear of as long as this session lives: kept over a loss of the connection. */
  owe(name: OwedStop, streamID: string): void;
}

/** What the server answers a second time instead of doing it again. */
export type Repeatable = 'sendBroadcastMessage' | 'sendCustomCommand' | 'sendTransparentMessage';

export type OwedStop = 'stopPublishing' | 'stopPlaying' | 'stopBroadcastingData' | 'stopSubscribingData';
