import { type Clock, type RandomSource, randomHex } from '@liuyun/kit';
import type { Room } from '../../domain/rooms/Room.ts';
import type { RecordStore } from '../../stores/RecordStore.ts';
import type { Cloud, Log } from '../Cloud.ts';
import { RecordBook } from './RecordBook.ts';
import { Recorder } from './Recorder.ts';
import { RecordRetention, type RetentionRules } from './RecordRetention.ts';
import { RecordWriter } from './RecordWriter.ts';
import { watchRecords } from './watchRecords.ts';

type Parts = {
  store: RecordStore;
  clock: Clock;
  random: RandomSource;
  log: Log;
  keep: RetentionRules;
  threadDeaths?: () => number;
};

/** Records that run, for whoever asks about calls. */
export type Records = {
  readonly store: RecordStore;
  now(): number;
  /** What happens in this cloud from now on is recorded. */
  watch(cloud: Cloud): void;
  /** Everything that happened is in the store, or could not be written. */
  settle(): Promise<void>;
  /** How often the thread that writes has ended by itself and another one was started. */
  threadDeaths(): number;
  /** Under which name the present life of a room is recorded. */
  callIDOf(room: Room): string | undefined;
  /** Writes the rest; the store stays open. */
  close(): Promise<void>;
};

/** Closes what the last run left open, however it ended, and begins to record. */
export async function openRecords({ store, clock, random, log, keep, threadDeaths = () => 0 }: Parts): Promise<Records> {
  const { last, closed } = await store.recover();
  if (closed > 0) log.warn({ calls: closed }, 'the last run ended without a word: its calls are closed at the last known moment');
  let number = last;
  const book = new RecordBook();
  const writer = new RecordWriter({ store, book, clock, log });
  const recorder = new Recorder({
    book,
    now: () => clock.now(),
    newCallID: () => randomHex(random, 16),
    newNumber: () => ++number,
  });
  const retention = new RecordRetention({ store, clock, log, keep });
  writer.start();
  retention.start();
  return {
    store,
    now: () => clock.now(),
    watch: (cloud) => watchRecords(cloud, recorder),
    settle: () => writer.flush(),
    threadDeaths,
    callIDOf: (room) => recorder.callIDOf(room),
    close: async () => {
      await retention.close();
      await writer.close();
    },
  };
}
