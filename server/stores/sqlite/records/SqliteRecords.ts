import type BetterSqlite3 from 'better-sqlite3';
import type { RecordStore } from '../../RecordStore.ts';
import type { Verb } from './calls.ts';
import { Purging } from './Purging.ts';
import type { PackedBatch } from './packed.ts';
import { Reading } from './Reading.ts';
import { Writing } from './Writing.ts';

/** The records' database where it lies: answers at once, and holds up whoever asks. */
export class SqliteRecords implements Record<Verb, (...args: never[]) => unknown> {
  readonly #database: BetterSqlite3.Database;
  readonly #writing: Writing;
  readonly #reading: Reading;
  readonly #purging: Purging;

  constructor(database: BetterSqlite3.Database) {
    this.#database = database;
    this.#writing = new Writing(database);
    this.#reading = new Reading(database);
    this.#purging = new Purging(database);
  }

  write(batch: PackedBatch) {
    this.#purging.added(this.#writing.write(batch));
  }

  recover() {
    return this.#writing.recover();
  }

  searchCalls(...args: Parameters<RecordStore['searchCalls']>) {
    return this.#reading.searchCalls(...args);
  }

  describeCall(...args: Parameters<RecordStore['describeCall']>) {
    return this.#reading.describeCall(...args);
  }

  readQuality(...args: Parameters<RecordStore['readQuality']>) {
    return this.#reading.readQuality(...args);
  }

  page(...args: Parameters<RecordStore['page']>) {
    return this.#reading.page(...args);
  }

  purge(...args: Parameters<RecordStore['purge']>) {
    // A series that is deleted here would be written to otherwise.
    this.#writing.forgetSeries();
    return this.#purging.purge(...args);
  }

  count() {
    return this.#purging.counts;
  }

  close() {
    this.#database.close();
  }
}
