import { RtcError, type StreamID } from '@liuyun/protocol';
import type { App } from '../domain/apps/App.ts';
import type { Room } from '../domain/rooms/Room.ts';
import { canonicalAddress } from '../domain/rules/canonicalAddress.ts';
import type { Inbox } from '../domain/sessions/Inbox.ts';
import type { Permit, Session } from '../domain/sessions/Session.ts';
import type { Cloud } from './Cloud.ts';
import type { SessionMedia } from './SessionMedia.ts';

export type { Inbox } from '../domain/sessions/Inbox.ts';
export type { GoneReason, LossReason } from '../domain/sessions/Session.ts';

/** Who asks, through one door. Nobody yet, until `loginRoom` or `resumeRoom` made them somebody. */
export class Caller {
  readonly cloud: Cloud;
  readonly inbox: Inbox;
  /** Where they come from; empty when it is not known. Never logged. */
  readonly address: string;
  #session: Session | undefined;
  #hungUp = false;

  constructor(cloud: Cloud, inbox: Inbox, address = '') {
    this.cloud = cloud;
    this.inbox = inbox;
    this.address = canonicalAddress(address) ?? '';
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

  /** USER_FORBIDDEN when the app's server does not let this user in. */
  mustBeLetIn(appID: number, who: { roomID: string; userID: string }): void {
    const { address, now } = this;
    if (this.cloud.rulesOf(appID).forbidsLogin({ ...who, address }, now)) throw new RtcError('USER_FORBIDDEN');
  }

  /** TOKEN_EXPIRED when the app's server takes that token no longer. */
  mustHoldGoodToken(appID: number, userID: string, { tokenIssuedAt: issuedAt }: Permit): void {
    if (issuedAt === null || !this.cloud.rulesOf(appID).tokenRevoked({ userID, issuedAt })) return;
    throw new RtcError('TOKEN_EXPIRED', 'revoked');
  }

  /** TOKEN_EXPIRED when the token has run out, unless the stream goes on that this session sends, or sent until its connection was lost. */
  mustHoldFreshToken(streamID: StreamID): void {
    const { app, now, session } = this;
    const { tokenExpiresAt } = session.permit;
    if (tokenExpiresAt === null || tokenExpiresAt > now || session.wasCutOff(streamID)) return;
    const sent = app.streams.find(streamID);
    if (sent?.session !== session || !sent.live) throw new RtcError('TOKEN_EXPIRED');
  }

  /** PLAY_FORBIDDEN when the app's server does not let this user in any more, or nobody play that stream. */
  mustBeLetPlay(streamID: string): void {
    const { address, now, session } = this;
    const rules = this.cloud.rulesOf(session.appID);
    const asker = { address, roomID: session.roomID, userID: session.user.userID };
    if (rules.forbidsStream(streamID, now) || rules.forbidsLogin(asker, now)) throw new RtcError('PLAY_FORBIDDEN');
  }

  /** STREAM_FORBIDDEN when the app's server does not let this user begin to publish, or nobody that stream. */
  mustBeLetPublish(streamID: string): void {
    const { address, now, session } = this;
    const asker = { address, roomID: session.roomID, userID: session.user.userID };
    this.mustHoldGoodToken(session.appID, asker.userID, session.permit);
    if (this.cloud.rulesOf(session.appID).forbidsPublishing(asker, streamID, now)) throw new RtcError('STREAM_FORBIDDEN');
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
