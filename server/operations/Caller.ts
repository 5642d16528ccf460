import { RtcError } from '@liuyun/protocol';
import type { App } from '../domain/apps/App.ts';
import type { Room } from '../domain/rooms/Room.ts';
import type { Inbox } from '../domain/sessions/Inbox.ts';
import type { Session } from '../domain/sessions/Session.ts';
import type { Cloud } from './Cloud.ts';
import type { SessionMedia } from './SessionMedia.ts';

export type { Inbox } from '../domain/sessions/Inbox.ts';
export type { LossReason } from '../domain/sessions/Session.ts';

/** Who asks, through one door. Nobody yet, until `loginRoom` or `resumeRoom` made them somebody. */
export class Caller {
  readonly cloud: Cloud;
  readonly inbox: Inbox;
  #session: Session | undefined;
  #hungUp = false;

  constructor(cloud: Cloud, inbox: Inbox) {
    this.cloud = cloud;
    this.inbox = inbox;
  }

  get loggedIn(): boolean {
    return this.#session !== undefined && !this.#session.gone;
  }

  /** NOT_LOGGED_IN before login, after logout, after a kick-out. */
  get session(): Session {
    if (!this.#session || this.#session.gone) throw new RtcError('NOT_LOGGED_IN');
    return this.#session;
  }

  get app(): App {
    const app = this.cloud.apps.find(this.session.appID);
    if (!app) throw new RtcError('NOT_LOGGED_IN');
    return app;
  }

  get room(): Room {
    return this.app.roomOf(this.session);
  }

  get media(): SessionMedia {
    return this.cloud.mediaOf(this.session);
  }

  get now(): number {
    return this.cloud.clock.now();
  }

  become(session: Session): void {
    this.#session = session;
  }

  /** ROOM_ALREADY_JOINED: one socket, one session. */
  mustBeNobody(): void {
    if (this.#session) throw new RtcError('ROOM_ALREADY_JOINED');
  }

  /** SOCKET_CLOSED when the door closed while a request was being answered. */
  mustBeThere(): void {
    if (this.#hungUp) throw new RtcError('SOCKET_CLOSED');
  }

  /** The door has closed. Gives the session that was using it, if it is not gone. */
  hangUp(): Session | undefined {
    this.#hungUp = true;
    return this.#session?.gone ? undefined : this.#session;
  }
}
