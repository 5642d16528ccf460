import { Worker } from 'node:worker_threads';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import type { RecordStore } from '../../RecordStore.ts';
import type { Answered, Asked, Opened, Verb } from './calls.ts';

type Waiting = { resolve: (answer: unknown) => void; reject: (error: Error) => void };

/** Records in a SQLite file of their own, written and read by a thread of their own. */
export class SqliteRecordStore implements RecordStore {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #over: Error | undefined;
  #closing: Promise<void> | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: Answered) => this.#answered(answer));
    worker.on('error', (error) => this.#end(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => this.#end(new Error('the records are closed')));
  }

  /** @throws Error whose message names the file and what is wrong with it. */
  static async open(dataDir: string): Promise<SqliteRecordStore> {
    // The sources run as they are; a package has compiled files.
    const file = import.meta.url.endsWith('.ts') ? './recordThread.ts' : './recordThread.js';
    const worker = new Worker(new URL(file, import.meta.url), { workerData: { dataDir }, execArgv: [] });
    const opened = await new Promise<Opened>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    if (!opened.opened) throw new Error(opened.message);
    return new SqliteRecordStore(worker);
  }

  write(...args: Parameters<RecordStore['write']>) {
    return this.#ask('write', args);
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
    const gone = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    if (this.#over) return;
    await this.#ask('close', []).catch(() => undefined);
    await gone;
  }

  #ask<V extends Verb>(verb: V, args: Parameters<RecordStore[V]>): ReturnType<RecordStore[V]> {
    const asking = new Promise<unknown>((resolve, reject) => {
      if (this.#over) return reject(this.#over);
      if (this.#closing && verb !== 'close') return reject(new Error('the records are closed'));
      const id = ++this.#last;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, verb, args } as Asked);
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

  #end(error: Error): void {
    this.#over ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
