import type { Clock, RandomSource } from '@liuyun/kit';
import { RtcError, type Snapshot } from '@liuyun/protocol';
import type { App } from '../domain/apps/App.ts';
import { Apps } from '../domain/apps/Apps.ts';
import type { Room } from '../domain/rooms/Room.ts';
import type { Session } from '../domain/sessions/Session.ts';
import type { Stream } from '../domain/streams/Stream.ts';
import type { DataPublication, MediaEngine, Publication } from '../media/MediaEngine.ts';
import { MediaRooms } from '../media/MediaRooms.ts';
import type { AppStore } from '../stores/AppStore.ts';
import { SessionMedia } from './SessionMedia.ts';

/** Writes one line of the server's log. Pino's loggers are of this form. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (context: object, message: string) => void>;

/** What a client is told about STUN and TURN at login and at every return. */
export type IceServersFor = (who: { userID: string; now: number }) => Snapshot['iceServers'];

export type CloudParts = {
  store: AppStore;
  engine: MediaEngine;
  clock: Clock;
  random: RandomSource;
  log: Log;
  /** STUN and TURN servers for one user, with passwords of their own. */
  iceServersFor?: IceServersFor;
  /** Whether clients may make things go wrong on purpose: development only. */
  rehearsals?: boolean;
};

/** What every operation works on: the rules' state, and beside it what is open in the media engine. */
export class Cloud {
  readonly store: AppStore;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly log: Log;
  readonly iceServersFor: IceServersFor;
  readonly rehearsals: boolean;
  readonly apps: Apps;
  readonly engine: MediaEngine;
  readonly mediaRooms: MediaRooms<Room>;
  readonly #mediaOf = new Map<Session, SessionMedia>();
  #closing = false;

  constructor(parts: CloudParts) {
    this.store = parts.store;
    this.clock = parts.clock;
    this.random = parts.random;
    this.log = parts.log;
    this.iceServersFor = parts.iceServersFor ?? (() => []);
    this.rehearsals = parts.rehearsals ?? false;
    this.engine = parts.engine;
    const onListenerError = (error: unknown) => this.log.error({ err: error }, 'a listener of a fact failed');
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
      room.facts.on('streamRemoved', (stream) => this.#streamRemoved(stream));
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
