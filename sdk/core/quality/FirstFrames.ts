import type { Cancel, Clock } from '@liuyun/kit';
import type { Kind } from '@liuyun/protocol';
import type { Measured } from './QualityMeter.ts';
import { type StatsRecord, sampleOf } from './stats.ts';

const LOOK_EVERY_MS = 250;
/** A stream of which nothing has come by then is no slow beginning but none. */
const PATIENCE_MS = 15_000;

type Options = {
  clock: Clock;
  received(streamID: string, kind: Kind): Measured | undefined;
  /** After how many ms since the app asked for the stream. */
  found(streamID: string, kind: Kind, ms: number): void;
};

/** Finds out how long it takes from the app's call to the first picture and the first sound of a stream. */
export class FirstFrames {
  readonly #options: Options;
  readonly #awaited = new Map<string, Cancel>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** @param askedAt when the app asked for it, Unix ms */
  await(streamID: string, askedAt: number): void {
    const { clock } = this.#options;
    this.stop(streamID);
    const missing = new Set<Kind>(['video', 'audio']);
    const begunAt = clock.now();
    const cancel = clock.every(LOOK_EVERY_MS, () => {
      for (const kind of missing) void this.#look(streamID, { kind, askedAt, missing });
      if (missing.size === 0 || clock.now() - begunAt >= PATIENCE_MS) this.stop(streamID);
    });
    this.#awaited.set(streamID, cancel);
  }

  stop(streamID: string): void {
    this.#awaited.get(streamID)?.();
    this.#awaited.delete(streamID);
  }

  stopAll(): void {
    for (const streamID of [...this.#awaited.keys()]) this.stop(streamID);
  }

  async #look(streamID: string, given: { kind: Kind; askedAt: number; missing: Set<Kind> }): Promise<void> {
    const { kind, askedAt, missing } = given;
    const { clock, received, found } = this.#options;
    const measured = received(streamID, kind);
    if (!measured || measured.closed) return;
    const report = await measured.getStats().catch(() => undefined);
    if (!report || !missing.has(kind)) return;
    const { records } = sampleOf(report as { forEach(visit: (record: StatsRecord) => void): void }, clock.now());
    const ago = sinceFirst(records, kind);
    if (ago === undefined) return;
    missing.delete(kind);
    found(streamID, kind, Math.max(0, Math.round(clock.now() - ago - askedAt)));
  }
}

/** For how long there have been pictures (sounds), ms, as exactly as the browser says; undefined before the first one. */
function sinceFirst(records: readonly StatsRecord[], kind: Kind): number | undefined {
  const inbound = records.find(({ type }) => type === 'inbound-rtp') ?? {};
  const value = (key: string) => {
    const found = (inbound as { [key: string]: unknown })[key];
    return typeof found === 'number' && Number.isFinite(found) ? found : 0;
  };
  if (kind === 'video') return value('framesDecoded') > 0 ? value('totalInterFrameDelay') * 1_000 : undefined;
  // What came out of the jitter buffer, as samples of 48 kHz.
  const emitted = value('jitterBufferEmittedCount');
  return emitted > 0 ? emitted / 48 : undefined;
}
