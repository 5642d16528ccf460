import type { Clock, Facts, RandomSource } from '@liuyun/kit';
import type { Kind } from '@liuyun/protocol';
import type { ErrorName } from '@liuyun/protocol/errors';
import type { Tuning } from '../Engine.ts';
import type { EngineFacts } from '../EngineFacts.ts';
import type { History } from '../History.ts';
import type { MediaLink } from '../media/MediaLink.ts';
import { ByteSum } from '../quality/ByteSum.ts';
import { PlayTotals } from '../quality/PlayTotals.ts';
import { audioInterval, playQuality, type ReceiverSamples, videoInterval } from '../quality/playQuality.ts';
import type { PlayQuality, SoundLevel } from '../quality/QualityFigures.ts';
import { type KindSamples, QualityMeter } from '../quality/QualityMeter.ts';
import { Standstill } from '../quality/Standstill.ts';
import { soundLevel } from '../quality/soundLevel.ts';
import { Records } from '../quality/stats.ts';
import { PatientBuffer } from './PatientBuffer.ts';
import { Player } from './Player.ts';
import { StandstillWatch } from './StandstillWatch.ts';

export type PlayersOptions = {
  clock: Clock;
  random: RandomSource;
  facts: Facts<EngineFacts>;
  history: History;
  tuning(): Tuning;
  createMediaStream(): MediaStream;
  connected(): boolean;
  announced(streamID: string): boolean;
  /** By how much the server's clock is ahead of the own one, ms; undefined until it is known. */
  clockOffset(): number | undefined;
};

type Kept = {
  player: Player;
  meter: QualityMeter<PlayQuality>;
  buffer: PatientBuffer;
  standstill: StandstillWatch;
  clock: { publisher: number | undefined };
  /** Whose it is: it goes along when its client changes rooms. */
  home: { players: Players };
};

/** All streams this client plays, each with its keeper and its meter. */
export class Players {
  readonly #options: PlayersOptions;
  readonly #kept = new Map<string, Kept>();
  #media: MediaLink | undefined;

  constructor(options: PlayersOptions) {
    this.#options = options;
  }

