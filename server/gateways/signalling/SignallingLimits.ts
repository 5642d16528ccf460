import { FRAME_BYTES, HEARTBEAT_DEAD_MS, QUEUED_REQUESTS, REQUEST_TIMEOUT_MS, UNAUTHENTICATED_MS } from '@liuyun/protocol';

/** How much one socket, or one address, may ask of this door. */
export type SignallingLimits = {
  frameBytes: number;
  /** A socket that has not logged in by then is closed. */
  unauthenticatedMs: number;
  /** A socket nothing was heard of for so long is taken for dead. */
  heartbeatDeadMs: number;
  /** A socket nothing was heard of for so long is pinged; browsers answer by themselves, also for a page that sleeps. */
  pingMs: number;
  /** An operation that takes longer is answered with TIMEOUT. */
  answerMs: number;
  /** Requests of one socket waiting for their turn. */
  queuedRequests: number;
  /** Requests of one socket; the documented 200 custom commands per second fit in. */
  requestsPerSecond: number;
  requestBurst: number;
  /** What a client has not read yet. */
  bufferedBytes: number;
  /** A client that is always behind with reading, for so long. */
  bufferedMs: number;
  /** Sockets from one address (IPv6: from one /64). A whole school may be behind one. */
  socketsPerAddress: number;
  /** Sockets on which nobody has logged in yet: from one address, and all together. */
  unauthenticatedPerAddress: number;
  unauthenticatedSockets: number;
  loginsPerSecondAndAddress: number;
  loginBurst: number;
  /** Logins refused for their credentials: whoever guesses runs out of guesses. */
  refusalsPerSecondAndAddress: number;
  refusalBurst: number;
  /** How long the other end may take to confirm the closing of a socket. */
  closingMs: number;
  sweepMs: number;
};

/** Twice before it is taken for dead. */
const PING_MS = HEARTBEAT_DEAD_MS / 3;

export const signallingLimits: SignallingLimits = {
  frameBytes: FRAME_BYTES,
  unauthenticatedMs: UNAUTHENTICATED_MS,
  heartbeatDeadMs: HEARTBEAT_DEAD_MS,
  pingMs: PING_MS,
  answerMs: REQUEST_TIMEOUT_MS,
  queuedRequests: QUEUED_REQUESTS,
  requestsPerSecond: 300,
  requestBurst: 600,
  bufferedBytes: 1_048_576,
  bufferedMs: 30_000,
  socketsPerAddress: 2_000,
  unauthenticatedPerAddress: 1_000,
  unauthenticatedSockets: 10_000,
  loginsPerSecondAndAddress: 100,
  loginBurst: 1_000,
  refusalsPerSecondAndAddress: 2,
  refusalBurst: 100,
  closingMs: 2_000,
  sweepMs: 500,
};
