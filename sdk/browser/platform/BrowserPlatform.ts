import type { NetworkHint, Platform, Socket, SocketCallbacks } from '@liuyun/core';
import { type Cancel, systemClock, systemRandom } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';
import { Device } from 'mediasoup-client';
import { browserName } from './browserName.ts';
import { browserNetworks } from './browserNetworks.ts';
import { openBrowserSocket } from './browserSocket.ts';
import { networkHints } from './networkHints.ts';

/** Frames say when they were captured, so that players can tell how old they are. Chromium has it, but does not offer it. */
const forcedRtpExtensions = { 'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time': true };

/** Where the platform's lines go: the façade's log. */
export type LineSink = {
  write(level: 'debug' | 'info' | 'warn' | 'error', message: string, context?: Record<string, unknown>): void;
};

/** The browser as the core sees it. */
export class BrowserPlatform implements Platform {
  readonly clock = systemClock;
  readonly random = systemRandom;
  readonly description = typeof navigator === 'object' ? browserName(navigator.userAgent) : 'no browser';
  readonly networks = browserNetworks();
  readonly #log: LineSink;

  constructor(log: LineSink) {
    this.#log = log;
  }

  openSocket(url: string, protocol: string, callbacks: SocketCallbacks): Socket {
    return openBrowserSocket(url, protocol, callbacks);
  }

  async createDevice(): Promise<Device> {
    if (typeof RTCPeerConnection === 'undefined') throw new RtcError('BROWSER_NOT_SUPPORTED');
    try {
      return await Device.factory({ forcedRtpExtensions });
    } catch (error) {
      // Browsers that mediasoup-client does not know by name are nearly all built on Chromium.
      this.#log.write('debug', `unknown browser taken for Chromium (${error instanceof Error ? error.message : ''})`);
      return new Device({ handlerName: 'Chrome111', forcedRtpExtensions });
    }
  }

  createMediaStream(): MediaStream {
    return new MediaStream();
  }

  onNetworkHint(listener: (hint: NetworkHint) => void): Cancel {
    return networkHints(listener);
  }

  log(level: 'debug' | 'info' | 'warn' | 'error', message: string, context?: Record<string, unknown>): void {
    this.#log.write(level, message, context);
  }
}
