import { Worker } from 'node:worker_threads';
import { type Cancel, type Clock, systemClock } from '@liuyun/kit';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import type { RecordStore } from '../../RecordStore.ts';
import type { Answered, Args, Asked, Opened, Verb } from './calls.ts';
import { pack } from './packed.ts';

type Waiting = { resolve: (answer: unknown) => void; reject: (error: Error) => void };

/** The thread has ended without being asked to; another one is started after so long. */
export type ThreadLost = { error: Error; againInMs: number };

type Options = {
  clock?: Clock;
  /** Starts a thread on a data folder. */
  start?: (dataDir: string) => Worker;
  lost?: (lost: ThreadLost) => void;
};

/** Another thread is started after this long, twice as long each further time … */
const AGAIN_MS = 500;
const AGAIN_MOST_MS = 60_000;
/** … until one has lived as long as this. */
const LIVED_MS = 60_000;

/**
 * Records in a SQLite file of their own, written and read by a thread of their own. When the thread ends, whoever asked it is
 * refused, and another one is started; what is written again takes the place of what was written, so nothing is there twice.
 */
export class SqliteRecordStore implements RecordStore {
  readonly #dataDir: string;
  readonly #clock: Clock;
  readonly #start: (dataDir: string) => Worker;
  readonly #lost: (lost: ThreadLost) => void;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #last = 0;
  /** Why nothing can be asked. */
  #over: Error | undefined;
  #closing: Promise<void> | undefined;
  #opening: Promise<void> | undefined;
  #deaths = 0;
  #startedAt = 0;
  #stopTimer: Cancel | undefined;

  private constructor(dataDir: string, { clock = systemClock, start = startThread, lost = () => {} }: Options) {
    this.#dataDir = dataDir;
    this.#clock = clock;
    this.#start = start;
    this.#lost = lost;
  }

  /** @throws Error whose message names the file and what is wrong with it. */
  static async open(dataDir: string, options: Options = {}): Promise<SqliteRecordStore> {
    const store = new SqliteRecordStore(dataDir, options);
    await store.#open();
    return store;
  }

  async #open(): Promise<void> {
    const worker = this.#start(this.#dataDir);
    let last: Error | undefined;
    const opened = await new Promise<Opened>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the thread of the records has ended')));
    });
    if (!opened.opened) throw new Error(opened.message);
    worker.on('message', (answer: Answered) => this.#answered(answer));
    worker.on('error', (error) => {
      last = error instanceof Error ? error : new Error(String(error));
    });
    worker.once('exit', (code) => this.#ended(last ?? new Error(`the thread of the records has ended with ${code}`)));
    this.#worker = worker;
    this.#over = undefined;
    this.#startedAt = this.#clock.now();
  }

  #ended(error: Error): void {
    this.#worker = undefined;
    this.#refuse(this.#closing ? new Error('the records are closed') : error);
    if (this.#closing) return;
    if (this.#clock.now() - this.#startedAt >= LIVED_MS) this.#deaths = 0;
    this.#again(error);
  }

  #again(error: Error): void {
    const againInMs = Math.min(AGAIN_MOST_MS, AGAIN_MS * 2 ** this.#deaths++);
    this.#lost({ error, againInMs });
    this.#stopTimer = this.#clock.after(againInMs, () => {
      this.#opening = this.#open().catch((reason: Error) => {
        if (!this.#closing) this.#again(reason);
      });
    });
  }

  write(...[batch]: Parameters<RecordStore['write']>) {
    return this.#ask('write', [pack(batch)]);
  }

  recover() {
    return this.#ask('recover', []);
  }

  searchCalls(...args: Parameters<RecordStore['searchCalls']>) {
    return this.#ask('searchCalls', args);
  }

  describeCall(...args: Parameters<RecordStore['describeCall']>) {
    return this.#ask('describeCall', args);
  }

  readQuality(...args: Parameters<RecordStore['readQuality']>) {
    return this.#ask('readQuality', args);
  }

  page(...args: Parameters<RecordStore['page']>) {
    return this.#ask('page', args);
  }

  purge(...args: Parameters<RecordStore['purge']>) {
    return this.#ask('purge', args);
  }

  count() {
    return this.#ask('count', []);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#stopTimer?.();
    await this.#opening;
    const worker = this.#worker;
    if (!worker) return this.#refuse(new Error('the records are closed'));
    const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    await this.#ask('close', []).catch(() => undefined);
    await gone;
  }

  #ask<V extends Verb>(verb: V, args: Args<V>): ReturnType<RecordStore[V]> {
    const asking = new Promise<unknown>((resolve, reject) => {
      if (this.#over) return reject(this.#over);
      if (this.#closing && verb !== 'close') return reject(new Error('the records are closed'));
      const id = ++this.#last;
      this.#waiting.set(id, { resolve, reject });
      this.#worker?.postMessage({ id, verb, args } as Asked);
    });
    return asking as ReturnType<RecordStore[V]>;
  }

  #answered(answer: Answered): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('ok' in answer) waiting?.resolve(answer.ok);
    else {
      const { message, failure } = answer.fail;
      waiting?.reject(failure ? new RtcError(failure as ErrorName, message) : new Error(message));
    }
  }

  /** Nobody who asked is answered any more. */
  #refuse(error: Error): void {
    this.#over = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function startThread(dataDir: string): Worker {
  // The sources run as they are; a package has compiled files.
  const file = import.meta.url.endsWith('.ts') ? './recordThread.ts' : './recordThread.js';
  return new Worker(new URL(file, import.meta.url), { workerData: { dataDir }, execArgv: [] });
}
