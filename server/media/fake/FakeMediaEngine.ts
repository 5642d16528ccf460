import { Facts } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol';
import type { MediaEngine, MediaEngineDescription, MediaEngineFacts, MediaRoom, MediaTraffic } from '../MediaEngine.ts';
import { FakeMediaRoom } from './FakeMediaRoom.ts';
import type { Enter, FakeVerb } from './fakeVerbs.ts';

/**
 * A media engine without packets: the same rules, closing cascades and failures as the real one
 * (both pass MediaEngine.contract.ts), for tests of everything above the port.
 */
export class FakeMediaEngine implements MediaEngine {
  readonly facts = new Facts<MediaEngineFacts>();
  readonly #workers: { pid: number; rooms: Set<FakeMediaRoom> }[];
  readonly #failures: { verb: FakeVerb; error: RtcError }[] = [];
  readonly #holds: { verb: FakeVerb; released: Promise<void> }[] = [];
  /** For tests: what has passed. */
  readonly passed: MediaTraffic = { received: { bytes: 0, packets: 0, lost: 0 }, sent: { bytes: 0, packets: 0, lost: 0 } };
  #nextPid = 1;
  #closed = false;

  constructor(options: { workers: number }) {
    this.#workers = Array.from({ length: options.workers }, () => this.#newWorker());
  }

  async openRoom(): Promise<MediaRoom> {
    await this.#enter('openRoom');
    if (this.#closed) throw new RtcError('MEDIA_FAILED', 'the media engine is closed');
    const [first, ...others] = this.#workers;
    if (!first) throw new RtcError('MEDIA_FAILED', 'no media worker');
    const worker = others.reduce((best, other) => (other.rooms.size < best.rooms.size ? other : best), first);
    const room = new FakeMediaRoom({
      enter: this.#enter,
      closed: () => worker.rooms.delete(room),
      crash: () => this.killWorker(this.workerOf(room)),
    });
    worker.rooms.add(room);
    return room;
  }

  async describe(): Promise<MediaEngineDescription> {
    return {
      listening: this.#workers.map((_, index) => ({ host: '127.0.0.1', port: 40_000 + index, announcedAddress: '127.0.0.1' })),
      workers: this.#workers.map(({ pid, rooms }) => ({
        pid,
        rooms: rooms.size,
        transports: [...rooms].reduce((sum, room) => sum + room.transports.size, 0),
        cpuMs: 0,
        rssBytes: 0,
      })),
    };
  }

  async traffic(): Promise<MediaTraffic> {
    return structuredClone(this.passed);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { rooms } of this.#workers.splice(0)) for (const room of [...rooms]) room.close();
    this.facts.clear();
  }

  /** For tests: a worker dies, its rooms are lost, another worker takes its place. */
  killWorker(index = 0): void {
    const worker = this.#workers[index];
    if (!worker) throw new Error(`no worker ${index}`);
    this.#workers[index] = this.#newWorker();
    const rooms = [...worker.rooms];
    for (const room of rooms) room.close();
    this.facts.tell('roomsLost', rooms);
  }

  /** For tests: which worker carries a room; -1 when none does. */
  workerOf(room: MediaRoom): number {
    return this.#workers.findIndex(({ rooms }) => [...rooms].includes(room as FakeMediaRoom));
  }

  /** For tests: the next call of `verb` fails with `error`. */
  failNext(verb: FakeVerb, error = new RtcError('MEDIA_FAILED', 'made to fail')): void {
    this.#failures.push({ verb, error });
  }

  /** For tests: the next call of `verb` waits until the returned function is called. */
  holdNext(verb: FakeVerb): () => void {
    let release = () => {};
    this.#holds.push({ verb, released: new Promise((resolve) => (release = resolve)) });
    return release;
  }

  readonly #enter: Enter = async (verb) => {
    const held = take(this.#holds, verb);
    const failing = take(this.#failures, verb);
    await held?.released;
    if (failing) throw failing.error;
  };

  #newWorker() {
    return { pid: this.#nextPid++, rooms: new Set<FakeMediaRoom>() };
  }
}

export function createFakeMediaEngine(options: { workers: number } = { workers: 2 }): FakeMediaEngine {
  return new FakeMediaEngine(options);
}

function take<T extends { verb: FakeVerb }>(list: T[], verb: FakeVerb): T | undefined {
  const index = list.findIndex((entry) => entry.verb === verb);
  return index < 0 ? undefined : list.splice(index, 1)[0];
}
