import type {
  CallbackCount,
  CallbackOutcome,
  CallbackState,
  CallbackStore,
  OpenThing,
  StoredCallback,
} from '../CallbackStore.ts';

/** Callbacks for as long as the process lives: for tests and throw-away servers. */
export class MemoryCallbackStore implements CallbackStore {
  #callbacks: StoredCallback[] = [];
  readonly #open = new Map<string, OpenThing>();
  #last = 0;
  #closed = false;

  async write({ add, opened, closed }: Parameters<CallbackStore['write']>[0]): Promise<void> {
    this.#checkOpen();
    for (const callback of add) {
      const state: CallbackState = callback.error === '' ? 'waiting' : 'failed';
      this.#callbacks.push({ ...callback, id: ++this.#last, state, attempts: 0, dueAt: callback.createdAt });
    }
    for (const thing of opened) this.#open.set(thing.key, { ...thing });
    for (const key of closed) this.#open.delete(key);
  }

  async open(): Promise<OpenThing[]> {
    this.#checkOpen();
    return structuredClone([...this.#open.values()]);
  }

  async countWaiting(appID: number): Promise<number> {
    return this.#waitingOf(appID).length;
  }

  async count(): Promise<CallbackCount> {
    this.#checkOpen();
    const [waiting, failed] = (['waiting', 'failed'] as const).map((state) =>
      this.#callbacks.filter((callback) => callback.state === state),
    );
    const oldestWaiting = waiting?.reduce((oldest, { createdAt }) => Math.min(oldest, createdAt), Number.POSITIVE_INFINITY);
    return {
      waiting: waiting?.length ?? 0,
      failed: failed?.length ?? 0,
      oldestWaiting: waiting?.length ? oldestWaiting : undefined,
    };
  }

  async appsWaiting(): Promise<number[]> {
    this.#checkOpen();
    const apps = new Set(this.#callbacks.filter(({ state }) => state === 'waiting').map(({ appID }) => appID));
    return [...apps].sort((a, b) => a - b);
  }

  async ready({ appID, now, busy, limit }: Parameters<CallbackStore['ready']>[0]): Promise<StoredCallback[]> {
    const waiting = this.#waitingOf(appID);
    const held = [
      ...waiting.filter(({ attempts, dueAt }) => attempts > 0 && dueAt > now),
      ...this.#callbacks.filter(({ id }) => busy.includes(id)),
    ];
    const rooms = new Set(held.map(({ roomID }) => roomID));
    const streams = new Set(held.map(({ streamID }) => streamID));
    const free = ({ roomID, streamID }: StoredCallback) => !rooms.has(roomID) && (streamID === null || !streams.has(streamID));
    return structuredClone(waiting.filter((one) => one.dueAt <= now && free(one)).slice(0, limit));
  }

  async settle({ id, ...outcome }: CallbackOutcome): Promise<void> {
    this.#checkOpen();
    this.#callbacks = this.#callbacks.map((one) => (one.id === id ? { ...one, ...outcome } : one));
  }

  async list({ appID, state, before, limit }: Parameters<CallbackStore['list']>[0]): Promise<StoredCallback[]> {
    this.#checkOpen();
    const fits = (one: StoredCallback) =>
      (appID === undefined || one.appID === appID) &&
      (state === undefined || one.state === state) &&
      (before === undefined || one.id < before);
    return structuredClone(this.#callbacks.filter(fits).reverse().slice(0, limit));
  }

  async replay({ appID, ids, now }: Parameters<CallbackStore['replay']>[0]): Promise<number> {
    this.#checkOpen();
    const meant = this.#callbacks.filter(
      (one) => one.state === 'failed' && one.appID === appID && (!ids || ids.includes(one.id)),
    );
    for (const one of meant) Object.assign(one, { state: 'waiting', attempts: 0, dueAt: now, error: '' });
    return meant.length;
  }

  async purge(before: { delivered: number; failed: number }): Promise<void> {
    this.#checkOpen();
    this.#callbacks = this.#callbacks.filter(({ state, createdAt }) => state === 'waiting' || createdAt >= before[state]);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #waitingOf(appID: number): StoredCallback[] {
    this.#checkOpen();
    return this.#callbacks.filter((one) => one.state === 'waiting' && one.appID === appID);
  }

  #checkOpen(): void {
    if (this.#closed) throw new Error('the store is closed');
  }
}
