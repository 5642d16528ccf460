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
  /** Where a page's connections hear late of another network: how to know of it earlier. */
  readonly networks?: Networks | undefined;
  log(level: 'debug' | 'info' | 'warn' | 'error', message: string, context?: Record<string, unknown>): void;
}

/** Port: the machine's networks, as WebRTC knows them. */
export interface Networks {
  /** Whether the machine has an address now that the page's own connections have not heard of. */
  unheard(): Promise<boolean>;
  /** Connections that know all networks of now; undefined where there are none. `gone`: somebody took them away. */
  fresh(gone: () => void): FreshConnections | undefined;
}

/** A maker of connections beside the page's own, until it is released; its connections end with it. */
export type FreshConnections = { readonly RTCPeerConnection: typeof RTCPeerConnection; release(): void };

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
