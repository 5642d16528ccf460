import { readFile } from 'node:fs/promises';
import type { Clock } from '@liuyun/kit';
import type { Opaque } from '@liuyun/protocol';
import { createWorker } from 'mediasoup';
import type { WebRtcServer, Worker } from 'mediasoup/types';
import { apart } from './apart.ts';
import { MediasoupRoom } from './MediasoupRoom.ts';
import { mediaCodecs } from './mediaCodecs.ts';

/** When the worker stalls, what does not fit here is lost for every player of a stream. The kernel may grant less. */
const SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;
/** How long a worker may take to exit by itself before it is killed. */
const EXIT_MS = 2000;
/** A program that is no worker starts and says nothing. */
const START_MS = 10_000;
/** A description waits no longer for a worker that hangs. */
const DESCRIBE_MS = 1000;
const PAGE_BYTES = 4096;

export type WorkerOptions = {
  host: string;
  port: number;
  announcedAddress: string;
  /** Also listened on, over UDP, and announced as it is. */
  beside: string | undefined;
  workerBin: string;
  clock: Clock;
};

/** One mediasoup worker process with its one UDP and TCP port, and the rooms on it. */
export class MediaWorker {
  readonly rooms = new Set<MediasoupRoom>();
  /** The address beside its first one; undefined where that was not to be had. */
  readonly beside: string | undefined;
  readonly #worker: Worker;
  readonly #server: WebRtcServer;
  readonly #clock: Clock;
  /** Transports and consumers: what costs. */
  #load = 0;
  #opening = 0;
  #capabilities: Opaque | undefined;

  static async start(options: WorkerOptions): Promise<MediaWorker> {
    const worker = await inTime(
      options.clock,
      apart(() => createWorker({ workerBin: options.workerBin, logLevel: 'error' })),
      START_MS,
    );
    try {
      const { server, beside } = await openServer(worker, options);
      return new MediaWorker({ worker, server, beside, clock: options.clock });
    } catch (error) {
      worker.close();
      throw error;
    }
  }

  private constructor(options: { worker: Worker; server: WebRtcServer; beside: string | undefined; clock: Clock }) {
    this.#worker = options.worker;
    this.beside = options.beside;
    this.#server = options.server;
    this.#clock = options.clock;
  }

  get pid(): number {
    return this.#worker.pid;
  }

  /** An empty room costs something too, and one that is being opened, so that rooms spread before anybody is in them. */
  get load(): number {
    return this.#load + this.rooms.size + this.#opening;
  }

  /** Calls back once if the process ends by itself. */
  onDied(listener: (error: Error) => void): void {
    this.#worker.once('died', listener);
  }

  async openRoom(): Promise<MediasoupRoom> {
    this.#opening++;
    const router = await this.#worker.createRouter({ mediaCodecs }).finally(() => this.#opening--);
    // Every router has the same.
    this.#capabilities ??= { ...router.rtpCapabilities };
    const room = new MediasoupRoom({
      router,
      capabilities: this.#capabilities,
      server: this.#server,
      clock: this.#clock,
      counted: (change) => (this.#load += change),
      crash: () => this.kill(),
      closed: () => {
        // A dying worker closes its rooms before it tells that it died; then they stay listed, to be told as lost.
        if (!this.#worker.died) this.rooms.delete(room);
      },
    });
    this.rooms.add(room);
    return room;
  }

  async describe(): Promise<{ pid: number; rooms: number; transports: number; cpuMs: number; rssBytes: number }> {
    const usage = await inTime(this.#clock, this.#worker.getResourceUsage(), DESCRIBE_MS).catch(() => undefined);
    const rssBytes = await this.#rssBytes();
    return {
      pid: this.pid,
      rooms: this.rooms.size,
      transports: [...this.rooms].reduce((sum, room) => sum + room.transports, 0),
      cpuMs: usage ? usage.ru_utime + usage.ru_stime : 0,
      rssBytes: rssBytes ?? (usage ? usage.ru_maxrss * 1024 : 0),
    };
  }

  /** Whether the process answers. */
  async ping(): Promise<void> {
    await this.#worker.getResourceUsage();
  }

  get running(): boolean {
    return !this.#worker.closed;
  }

  kill(): void {
    signal(this.pid, 'SIGKILL');
  }

  /** Ends when the process is gone. */
  async close(): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      if (this.#worker.subprocessClosed) resolve();
      else this.#worker.once('subprocessclose', resolve);
    });
    for (const room of [...this.rooms]) room.close();
    try {
      this.#worker.close();
    } catch {
      this.kill(); // its channel cannot even carry the wish
    }
    const cancel = this.#clock.after(EXIT_MS, () => this.kill());
    await gone;
    cancel();
  }

  /** Linux only (proc(5), statm: pages resident is the second figure); undefined elsewhere. */
  async #rssBytes(): Promise<number | undefined> {
    try {
      return Number((await readFile(`/proc/${this.pid}/statm`, 'utf8')).split(' ')[1]) * PAGE_BYTES;
    } catch {
      return undefined;
    }
  }
}

/** Opens its sockets. The address beside is a bonus: it may be gone, or its port taken. */
async function openServer(
  worker: Worker,
  { host: ip, port, announcedAddress, beside }: WorkerOptions,
): Promise<{ server: WebRtcServer; beside: string | undefined }> {
  const buffers = { sendBufferSize: SOCKET_BUFFER_BYTES, recvBufferSize: SOCKET_BUFFER_BYTES };
  const common = { port, ...buffers };
  const first = (['udp', 'tcp'] as const).map((protocol) => ({ protocol, ip, announcedAddress, ...common }));
  if (beside !== undefined) {
    try {
      // The last one: mediasoup gives the candidates of those before it more weight.
      const listenInfos = [...first, { protocol: 'udp' as const, ip: beside, ...common }];
      return { server: await worker.createWebRtcServer({ listenInfos }), beside };
    } catch (error) {
      if (worker.closed) throw error;
    }
  }
  return { server: await worker.createWebRtcServer({ listenInfos: first }), beside: undefined };
}

async function inTime<T>(clock: Clock, answer: Promise<T>, ms: number): Promise<T> {
  let cancel = () => {};
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(ms, () => reject(new Error(`the worker did not answer within ${ms / 1000} s`)));
  });
  return Promise.race([answer, late]).finally(() => cancel());
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it is gone already
  }
}