  /** The keeper of this name. One that is still stopping is taken up again, so that start follows stop. */
  of(streamID: string): Player {
    return (this.#kept.get(streamID) ?? this.#make(streamID)).player;
  }

  wanted(streamID: string): Player | undefined {
    const player = this.#kept.get(streamID)?.player;
    return player?.wanted && player;
  }

  streams(): string[] {
    return [...this.#kept.keys()].filter((streamID) => this.wanted(streamID));
  }

  quality(streamID: string): PlayQuality | undefined {
    return this.wanted(streamID) && this.#kept.get(streamID)?.meter.latest;
  }

  soundLevels(): Promise<SoundLevel[]> {
    return Promise.all(
      this.streams().map(async (streamID) => {
        const player = this.wanted(streamID);
        const consumer = player?.muted('audio') ? undefined : player?.receiving?.consumer('audio');
        return { streamID, level: await soundLevel(consumer, 'inbound-rtp') };
      }),
    );
  }

  /** By how much the server's clock is ahead of the publisher's, ms. */
  clockTold(streamID: string, offset: number): void {
    const kept = this.#kept.get(streamID);
    if (kept) kept.clock.publisher = offset;
  }

  linkChanged(media: MediaLink | undefined): void {
    this.#media = media;
    for (const { player } of [...this.#kept.values()]) player.linkChanged(media);
  }

  resynced(tracksOf: (streamID: string) => { kind: Kind; muted: boolean }[] | undefined): void {
    for (const [streamID, { player }] of [...this.#kept]) player.resynced(tracksOf(streamID));
  }

  /** Takes along what is played in another room: the streams stay, their connections are this room's from now on. */
  takeOver(others: Players): void {
    for (const [streamID, kept] of [...others.#kept]) {
      if (!kept.player.wanted) continue;
      others.#kept.delete(streamID);
      this.#kept.set(streamID, kept);
      kept.home.players = this;
      kept.player.linkChanged(this.#media);
    }
  }

  appeared(streamIDs: readonly string[]): void {
    for (const streamID of streamIDs) this.wanted(streamID)?.appeared();
  }

  stopAll(failure: ErrorName | undefined, detail: string): void {
    for (const { player } of [...this.#kept.values()]) player.stop(failure, detail);
    this.#media = undefined;
  }

  tuned(): void {
    for (const { meter } of this.#kept.values()) meter.restart();
  }

  #make(streamID: string): Kept {
    const { clock, random, facts, history, tuning, createMediaStream, announced, clockOffset } = this.#options;
    const home: Kept['home'] = { players: this };
    const totalsOf = { audio: new PlayTotals(audioInterval), video: new PlayTotals(videoInterval) };
    let sampledAt = clock.now();
    const clocks: Kept['clock'] = { publisher: undefined };
    const player: Player = new Player(
      {
        streamID,
        clock,
        random,
        windowMs: () => tuning().streamRetryMs,
        createMediaStream,
        connected: () => home.players.#options.connected(),
        announced: () => announced(streamID),
        stateChanged: (state, failure, detail) => {
          history.add(`play ${state}`, `${streamID} ${failure ?? ''}`);
          for (const totals of Object.values(totalsOf)) {
            if (failure === 'PLAY_INTERRUPTED') totals.interrupted();
            else if (state === 'PLAY_REQUESTING') totals.lost(clock.now() - sampledAt);
          }
          if (state === 'PLAYING') void meter.began();
          facts.tell('playerStateChanged', streamID, state, failure, detail);
        },
        trackChanged: (kind, muted) => facts.tell('remoteTrackChanged', streamID, kind, muted),
        trackReplaced: (track) => facts.tell('playedTrackReplaced', streamID, track),
        silenced: (kind) => totalsOf[kind].silenced(),
        attached: () => void meter.joined(),
        undecodable: (undecodable) => {
          history.add('picture', `${streamID} ${undecodable ? 'cannot be decoded here' : 'can be decoded'}`);
          facts.tell('playedPictureUndecodable', streamID, undecodable);
        },
        idle: () => home.players.#forget(streamID, player),
      },
      this.#media,
    );
    const bytesOf = { audio: new ByteSum('received'), video: new ByteSum('received') };
    const arrivals = { audio: new Standstill(), video: new Standstill() };
    const received = (kind: Kind, samples: KindSamples): ReceiverSamples => {
      const muted = player.muted(kind);
      const silent = muted || player.wanted?.paused[kind] === true;
      const { id, before, now } = samples;
      const count = new Records(before, now).value('inbound-rtp', 'packetsReceived');
      if (silent) arrivals[kind].forget();
      const missingMs = silent ? undefined : arrivals[kind].take({ id, count, at: now.at, since: before?.at });
      return {
        ...samples,
        muted,
        missingMs,
        totals: totalsOf[kind].take({ ...samples, silent }),
        bytes: bytesOf[kind].take(samples),
      };
    };
    const chosen = () => {
      const { jitterBufferTarget, lowLatency } = player.wanted?.options ?? {};
      return jitterBufferTarget !== undefined || lowLatency === true;
    };
    const buffer = new PatientBuffer({ clock, chosen, wait: (ms) => player.wait(ms) });
    const standstill = new StandstillWatch({
      clock,
      picture: () => (player.muted('video') || player.wanted?.paused.video ? undefined : player.receiving?.consumer('video')),
      renew: () => {
        history.add('picture stands still', streamID);
        player.receiving?.renewPicture().catch(() => undefined);
      },
    });
    const meter = new QualityMeter<PlayQuality>({
      clock,
      periodMs: () => tuning().playQualityMs,
      measured: (kind) => player.receiving?.consumer(kind),
      figures: ({ audio, video }) => {
        sampledAt = clock.now();
        buffer.sampled({ ...(audio && { audio }), ...(video && { video }) });
        if (video) standstill.sampled(video.before, video.now);
        const samples = { ...(audio && { audio: received('audio', audio) }), ...(video && { video: received('video', video) }) };
        const [own, { publisher }] = [clockOffset(), clocks];
        return playQuality(samples, own === undefined || publisher === undefined ? undefined : { own, publisher });
      },
      sampled: (quality) => facts.tell('playQualitySampled', streamID, quality),
    });
    const kept = { player, meter, buffer, standstill, clock: clocks, home };
    this.#kept.set(streamID, kept);
    return kept;
  }

  #forget(streamID: string, player: Player): void {
    if (this.#kept.get(streamID)?.player !== player) return;
    this.#kept.get(streamID)?.meter.stop();
    this.#kept.get(streamID)?.buffer.stop();
    this.#kept.get(streamID)?.standstill.stop();
    this.#kept.delete(streamID);
  }
}
