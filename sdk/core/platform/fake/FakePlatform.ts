import { type Cancel, FakeClock, type RandomSource, seededRandom } from '@liuyun/kit';
import type { Device, types } from 'mediasoup-client';
import type { NetworkHint, Networks, Platform, Socket, SocketCallbacks } from '../Platform.ts';
import { FakeNetwork } from './FakeNetwork.ts';
import { FakeMediaStream } from './FakeTracks.ts';
import { fakeDevice } from './fakeDevice.ts';
import { ScriptedServer } from './ScriptedServer.ts';

/** A platform held in a test's hand: time, network, server and media all move only when told to. */
export class FakePlatform implements Platform {
  readonly clock = new FakeClock();
  random: RandomSource = seededRandom(7);
  readonly description = 'a test';
  readonly server = new ScriptedServer();
  readonly network = new FakeNetwork(this.server.connect);
  /** Every media transport ever made, oldest first. */
  readonly transports: types.Transport[] = [];
  webRtc = true;
  networks: Networks | undefined;
  h264 = true;
  readonly #hints = new Set<(hint: NetworkHint) => void>();

  openSocket(url: string, _protocol: string, callbacks: SocketCallbacks): Socket {
    return this.network.open(url, callbacks);
  }

  async createDevice(): Promise<Device> {
    if (!this.webRtc) throw new Error('no WebRTC here');
    const { device } = await fakeDevice(this.transports, { h264: this.h264 });
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

  get hintListeners(): number {
    return this.#hints.size;
  }

  log(): void {}

  transport(direction: 'send' | 'recv'): types.Transport {
    const found = this.transports.findLast((transport) => transport.direction === direction);
    if (!found) throw new Error(`no ${direction} transport`);
    return found;
  }

  /** Lets frames and promises run until all is quiet, without time passing. */
  settle(): Promise<void> {
    return this.network.settle();
  }

  /** Lets time pass in small steps, everything settling in between. */
  async pass(ms: number, stepMs = 500): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      this.clock.advance(Math.min(stepMs, left));
      await this.settle();
    }
  }
}
