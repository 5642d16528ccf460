import type { CloseName } from '@liuyun/protocol';

/** One answer. `outcome` is 'ok' or the failure's name; `openMs` is how long the socket had been open; `who` asked, if they are in. */
export type Answered = {
  request: string;
  outcome: string;
  ms: number;
  openMs: number;
  who?: { appID: number; roomID: string; userID: string } | undefined;
};

/** Why a socket closed: the name of our close code, or LOST when the other end or the network closed it. */
export type Closed = CloseName | 'LOST';

/** Told what happens at this door: for figures and traces. */
export type Observer = {
  /** Runs what answers one request, `request` being a name of ours; everything else about it is told from inside. */
  around?<T>(request: string, work: () => Promise<T>): Promise<T>;
  answered?(answered: Answered): void;
  closed?(reason: Closed): void;
  /** A handshake was refused with this HTTP status. */
  refused?(status: number): void;
};
