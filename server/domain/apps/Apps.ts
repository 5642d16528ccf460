import { Facts } from '@liuyun/kit';
import type { ErrorName } from '@liuyun/protocol';
import { missedKickFailureOf, type Session } from '../sessions/Session.ts';
import { App, type AppRules } from './App.ts';

/** Remembered so that a client that was away when it was kicked out learns so. */
export type Farewell = { sessionKey: string; failure: ErrorName; detail: string; keptUntil: number };

/** A client looks for its session no longer than its retry window (300 s). */
const FAREWELL_MS = 300_000;
const FAREWELLS = 10_000;

/** The apps that have been used since the start, and every session by its sessionID. */
export class Apps {
  readonly facts: Facts<{ appOpened: [app: App] }>;
  readonly #apps = new Map<number, App>();
  readonly #sessions = new Map<string, Session>();
  readonly #farewells = new Map<string, Farewell>();
  readonly #onListenerError: (error: unknown) => void;
  readonly #now: () => number;

  constructor(given: { now: () => number; onListenerError: (error: unknown) => void }) {
    this.#now = given.now;
    this.#onListenerError = given.onListenerError;
    this.facts = new Facts(given.onListenerError);
  }

  /** The app, opened on first use; its rules are taken over each time. */
  open(appID: number, rules: AppRules): App {
    const found = this.#apps.get(appID);
    if (found) {
      found.rules = rules;
      return found;
    }
    const app = new App(appID, rules, this.#onListenerError);
    this.#apps.set(appID, app);
    app.facts.on('roomOpened', (room) => {
      room.facts.on('userEntered', (session) => this.#sessions.set(session.sessionID, session));
    });
    app.facts.on('sessionEnded', (session, reason, detail) => {
      this.#sessions.delete(session.sessionID);
      const failure = missedKickFailureOf[reason];
      if (failure) this.#remember(session, failure, detail);
    });
    this.facts.tell('appOpened', app);
    return app;
  }

  /** Everybody is thrown out, and whoever is on the way in is not let in. A later `open` begins another one. */
  close(appID: number, detail: string): void {
    this.#apps.get(appID)?.close(detail);
    this.#apps.delete(appID);
  }

  find(appID: number): App | undefined {
    return this.#apps.get(appID);
  }

  all(): IterableIterator<App> {
    return this.#apps.values();
  }

  session(sessionID: string): Session | undefined {
    return this.#sessions.get(sessionID);
  }

  sessions(): IterableIterator<Session> {
    return this.#sessions.values();
  }

  get sessionCount(): number {
    return this.#sessions.size;
  }

  farewell(sessionID: string): Farewell | undefined {
    const farewell = this.#farewells.get(sessionID);
    return farewell && farewell.keptUntil > this.#now() ? farewell : undefined;
  }

  #remember(session: Session, failure: ErrorName, detail: string): void {
    const now = this.#now();
    this.#farewells.set(session.sessionID, {
      sessionKey: session.sessionKey,
      failure,
      detail,
      keptUntil: now + FAREWELL_MS,
    });
    // A Map remembers in which order entries came: the oldest stand first.
    for (const [sessionID, { keptUntil }] of this.#farewells) {
      if (keptUntil > now && this.#farewells.size <= FAREWELLS) break;
      this.#farewells.delete(sessionID);
    }
  }
}
