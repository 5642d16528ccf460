import { openBrowserSocket } from '@liuyun/browser/platform/browserSocket';
import type { NetworkHint, Platform, Socket, SocketCallbacks } from '@liuyun/core';
import { type Cancel, randomHex, systemClock } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';
import { Device } from 'mediasoup-client';
import { networkHints } from './networkHints.ts';
import { optionalModules } from './optionalModules.ts';
import { phoneRandom } from './random.ts';
import type { Surroundings } from './Surroundings.ts';
import { TrackList } from './TrackList.ts';

/** The phone as the core sees it. */
export class PhonePlatform implements Platform {
  readonly clock = systemClock;
  readonly random = phoneRandom;
  readonly description: string;
  readonly log: Platform['log'];
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings, log: Platform['log']) {
    this.#surroundings = surroundings;
    this.description = `React Native, ${surroundings.system}`;
    this.log = log;
    // mediasoup-client looks for WebRTC where a browser has it.
    surroundings.webrtc.registerGlobals();
  }

  /** A phone's WebSocket is made after the browser's. */
  openSocket(url: string, protocol: string, callbacks: SocketCallbacks): Socket {
    return openBrowserSocket(url, protocol, callbacks);
  }

  async createDevice(): Promise<Device> {
    try {
      return new Device({ handlerName: this.#surroundings.webrtc.mediasoupHandler ?? 'ReactNative106' });
    } catch (error) {
      throw new RtcError('BROWSER_NOT_SUPPORTED', 'react-native-webrtc', { cause: error });
    }
  }

  createMediaStream(): MediaStream {
    // The core adds and removes tracks and hands it back; it never gives it to WebRTC.
    return new TrackList(randomHex(this.random, 8)) as unknown as MediaStream;
  }

  onNetworkHint(listener: (hint: NetworkHint) => void): Cancel {
    return networkHints(this.#surroundings, optionalModules().NetInfo, listener);
  }
}
