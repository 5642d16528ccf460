import { type Cancel, type Clock, Facts } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol';
import type { MediaEngine, MediaEngineDescription, MediaEngineFacts, MediaRoom, MediaTraffic } from '../MediaEngine.ts';
import type { Log } from './Log.ts';
import { MediaWorker } from './MediaWorker.ts';
import { mediaFailure } from './mediaFailure.ts';
import { TrafficMeter } from './TrafficMeter.ts';

/** First pause before a dead worker is replaced, doubled after each failure: its port may need a moment. */
const RESTART_MS = 100;
const RESTART_MAX_MS = 5000;
/** A worker that lived this long starts again with the first pause. */
const STABLE_MS = 60_000;
/** A worker that does not answer for this long is hung, and killed. */
const PING_EVERY_MS = 5000;
const PING_TIMEOUT_MS = 10_000;
/** How long a new room waits for the replacement of the last worker. */
const REPLACEMENT_MS = 3000;

/** One worker's place: the port stays, the process may change. */
type Place = {
  port: number;
  worker: MediaWorker | undefined;
  /** The address beside the first one that was last tried for. */
  beside: string | undefined;
  startedAt: number;
  failures: number;
  cancel: Cancel | undefined;
};

export type EngineOptions = {
  listenHost: string;
  announcedAddress: string;
  beside?: ((present: string | undefined) => string | undefined) | undefined;
  workerBin: string;
  log: Log;
  clock: Clock;
};

export class MediasoupEngine implements MediaEngine {
  readonly facts = new Facts<MediaEngineFacts>();
  readonly #options: EngineOptions;
  readonly #places: Place[] = [];
  readonly #starting = new Set<Promise<void>>();
  readonly #waiting = new Set<() => void>();
  readonly #unwatch: Cancel;
  readonly #traffic: TrafficMeter;
  #closing: Promise<void> | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#traffic = new TrafficMeter(options.clock, () =>
      this.#workers.flatMap(({ rooms }) => [...rooms].flatMap(({ counted }) => counted)),
    );
    this.#unwatch = options.clock.every(PING_EVERY_MS, () => {
      this.#ping();
      this.#move();
    });
  }

  /** Opens a place for a worker on `port` and starts it. @throws when it cannot be started. */
  async addWorker(port: number): Promise<void> {
    const place: Place = { port, worker: undefined, beside: undefined, startedAt: 0, failures: 0, cancel: undefined };
    await this.#start(place);
    this.#places.push(place);
  }

  async openRoom(): Promise<MediaRoom> {
    if (this.#closing) throw new RtcError('MEDIA_FAILED', 'the media engine is closed');
    if (this.#workers.length === 0) await this.#replaced();
    const [first, ...others] = this.#workers;
    if (!first) throw new RtcError('MEDIA_FAILED', 'no media worker is running');
    const worker = others.reduce((best, other) => (other.load < best.load ? other : best), first);
    try {
      return await worker.openRoom();
    } catch (error) {
      throw mediaFailure(error);
    }
  }

  async describe(): Promise<MediaEngineDescription> {
    const { listenHost: host, announcedAddress } = this.#options;
    return {
      listening: this.#places.map(({ port, worker }) => ({
        host,
        port,
        announcedAddress,
        ...(worker?.beside !== undefined && { beside: worker.beside }),
      })),
      workers: await Promise.all(this.#workers.map((worker) => worker.describe())),
    };
  }

  traffic(): Promise<MediaTraffic> {
    return this.#traffic.read();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  get #workers(): MediaWorker[] {
    return this.#places.flatMap(({ worker }) => worker ?? []);
  }

  async #close(): Promise<void> {
    this.#unwatch();
    this.#admit();
    for (const place of this.#places) place.cancel?.();
    await Promise.allSettled(this.#starting);
    await Promise.all(this.#workers.map((worker) => worker.close()));
    this.#places.length = 0;
    this.facts.clear();
  }

  /** Where every worker is being replaced, a new one runs within a moment: who asks for a room now need not try again. */
  async #replaced(): Promise<void> {
    if (this.#places.length === 0) return;
    await new Promise<void>((resolve) => {
      const go = () => {
        this.#waiting.delete(go);
        giveUp();
        resolve();
      };
      const giveUp = this.#options.clock.after(REPLACEMENT_MS, go);
      this.#waiting.add(go);
    });
  }

  #admit(): void {
    for (const go of [...this.#waiting]) go();
  }

  async #start(place: Place): Promise<void> {
    const { listenHost: host, announcedAddress, workerBin, log, clock } = this.#options;
    const beside = this.#options.beside?.(undefined);
    const worker = await MediaWorker.start({ host, port: place.port, announcedAddress, beside, workerBin, clock });
    if (worker.beside !== beside) log.warn({ port: place.port }, 'media listens on loopback only: its port is taken elsewhere');
    if (this.#closing) return worker.close();
    place.beside = beside;
    place.worker = worker;
    this.#admit();
    place.startedAt = clock.now();
    worker.onDied((error) => this.#replace(place, worker, error));
  }

  #replace(place: Place, dead: MediaWorker, cause: Error): void {
    const { log, clock } = this.#options;
    if (this.#closing || place.worker !== dead) return;
    place.worker = undefined;
    if (clock.now() - place.startedAt > STABLE_MS) place.failures = 0;
    const rooms = [...dead.rooms];
    for (const room of rooms) room.close();
    log.error({ pid: dead.pid, rooms: rooms.length, cause: cause.message }, 'a media worker died; another one takes its place');
    this.#startLater(place);
    this.facts.tell('roomsLost', rooms);
  }

  #startLater(place: Place): void {
    const { log, clock } = this.#options;
    const delayMs = Math.min(RESTART_MAX_MS, RESTART_MS * 2 ** place.failures++);
    place.cancel = clock.after(delayMs, () => {
      const start = this.#start(place).then(
        () => log.info({ pid: place.worker?.pid }, 'a new media worker runs'),
        (error: unknown) => {
          if (this.#closing) return;
          log.warn({ cause: mediaFailure(error).detail }, 'a media worker could not be started; trying again');
          this.#startLater(place);
        },
      );
      this.#starting.add(start);
      void start.finally(() => this.#starting.delete(start));
    });
  }

  /**
   * The address beside the first one belongs to a network, and networks change: a worker with another one takes its place.
   * Where it was not to be had (its port is taken), it is not tried for again until it changes.
   */
  #move(): void {
    const { beside, log } = this.#options;
    if (!beside) return;
    for (const place of this.#places) {
      const { worker } = place;
      if (!worker?.running) continue;
      const now = beside(place.beside);
      if (now === undefined || now === place.beside) continue;
      log.info({ pid: worker.pid }, 'this machine has another address; its media worker starts anew with it');
      worker.kill();
    }
  }

  /** A worker that does not answer, or only with errors, serves nobody: it is replaced like a dead one. */
  #ping(): void {
    const { clock, log } = this.#options;
    for (const worker of this.#workers) {
      const kill = () => {
        if (!worker.running) return;
        log.error({ pid: worker.pid }, 'a media worker does not answer; it is killed');
        worker.kill();
      };
      const giveUp = clock.after(PING_TIMEOUT_MS, kill);
      worker.ping().then(giveUp, () => {
        giveUp();
        kill();
      });
    }
  }
}
