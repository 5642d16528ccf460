import type { Cancel, Clock, Facts } from '@liuyun/kit';
import type { Kind, Sent } from '@liuyun/protocol';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import type { EngineFacts, PlayerState, PublisherState } from '../EngineFacts.ts';
import type { Wire } from '../media/Wire.ts';
import { FirstFrames } from './FirstFrames.ts';
import type { PlayQuality, PublishQuality } from './QualityFigures.ts';
import type { Measured } from './QualityMeter.ts';
import { Averages, playFigures, publishFigures } from './reportFigures.ts';

type Report = Sent<'reportQuality'>;
type Sample = Omit<NonNullable<Report['samples']>[number], 'age'> & { at: number };
type Published = NonNullable<Report['published']>[number];
type Played = NonNullable<Report['played']>[number];

/** Kept while the connection is broken: the newest few minutes. */
const SAMPLES_KEPT = 100;
const OLDEST_MS = 240_000;
/** What is known once is told so soon after it, together with what else comes by then. */
const SOON_MS = 2_000;

export type QualityReportsOptions = {
  clock: Clock;
  facts: Facts<EngineFacts>;
  roomID: string;
  /** Undefined while there is no connection. */
  wire(): Wire | undefined;
  /** How often the server wants to know; 0: never. */
  everyMs(): number;
  /** Whether a stream is sent (received) in this room. */
  sends(streamID: string): boolean;
  receives(streamID: string): boolean;
  /** What arrives of a stream that is played. */
  received(streamID: string, kind: Kind): Measured | undefined;
};

/**
 * Tells the server, where it wants to know, how good the streams of this room are and how long things took: one frame
 * every 10 s, and one soon after something that happens once. Nothing waits for it, and nothing fails with it.
 */
export class QualityReports {
  readonly #options: QualityReportsOptions;
  readonly #stops: Cancel[] = [];
  readonly #averages = new Map<string, Averages>();
  readonly #askedAt = new Map<string, number>();
  readonly #firstFrames: FirstFrames;
  readonly #published = new Map<string, Published>();
  readonly #played = new Map<string, Played>();
  #samples: Sample[] = [];
  #joinMs: number | undefined;
  #loginAt = 0;
  #stopTimer: Cancel | undefined;
  #stopSoon: Cancel | undefined;
  #everyMs = 0;

