/** What is to be told to an app's server. */
export type NewCallback = {
  appID: number;
  /** Callbacks of one room go out one after the other … */
  roomID: string;
  /** … and so do those of one stream, whichever room it is in. */
  streamID: string | null;
  event: string;
  /** JSON of the event's own fields. */
  fields: string;
  /** Unix ms. */
  createdAt: number;
  /** Why it is never tried but kept as failed; '' for one that waits. */
  error: string;
  /** Names the part of a trace that it belongs to (W3C Trace Context); only where traces are on. */
  traceparent?: string | undefined;
};

export const callbackStates = ['waiting', 'delivered', 'failed'] as const;
export type CallbackState = (typeof callbackStates)[number];

/** `error` is why the last attempt failed. */
export type StoredCallback = NewCallback & {
  /** Grows with time. */
  id: number;
  state: CallbackState;
  /** How often it was tried. */
  attempts: number;
  /** When it is tried next, Unix ms. */
  dueAt: number;
};

/** Something that an app's server was told is open, and will be told is closed. `opened` is JSON. */
export type OpenThing = { appID: number; key: string; opened: string };

/** What became of an attempt. */
export type CallbackOutcome = Pick<StoredCallback, 'id' | 'state' | 'attempts' | 'dueAt' | 'error'>;

/** How much there is; `oldestWaiting` is when the oldest of them was written, Unix ms. */
export type CallbackCount = { waiting: number; failed: number; oldestWaiting: number | undefined };

/** Port: what apps' servers are still to be told, and what they were. A write survives the end of the process at any moment. */
export interface CallbackStore {
  /** All of it or nothing, in this order: `add`, `opened`, `closed` (keys of open things). */
  write(change: { add: readonly NewCallback[]; opened: readonly OpenThing[]; closed: readonly string[] }): Promise<void>;
  /** What is open, oldest first. */
  open(): Promise<OpenThing[]>;
  countWaiting(appID: number): Promise<number>;
  /** Of all apps, for figures. */
  count(): Promise<CallbackCount>;
  /** Apps that something waits for. */
  appsWaiting(): Promise<number[]>;
  /**
   * What may go out now, oldest first: waiting and due, of no room and no stream for which an earlier one waits for its
   * next attempt or is in `busy` (IDs of callbacks on their way).
   */
  ready(asked: { appID: number; now: number; busy: readonly number[]; limit: number }): Promise<StoredCallback[]>;
  settle(outcome: CallbackOutcome): Promise<void>;
  /** The newest first; `before` is the ID of the oldest one that is known already. */
  list(asked: { appID?: number; state?: CallbackState; before?: number; limit: number }): Promise<StoredCallback[]>;
  /** Failed ones wait anew, all of an app's or those named; how many. */
  replay(asked: { appID: number; ids?: readonly number[]; now: number }): Promise<number>;
  /** Forgets what was delivered or failed before these times, Unix ms. */
  purge(before: { delivered: number; failed: number }): Promise<void>;
  close(): Promise<void>;
}
