import type { Cancel, Clock } from '@liuyun/kit';
import type { Kind } from '@liuyun/protocol';
import { deliveredFrame } from './endToEndDelay.ts';
import { Reach, type Reached } from './Reach.ts';
import type { StatsRecord, StatsSample } from './stats.ts';
import { sampleOf } from './stats.ts';

/** Something that can be asked for statistics: a producer or a consumer. */
export type Measured = {
  readonly id: string;
  readonly closed: boolean;
  getStats(): Promise<RTCStatsReport>;
  /** Of a consumer: tells when frames were captured and delivered, where WebRTC is a browser's. */
  readonly rtpReceiver?: Partial<Pick<RTCRtpReceiver, 'getSynchronizationSources'>> | undefined;
};

/**
 * The previous and the present sample of one kind, the id of the producer or consumer that they are of, and whether the
 * other end of its connection answers.
 */
export type KindSamples = { id: string; before: StatsSample | undefined; now: StatsSample; reached: Reached };

export type MeterOptions<Figures> = {
  clock: Clock;
  periodMs(): number;
  /** What is to be measured now; nothing while the stream is not there. */
  measured(kind: Kind): Measured | undefined;
  figures(samples: { audio?: KindSamples; video?: KindSamples }): Figures;
  sampled(figures: Figures): void;
};

/** Samples one stream regularly, from its first second until it is stopped. */
export class QualityMeter<Figures> {
  readonly #options: MeterOptions<Figures>;
  readonly #kept = new Map<Kind, { id: string; now: StatsSample }>();
  readonly #reach = { audio: new Reach(), video: new Reach() };
  #stopTimer: Cancel | undefined;
  #latest: Figures | undefined;
  #stopped = false;

  constructor(options: MeterOptions<Figures>) {
    this.#options = options;
    this.restart();
  }

  get latest(): Figures | undefined {
    return this.#latest;
  }

  /** Begins anew, with the period that is valid now. */
  restart(): void {
    this.#stopTimer?.();
    const { clock, periodMs } = this.#options;
    this.#stopTimer = clock.every(periodMs(), () => void this.#sample());
  }

  /** The stream is there from now on: its first figures come a period later and are of that period, counted from nothing. */
  async began(): Promise<void> {
    this.restart();
    await this.joined();
  }

  /** Another kind of the stream has come: its first figures, too, are counted from nothing, and from now. */
  async joined(): Promise<void> {
    await Promise.all([this.#begin('audio'), this.#begin('video')]);
  }

  stop(): void {
    this.#stopped = true;
    this.#stopTimer?.();
  }

  async #sample(): Promise<void> {
    const [audio, video] = await Promise.all([this.#sampleKind('audio'), this.#sampleKind('video')]);
    if (this.#stopped || (!audio && !video)) return;
    const { figures, sampled } = this.#options;
    this.#latest = figures({ ...(audio && { audio }), ...(video && { video }) });
    sampled(this.#latest);
  }

  async #begin(kind: Kind): Promise<void> {
    const it = this.#options.measured(kind);
    if (!it || it.closed || this.#kept.get(kind)?.id === it.id) return;
    try {
      const { at } = sampleOf(await it.getStats(), this.#options.clock.now());
      if (this.#kept.get(kind)?.id !== it.id) this.#kept.set(kind, { id: it.id, now: { at, records: [] } });
    } catch {
      // It was closed meanwhile.
    }
  }

  async #sampleKind(kind: Kind): Promise<KindSamples | undefined> {
    const { clock, measured } = this.#options;
    const it = measured(kind);
    if (!it || it.closed) return undefined;
    try {
      const report = await it.getStats();
      const delivered = deliveredFrame(it.rtpReceiver?.getSynchronizationSources?.() ?? [], clock.now());
      const now = { ...sampleOf(report as { forEach(visit: (record: StatsRecord) => void): void }, clock.now()), delivered };
      const kept = this.#kept.get(kind);
      // Counters of another producer or consumer begin anew.
      const before = kept?.id === it.id ? kept.now : undefined;
      this.#kept.set(kind, { id: it.id, now });
      return { id: it.id, before, now, reached: this.#reach[kind].take(now) };
    } catch {
      // It was closed meanwhile.
      return undefined;
    }
  }
}