  constructor(options: QualityReportsOptions) {
    this.#options = options;
    const { clock, facts, received } = options;
    this.#firstFrames = new FirstFrames({
      clock,
      received,
      found: (streamID, kind, ms) => this.#tookToPlay(streamID, kind === 'video' ? { firstVideoMs: ms } : { firstAudioMs: ms }),
    });
    this.#stops.push(
      facts.on('roomStateChanged', (roomID, reason) => {
        if (roomID !== options.roomID) return;
        if (reason === 'LOGINING') this.#loginAt = clock.now();
        if (reason === 'LOGINED') this.#joined();
        if (reason === 'RECONNECTED') this.#begin();
      }),
      facts.on('publisherStateChanged', (streamID, state) => this.#publisherChanged(streamID, state)),
      facts.on('playerStateChanged', (streamID, state, failure) => this.#playerChanged(streamID, { state, failure })),
      facts.on('publishQualitySampled', (streamID, quality) => this.#sent(streamID, quality)),
      facts.on('playQualitySampled', (streamID, quality) => this.#received(streamID, quality)),
    );
  }

  /** Tells what is known now: the room is about to be left. */
  flush(): void {
    for (const key of [...this.#averages.keys()]) this.#close(key);
    this.#send();
  }

  /** The room is left. */
  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#stopTimer?.();
    this.#stopSoon?.();
    this.#firstFrames.stopAll();
  }

  #joined(): void {
    this.#joinMs = this.#options.clock.now() - this.#loginAt;
    this.#begin();
    this.#soon();
  }

  /** The server may have been started anew, and want it otherwise. */
  #begin(): void {
    const everyMs = this.#options.everyMs();
    if (everyMs === this.#everyMs) return;
    this.#everyMs = everyMs;
    this.#stopTimer?.();
    if (everyMs > 0) this.#stopTimer = this.#options.clock.every(everyMs, () => this.flush());
  }

  #publisherChanged(streamID: string, state: PublisherState): void {
    const key = keyOf('send', streamID);
    if (state === 'PUBLISH_REQUESTING') this.#asked(key);
    if (state === 'NO_PUBLISH') this.#close(key);
    const publishMs = state === 'PUBLISHING' ? this.#elapsed(key) : undefined;
    if (publishMs === undefined || !this.#options.sends(streamID)) return;
    this.#averages.set(key, new Averages());
    this.#published.set(streamID, { streamID, publishMs });
    this.#soon();
  }

  #playerChanged(streamID: string, { state, failure }: { state: PlayerState; failure: ErrorName | undefined }): void {
    const key = keyOf('receive', streamID);
    if (state !== 'PLAYING') this.#firstFrames.stop(streamID);
    if (state === 'PLAY_REQUESTING') this.#asked(key);
    // Nobody asks for what is over: it comes back when its publisher does.
    if (failure === 'PLAY_INTERRUPTED') this.#askedAt.delete(key);
    if (state === 'NO_PLAY') this.#close(key);
    if (state !== 'PLAYING' || !this.#options.receives(streamID)) return;
    this.#averages.set(key, new Averages());
    const [askedAt, playMs] = [this.#askedAt.get(key), this.#elapsed(key)];
    if (askedAt === undefined || playMs === undefined) return;
    this.#tookToPlay(streamID, { playMs });
    if (this.#everyMs > 0) this.#firstFrames.await(streamID, askedAt);
  }

  #asked(key: string): void {
    this.#close(key);
    this.#askedAt.set(key, this.#options.clock.now());
  }

  #elapsed(key: string): number | undefined {
    const since = this.#askedAt.get(key);
    return since === undefined ? undefined : this.#options.clock.now() - since;
  }

  #tookToPlay(streamID: string, times: Omit<Played, 'streamID'>): void {
    this.#played.set(streamID, { ...this.#played.get(streamID), streamID, ...times });
    this.#soon();
  }

  #sent(streamID: string, quality: PublishQuality): void {
    if (this.#options.sends(streamID)) this.#averages.get(keyOf('send', streamID))?.add(publishFigures(quality));
  }

  #received(streamID: string, quality: PlayQuality): void {
    if (!this.#options.receives(streamID)) return;
    const broken = quality.video.codec === '' ? undefined : quality.video.breakMs;
    this.#averages.get(keyOf('receive', streamID))?.add(playFigures(quality), broken);
  }

  /** What was measured of a stream becomes a sample. */
  #close(key: string): void {
    const averages = this.#averages.get(key);
    const figures = averages?.take();
    if (!figures || this.#everyMs === 0) return;
    const [direction, streamID] = JSON.parse(key) as ['send' | 'receive', string];
    this.#samples.push({ streamID, send: direction === 'send', at: this.#options.clock.now(), ...figures });
    if (this.#samples.length > SAMPLES_KEPT) this.#samples.shift();
  }

  #soon(): void {
    if (this.#everyMs === 0 || this.#stopSoon) return;
    this.#stopSoon = this.#options.clock.after(SOON_MS, () => this.#send());
  }

  #send(): void {
    this.#stopSoon?.();
    this.#stopSoon = undefined;
    const wire = this.#options.wire();
    if (!wire || this.#everyMs === 0) return;
    const now = this.#options.clock.now();
    const samples = this.#samples.splice(0);
    const [published, played] = [[...this.#published.values()], [...this.#played.values()]];
    const report: Report = {
      ...(this.#joinMs !== undefined && { joinMs: this.#joinMs }),
      ...(published.length > 0 && { published }),
      ...(played.length > 0 && { played: played.slice(-PLAYS_AT_ONCE) }),
      ...(samples.length > 0 && { samples: samples.flatMap(({ at, ...sample }) => inTime(sample, now - at)) }),
    };
    if (Object.keys(report).length === 0) return;
    this.#joinMs = undefined;
    this.#published.clear();
    this.#played.clear();
    wire.ask('reportQuality', report).catch((error: unknown) => {
      // What was measured while the connection broke is what somebody will want to see.
      if (RtcError.from(error).failure === 'SOCKET_CLOSED') this.#samples = [...samples, ...this.#samples].slice(-SAMPLES_KEPT);
    });
  }
}

const PLAYS_AT_ONCE = 50;

function keyOf(direction: 'send' | 'receive', streamID: string): string {
  return JSON.stringify([direction, streamID]);
}

function inTime(sample: Omit<Sample, 'at'>, age: number) {
  return age <= OLDEST_MS ? [{ ...sample, age: Math.max(0, age) }] : [];
}
