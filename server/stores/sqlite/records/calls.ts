import type { RecordStore } from '../../RecordStore.ts';
import type { PackedBatch } from './packed.ts';

/** What the records' thread can be asked: the port's own verbs. */
export type Verb = keyof RecordStore;
export type Args<V extends Verb> = V extends 'write' ? [batch: PackedBatch] : Parameters<RecordStore[V]>;
export type Asked = { [V in Verb]: { id: number; verb: V; args: Args<V> } }[Verb];
export type Answered = { id: number; ok: unknown } | { id: number; fail: { message: string; failure?: string } };
/** What the thread says of itself first. */
export type Opened = { opened: true } | { opened: false; message: string };
