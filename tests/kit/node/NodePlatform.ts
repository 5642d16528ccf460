import { type Cancel, systemClock, systemRandom } from '@liuyun/kit';
import { Device, FakeHandler, testFakeParameters, type types } from 'mediasoup-client';
import { FakeMediaStream } from '../../../sdk/core/platform/fake/FakeTracks.ts';
import { fakeNativeCapabilities } from '../../../sdk/core/platform/fake/fakeDevice.ts';
import type { NetworkHint, Platform, Socket, SocketCallbacks } from '../../../sdk/core/platform/Platform.ts';

/** The engine on Node: real time, real WebSockets (Node's own), and media that negotiates but sends nothing. */
export class NodePlatform implements Platform {
  readonly clock = systemClock;
  readonly random = systemRandom;
  readonly description = `Node ${process.version}`;
  readonly transports: types.Transport[] = [];
  /** Nobody is reached while it is set; what is connected is not touched. */
  offline = false;
  readonly #sockets = new Map<WebSocket, () => void>();
  readonly #hints = new Set<(hint: NetworkHint) => void>();

  openSocket(url: string, protocol: string, callbacks: SocketCallbacks): Socket {
    if (this.offline) {
      queueMicrotask(() => callbacks.closed(1006, ''));
      return { send: () => {}, close: () => {} };
    }
    const socket = new WebSocket(url, protocol);
    socket.onopen = () => callbacks.opened();
    socket.onmessage = ({ data }) => callbacks.received(String(data));
    const over = (code: number, reason: string) => {
      if (this.#sockets.delete(socket)) callbacks.closed(code, reason);
    };
    socket.onclose = ({ code, reason }) => over(code, reason);
    // Node does not always tell `close` after a refusal.
    socket.onerror = () => over(1006, '');
    this.#sockets.set(socket, () => over(1006, ''));
    return { send: (text) => socket.send(text), close: (code, reason) => socket.close(code, reason) };
  }

  async createDevice(): Promise<Device> {
    const handlerFactory = FakeHandler.createFactory({
      generateNativeRtpCapabilities: fakeNativeCapabilities,
      generateLocalDtlsParameters: testFakeParameters.generateLocalDtlsParameters,
    });
    const device = await Device.factory({ handlerFactory });
    device.observer.on('newtransport', (transport) => void this.transports.push(transport));
    return device;
  }

  createMediaStream(): MediaStream {
    return new FakeMediaStream() as unknown as MediaStream;
  }

  onNetworkHint(listener: (hint: NetworkHint) => void): Cancel {
    this.#hints.add(listener);
    return () => void this.#hints.delete(listener);
  }

  hint(hint: NetworkHint): void {
    for (const listener of [...this.#hints]) listener(hint);
  }

  log(): void {}

  /** Tears every connection: this side hears of it at once, the server when the socket closes. */
  cut(): void {
    for (const [socket, over] of [...this.#sockets]) {
      over();
      socket.close();
    }
  }

  get sockets(): number {
    return this.#sockets.size;
  }
}
