import type { Clock, Facts, RandomSource } from '@liuyun/kit';
import type { Kind } from '@liuyun/protocol';
import type { ErrorName } from '@liuyun/protocol/errors';
import type { Tuning } from '../Engine.ts';
import type { EngineFacts } from '../EngineFacts.ts';
import type { History } from '../History.ts';
import type { MediaLink } from '../media/MediaLink.ts';
import { ByteSum } from '../quality/ByteSum.ts';
import { publishQuality, type SenderSamples } from '../quality/publishQuality.ts';
import type { PublishQuality, SoundLevel } from '../quality/QualityFigures.ts';
import { type KindSamples, QualityMeter } from '../quality/QualityMeter.ts';
import { soundLevel } from '../quality/soundLevel.ts';
import { Publisher } from './Publisher.ts';

export type PublishersOptions = {
  clock: Clock;
  random: RandomSource;
  facts: Facts<EngineFacts>;
  history: History;
  tuning(): Tuning;
};

type Kept = { publisher: Publisher; meter: QualityMeter<PublishQuality> };

/** All streams this client publishes, each with its keeper and its meter. */
export class Publishers {
  readonly #options: PublishersOptions;
  readonly #kept = new Map<string, Kept>();
  #media: MediaLink | undefined;

  constructor(options: PublishersOptions) {
    this.#options = options;
  }

  /** The keeper of this name. One that is still stopping is taken up again, so that start follows stop. */
  of(streamID: string): Publisher {
    return (this.#kept.get(streamID) ?? this.#make(streamID)).publisher;
  }

  wanted(streamID: string): Publisher | undefined {
    const publisher = this.#kept.get(streamID)?.publisher;
    return publisher?.wanted && publisher;
  }

  streams(): string[] {
    return [...this.#kept.keys()].filter((streamID) => this.wanted(streamID));
  }

  quality(streamID: string): PublishQuality | undefined {
    return this.wanted(streamID) && this.#kept.get(streamID)?.meter.latest;
  }

  soundLevels(): Promise<SoundLevel[]> {
    return Promise.all(
      this.streams().map(async (streamID) => {
        const publisher = this.wanted(streamID);
        const producer = publisher?.wanted?.muted.audio ? undefined : publisher?.sending?.producer('audio');
        return { streamID, level: await soundLevel(producer, 'media-source') };
      }),
    );
  }

  linkChanged(media: MediaLink | undefined): void {
    this.#media = media;
    for (const { publisher } of [...this.#kept.values()]) publisher.linkChanged(media);
  }

  /** The session has been resumed. Gives back the streams that live on the server and that nobody wants any more. */
  resynced(ownStreams: readonly string[]): string[] {
    const stray = ownStreams.filter((streamID) => {
      const { publisher } = this.#kept.get(streamID) ?? {};
      return !publisher?.sending && !publisher?.takingOver;
    });
    for (const [streamID, { publisher }] of [...this.#kept]) publisher.resynced(ownStreams.includes(streamID));
    return stray;
  }

  stopAll(failure: ErrorName | undefined, detail: string): void {
    for (const { publisher } of [...this.#kept.values()]) publisher.stop(failure, detail);
    this.#media = undefined;
  }

  tuned(): void {
    for (const { meter } of this.#kept.values()) meter.restart();
  }

  #make(streamID: string): Kept {
    const { clock, random, facts, history, tuning } = this.#options;
    const publisher: Publisher = new Publisher(
      {
        streamID,
        clock,
        random,
        windowMs: () => tuning().streamRetryMs,
        stateChanged: (state, failure, detail) => {
          history.add(`publish ${state}`, `${streamID} ${failure ?? ''}`);
          if (state === 'PUBLISHING') void meter.began();
          facts.tell('publisherStateChanged', streamID, state, failure, detail);
        },
        attached: () => void meter.joined(),
        codecChanged: (from, to) => facts.tell('publishedCodecChanged', streamID, from, to),
        idle: () => this.#forget(streamID, publisher),
      },
      this.#media,
    );
    const bytesOf = { audio: new ByteSum('sent'), video: new ByteSum('sent') };
    const sent = (kind: Kind, samples: KindSamples): SenderSamples => {
      return { ...samples, muted: publisher.wanted?.muted[kind] ?? false, bytes: bytesOf[kind].take(samples) };
    };
    const meter = new QualityMeter<PublishQuality>({
      clock,
      periodMs: () => tuning().publishQualityMs,
      measured: (kind) => publisher.sending?.producer(kind),
      figures: ({ audio, video }) =>
        publishQuality({
          ...(audio && { audio: sent('audio', audio) }),
          ...(video && { video: { ...sent('video', video), played: publisher.played } }),
        }),
      sampled: (quality) => facts.tell('publishQualitySampled', streamID, quality),
    });
    const kept = { publisher, meter };
    this.#kept.set(streamID, kept);
    return kept;
  }

  #forget(streamID: string, publisher: Publisher): void {
    if (this.#kept.get(streamID)?.publisher !== publisher) return;
    this.#kept.get(streamID)?.meter.stop();
    this.#kept.delete(streamID);
  }
}
