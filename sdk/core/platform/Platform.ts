import type { Cancel, Clock, RandomSource } from '@liuyun/kit';
import type { Device } from 'mediasoup-client';

/** Port: what the engine needs from where it runs. Given by the façades; a fake stands beside it. */
export interface Platform {
  readonly clock: Clock;
  readonly random: RandomSource;
  /** A short text about browser and system, for the server's log. */
  readonly description: string;
  /** Opens a WebSocket. Callbacks come after this returns. */
  openSocket(url: string, protocol: string, callbacks: SocketCallbacks): Socket;
  /** A fresh mediasoup-client device; rejects where there is no WebRTC. */
  createDevice(): Promise<Device>;
  createMediaStream(): MediaStream;
  /** Hints that a reconnection may work now, or that the network has changed. */
  onNetworkHint(listener: (hint: NetworkHint) => void): Cancel;
  log(level: 'debug' | 'info' | 'warn' | 'error', message: string, context?: Record<string, unknown>): void;
}

export type NetworkHint = 'online' | 'offline' | 'changed' | 'visible';

export type SocketCallbacks = {
  opened(): void;
  received(text: string): void;
  /** Exactly once, after `close` or a failure; 1006 where there was no close frame. */
  closed(code: number, reason: string): void;
};

export interface Socket {
  send(text: string): void;
  close(code?: number, reason?: string): void;
}
