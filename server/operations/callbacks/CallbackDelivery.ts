import { type Clock, Facts, type RandomSource } from '@liuyun/kit';
import type { AppStore, CallbackTarget } from '../../stores/AppStore.ts';
import type { CallbackStore, StoredCallback } from '../../stores/CallbackStore.ts';
import type { WebhookOutcome, WebhookSender } from '../../webhooks/WebhookSender.ts';
import type { Log } from '../Cloud.ts';
import type { CallbackAttempt } from './CallbackAttempt.ts';
import type { CallbackTraces } from './CallbackTraces.ts';
import { webhookOf } from './webhookOf.ts';

/** Documented: up to five more attempts. */
const RETRY_AFTER_MS = [2_000, 4_000, 8_000, 16_000, 32_000];
/** On their way at a time for one app, so that a slow receiver takes no room from others. */
const PER_APP = 8;
const LOOK_EVERY_MS = 1_000;
const PURGE_EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** How long the delivery log is kept. */
const KEPT_MS = { delivered: DAY_MS, failed: 7 * DAY_MS };

type Parts = {
  store: CallbackStore;
  apps: AppStore;
  sender: WebhookSender;
  clock: Clock;
  random: RandomSource;
  log: Log;
  traces?: CallbackTraces | undefined;
};

/** Hands stored callbacks to apps' servers: at least once, in order per room and per stream, some at a time for each app. */
export class CallbackDelivery {
  readonly facts = new Facts<{ attempted: [attempt: CallbackAttempt] }>();
  readonly #parts: Parts;
  /** What is on its way, per app. */
  readonly #flying = new Map<number, Set<number>>();
  readonly #sending = new Set<Promise<void>>();
  readonly #stops: (() => void)[] = [];
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    const { clock } = this.#parts;
    // Also for what the command line wants replayed.
    this.#stops.push(clock.every(LOOK_EVERY_MS, () => this.wake()));
    this.#stops.push(clock.every(PURGE_EVERY_MS, () => void this.#purge()));
    this.wake();
  }

  /** There may be something to send. */
  wake(): void {
    if (this.#closed) return;
    if (this.#looking) this.#lookAgain = true;
    else this.#looking = this.#look();
  }

  /** Resolves when nothing is on its way and nothing can go out now. */
  async idle(): Promise<void> {
    while (this.#looking || this.#sending.size > 0) {
      await this.#looking;
      await Promise.all(this.#sending);
    }
  }

  /** Starts nothing new and waits for what is on its way; what was not accepted is sent by the next run. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const stop of this.#stops) stop();
    await this.#looking;
    await Promise.all(this.#sending);
  }

  async #look(): Promise<void> {
    do {
      this.#lookAgain = false;
      // What is written in one turn of the event loop goes out together.
      await new Promise((resolve) => setImmediate(resolve));
      try {
        for (const appID of this.#closed ? [] : await this.#parts.store.appsWaiting()) await this.#lookFor(appID);
      } catch (error) {
        this.#parts.log.error({ err: error }, 'callbacks cannot be read');
        break;
      }
    } while (this.#lookAgain && !this.#closed);
    this.#looking = undefined;
  }

  async #lookFor(appID: number): Promise<void> {
    const { store, apps, clock } = this.#parts;
    const flying = this.#flying.get(appID) ?? new Set<number>();
    this.#flying.set(appID, flying);
    if (flying.size >= PER_APP) return;
    const ready = await store.ready({ appID, now: clock.now(), busy: [...flying], limit: 32 * PER_APP });
    const target = (await apps.find(appID))?.callback;
    const taken = new Set<string>();
    for (const callback of ready) {
      if (flying.size >= PER_APP || this.#closed) return;
      const keys = [`room ${callback.roomID}`, ...(callback.streamID === null ? [] : [`stream ${callback.streamID}`])];
      const free = keys.every((key) => !taken.has(key));
      for (const key of keys) taken.add(key);
      if (free) this.#send(callback, { target, flying });
    }
  }

  #send(callback: StoredCallback, given: { target: CallbackTarget | undefined; flying: Set<number> }): void {
    const { flying, target } = given;
    flying.add(callback.id);
    const done = this.#attempt(callback, target)
      .catch((error) => this.#parts.log.error({ err: error }, 'what became of a callback cannot be stored'))
      .finally(() => {
        flying.delete(callback.id);
        this.#sending.delete(done);
        this.wake();
      });
    this.#sending.add(done);
  }

  async #attempt(callback: StoredCallback, target: CallbackTarget | undefined): Promise<void> {
    const { store, sender, clock, random, log, traces } = this.#parts;
    const from = clock.now();
    const trace = traces?.trying(callback);
    const outcome: WebhookOutcome = target
      ? await sender.send(webhookOf(callback, target, { clock, random, traceparent: trace?.traceparent }))
      : { ok: false, error: 'the app has no callback URL any more' };
    // Stopping is no fault of the receiver: the next run tries it as if this had not been.
    if (!outcome.ok && this.#closed) return;
    const { id, appID, event } = callback;
    const attempts = callback.attempts + 1;
    const delay = target ? RETRY_AFTER_MS[callback.attempts] : undefined;
    const now = clock.now();
    const attempt: CallbackAttempt = {
      ...{ id, appID, event, tookMs: now - from, ageMs: now - callback.createdAt },
      outcome: outcome.ok ? 'delivered' : delay === undefined ? 'failed' : 'retried',
    };
    this.facts.tell('attempted', attempt);
    trace?.ended(attempt);
    log.debug({ appID, event, id, attempts, ok: outcome.ok }, 'callback tried');
    if (outcome.ok) await store.settle({ id, state: 'delivered', attempts, dueAt: now, error: '' });
    else if (delay === undefined) {
      log.warn({ appID, event, id, why: outcome.error }, 'callback failed; "liuyun callbacks replay" sends it again');
      await store.settle({ id, state: 'failed', attempts, dueAt: now, error: outcome.error });
    } else await store.settle({ id, state: 'waiting', attempts, dueAt: now + delay, error: outcome.error });
  }

  async #purge(): Promise<void> {
    const { store, clock, log } = this.#parts;
    const now = clock.now();
    try {
      await store.purge({ delivered: now - KEPT_MS.delivered, failed: now - KEPT_MS.failed });
    } catch (error) {
      log.error({ err: error }, 'old callbacks cannot be deleted');
    }
  }
}
