import { type Clock, Facts, type RandomSource } from '@liuyun/kit';
import { type Params, RtcError, type Snapshot } from '@liuyun/protocol';
import type { App } from '../domain/apps/App.ts';
import { Apps } from '../domain/apps/Apps.ts';
import type { Room } from '../domain/rooms/Room.ts';
import { ForbidRules } from '../domain/rules/ForbidRules.ts';
import { Sequences } from '../domain/rules/Sequences.ts';
import type { LossReason, Session } from '../domain/sessions/Session.ts';
import type { Stream } from '../domain/streams/Stream.ts';
import type { DataPublication, MediaEngine, Publication } from '../media/MediaEngine.ts';
import { MediaRooms } from '../media/MediaRooms.ts';
import type { AppStore } from '../stores/AppStore.ts';
import type { RuleStore } from '../stores/RuleStore.ts';
import { SessionMedia } from './SessionMedia.ts';
import { type Step, untold } from './Step.ts';

/** Writes one line of the server's log. Pino's loggers are of this form. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (context: object, message: string) => void>;

/** What a client is told about STUN and TURN at login and at every return. */
export type IceServersFor = (who: { userID: string; now: number }) => Snapshot['iceServers'];

export type CloudParts = {
  store: AppStore;
  ruleStore: RuleStore;
  engine: MediaEngine;
  clock: Clock;
  random: RandomSource;
  log: Log;
  /** STUN and TURN servers for one user, with passwords of their own. */
  iceServersFor?: IceServersFor;
  /** Whether clients may make things go wrong on purpose: development only. */
  rehearsals?: boolean;
  /** How often clients are to tell what they measured, ms; 0 or missing: never. */
  qualityReportMs?: number;
  /** For traces. */
  step?: Step | undefined;
};

/** Why a user's client had to come back: what its socket or its media connection died of, or that it took the place of its own older socket. */
export type ReturnCause = LossReason | 'replaced' | 'relogin' | 'ice';

/** What operations notice and no room knows: for figures. */
export type CloudFacts = {
  /** A client took its session over, logged in anew after its session was lost, or restarted ICE. */
  returned: [cause: ReturnCause];
  /** From the request to play until a picture that can be decoded was sent. */
  pictureBegan: [ms: number];
  /** What a client measured. */
  qualityReported: [session: Session, report: Params<'reportQuality'>];
};

/** What every operation works on: the rules' state, and beside it what is open in the media engine. */
export class Cloud {
  readonly store: AppStore;
  readonly ruleStore: RuleStore;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly log: Log;
  readonly iceServersFor: IceServersFor;
  readonly rehearsals: boolean;
  readonly facts: Facts<CloudFacts>;
  readonly qualityReportMs: number;
  readonly step: Step;
  readonly apps: Apps;
  readonly engine: MediaEngine;
  readonly mediaRooms: MediaRooms<Room>;
  readonly #rulesOf = new Map<number, ForbidRules>();
  readonly #sequencesOf = new Map<number, Sequences>();
  readonly #mediaOf = new Map<Session, SessionMedia>();
  #closing = false;

  constructor(parts: CloudParts) {
    this.store = parts.store;
    this.ruleStore = parts.ruleStore;
    this.clock = parts.clock;
    this.random = parts.random;
    this.log = parts.log;
    this.iceServersFor = parts.iceServersFor ?? (() => []);
    this.rehearsals = parts.rehearsals ?? false;
    this.qualityReportMs = parts.qualityReportMs ?? 0;
    this.step = parts.step ?? untold;
    this.engine = parts.engine;
    const onListenerError = (error: unknown) => this.log.error({ err: error }, 'a listener of a fact failed');
    this.facts = new Facts(onListenerError);
    this.mediaRooms = new MediaRooms(parts.engine, onListenerError);
    this.apps = new Apps({ now: () => parts.clock.now(), onListenerError });
    this.apps.facts.on('appOpened', (app) => this.#closeMediaWithItsOwner(app));
  }

  /** From now on nobody new comes in. */
  beginClosing(): void {
    this.#closing = true;
  }

  get closing(): boolean {
    return this.#closing;
  }

  /** SERVER_CLOSING once `beginClosing` was called. */
  mustTakeLogins(): void {
    if (this.#closing) throw new RtcError('SERVER_CLOSING');
  }

  /** What an app's server forbids; rules are there before the app is used for the first time. */
  rulesOf(appID: number): ForbidRules {
    const rules = this.#rulesOf.get(appID) ?? new ForbidRules();
    this.#rulesOf.set(appID, rules);
    return rules;
  }

  allRules(): IterableIterator<[appID: number, rules: ForbidRules]> {
    return this.#rulesOf.entries();
  }

  /** The order of requests about an app's streams. */
  sequencesOf(appID: number): Sequences {
    const sequences = this.#sequencesOf.get(appID) ?? new Sequences();
    this.#sequencesOf.set(appID, sequences);
    return sequences;
  }

  /** The media of a session that is not gone; NOT_LOGGED_IN otherwise. */
  mediaOf(session: Session): SessionMedia {
    if (session.gone) throw new RtcError('NOT_LOGGED_IN');
    const found = this.#mediaOf.get(session);
    if (found) return found;
    const made = new SessionMedia();
    this.#mediaOf.set(session, made);
    return made;
  }

  publicationOf(stream: Stream): Publication | undefined {
    return this.#mediaOf.get(stream.session)?.publication(stream.streamID);
  }

  dataOf(stream: Stream): DataPublication | undefined {
    return this.#mediaOf.get(stream.session)?.data(stream.streamID);
  }

  /** For counting at the end of tests. */
  get openSessionMedia(): number {
    return this.#mediaOf.size;
  }

  #closeMediaWithItsOwner(app: App): void {
    app.facts.on('roomOpened', (room) => {
      room.facts.on('streamRemoved', (stream) => {
        app.endedStreams.add(stream.streamID, { from: stream.liveSince ?? this.clock.now(), until: this.clock.now() });
        this.#streamRemoved(stream);
      });
      room.facts.on('closed', () => this.mediaRooms.close(room));
    });
    app.facts.on('dataEnded', (stream) => {
      for (const subscriber of stream.players) this.#mediaOf.get(subscriber)?.unsubscribe(stream.streamID);
      this.#mediaOf.get(stream.session)?.stopBroadcasting(stream.streamID);
    });
    app.facts.on('sessionEnded', (session) => {
      this.#mediaOf.get(session)?.close();
      this.#mediaOf.delete(session);
    });
  }

  #streamRemoved(stream: Stream): void {
    for (const player of stream.players) this.#mediaOf.get(player)?.stopPlaying(stream.streamID);
    this.#mediaOf.get(stream.session)?.unpublish(stream.streamID);
  }
}
