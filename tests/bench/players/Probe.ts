import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { DelayHistogram } from '../../kit/codecless/DelayHistogram.ts';
import { monotonicUs, readStamp, STAMP_BYTES, writeStamp } from '../../kit/codecless/stamp.ts';

const EVERY_MS = 20;
const PACKET_BYTES = 1100;

/**
 * Times stamped datagrams that go straight from process to process, beside the load and under the same clock: what the
 * generators and the machine add to every delay, whatever the server does.
 */
export class Probe {
  readonly delays = new DelayHistogram();
  readonly port: number;
  readonly #socket: Socket;
  #timer: NodeJS.Timeout | undefined;

  static async open(): Promise<Probe> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new Probe(socket);
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.port = socket.address().port;
    socket.on('message', (packet) => {
      const stamp = readStamp(packet);
      if (stamp) this.delays.record(monotonicUs() - stamp.sentAtUs);
    });
  }

  send(ports: readonly number[]): void {
    this.stop();
    this.#timer = setInterval(() => {
      for (const port of ports) {
        const packet = Buffer.alloc(PACKET_BYTES + STAMP_BYTES);
        writeStamp(packet, { window: 1, sentAtUs: monotonicUs() });
        this.#socket.send(packet, port, '127.0.0.1');
      }
    }, EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  close(): void {
    this.stop();
    this.#socket.close();
  }
}
