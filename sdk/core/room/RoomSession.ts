import type { Cancel, Facts } from '@liuyun/kit';
import type { RequestName, Result, Sent, Snapshot, Tell, User } from '@liuyun/protocol';
import { closeCodes } from '@liuyun/protocol/closeCodes';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import type { EngineFacts, RoomReason } from '../EngineFacts.ts';
import type { History } from '../History.ts';
import type { OwedStop, Repeatable, Wire } from '../media/Wire.ts';
import type { Messages } from '../messages/Messages.ts';
import type { NetworkTime } from '../signalling/NetworkTime.ts';
import { SignallingLink } from '../signalling/SignallingLink.ts';
import { askOnce } from './askOnce.ts';
import { finalFailureOf, isKick } from './closeReason.ts';
import { comeInTurn } from './comeInTurn.ts';
import { HeardNotices } from './HeardNotices.ts';
import { NetworkSigns } from './NetworkSigns.ts';
import { Reconnection } from './Reconnection.ts';
import { Returns } from './Returns.ts';
import { RoomDoor, type RoomDoorOptions } from './RoomDoor.ts';
import type { RoomListener } from './RoomListener.ts';
import { type MediaParts, RoomMedia } from './RoomMedia.ts';
import { isNotice, RoomNews } from './RoomNews.ts';
import type { RoomView } from './RoomView.ts';
import { follow, type RoomEdge, type RoomState } from './roomMachine.ts';

export type RoomSessionOptions = RoomDoorOptions & {
  facts: Facts<EngineFacts>;
  history: History;
  messages: Messages;
  listener: RoomListener;
  networkTime: NetworkTime;
  /** The room is left and will not come back. */
  over(): void;
};

/** One stay in one room, from login to its end, over as many sockets and server sessions as it takes. */
export class RoomSession implements Wire {
  readonly roomID: string;
  readonly user: User;
  readonly #options: RoomSessionOptions;
  readonly #door: RoomDoor;
  readonly #news: RoomNews;
  readonly #media: RoomMedia;
  readonly #reconnection: Reconnection;
  readonly #returns: Returns;
  readonly #heard: HeardNotices;
  readonly #signs: NetworkSigns;
  readonly #owed = new Map<string, () => void>();
  readonly #stopHints: Cancel;
  #state: RoomState = 'loggedOut';
  #link: SignallingLink | undefined;
  #lastCloseCode = 0;
  #reached = false;
  #connectMs = 0;
  /** Notices that overtook the snapshot. */
  #early: Tell[] | undefined;
  #endedBy: ErrorName | undefined;
  #lostAt = 0;
  #comeBackAt = 0;
  #stopLeaving: Cancel | undefined;

  constructor(options: RoomSessionOptions) {
    const { platform } = options.engine;
    const { clock, random } = platform;
    this.#options = options;
    this.#returns = new Returns(clock);
    this.#heard = new HeardNotices((count) => options.history.add('notices missed', String(count)));
    this.roomID = options.roomID;
    this.user = options.user;
    this.#door = new RoomDoor(options);
    const { facts, listener, messages, roomID, user } = options;
    this.#news = new RoomNews({ roomID, user, facts, listener, messages, joined: () => this.#state === 'loggedIn' });
    this.#reconnection = new Reconnection({
      clock,
      random,
      windowMs: () => options.tuning().roomRetryMs,
      connectMs: () => this.#connectMs,
      attempt: (patienceMs) => void this.#comeBack(patienceMs),
      gaveUp: () => this.#end('gaveUp', 'ROOM_RETRY_TIMEOUT'),
    });
    this.#signs = new NetworkSigns({
      clock,
      history: options.history,
      reconnection: this.#reconnection,
      state: () => this.#state,
      link: () => this.#link,
      networks: platform.networks,
    });
    this.#media = new RoomMedia({
      clock,
      random,
      wire: this,
      begin: (again) => this.#door.beginMedia(this, again),
      networks: platform.networks,
      connected: () => this.#state === 'loggedIn',
      changed: (media) => options.listener.mediaChanged(media),
      failed: (detail) => options.history.add('media link failed', detail),
      iceServers: () => options.tuning().iceServers,
      ipStack: () => options.tuning().ipStack,
      suspect: () => this.#signs.packetsPause(),
      stalled: () => this.#signs.packetsStall(),
      flowing: () => this.#signs.packetsFlow(),
    });
    this.#stopHints = platform.onNetworkHint((hint) => this.#signs.hinted(hint));
  }

  get state(): RoomState {
    return this.#state;
  }

  /** How often the server wants to hear what is measured, ms; 0: never. */
  get reportQualityMs(): number {
    return this.#door.reportQualityMs;
  }

  /** What is known of the others. */
  get view(): RoomView {
    return this.#news.view;
  }

  /** The first login: one attempt, except in a crowd (`comeInTurn`). Rejects with what the server said, CONNECT_FAILED, LOGIN_TIMEOUT or LOGIN_CANCELLED. */
  async login(): Promise<void> {
    this.#tell(this.#go('login'));
    // Whatever is told may make the app leave.
    if (this.#state !== 'loggingIn') throw new RtcError('LOGIN_CANCELLED');
    const link = this.#connect();
    try {
      const { clock, random } = this.#options.engine.platform;
      const { snapshot, parts } = await comeInTurn({ link, clock, random }, async () => {
        if (this.#link !== link) throw new RtcError('LOGIN_CANCELLED');
        const entering = this.#door.enter(link, { reconnecting: false });
        return { snapshot: await entering.snapshot, parts: entering.parts };
      });
      if (this.#link !== link) throw new RtcError('LOGIN_CANCELLED');
      this.#entered(snapshot, parts);
    } catch (error) {
      const refusal =
        this.#link === link ? this.#refusal(RtcError.from(error)) : new RtcError(this.#endedBy ?? 'LOGIN_CANCELLED');
      if (this.#link === link) this.#end('refused', refusal.failure, refusal.detail);
      throw refusal;
    }
  }

  logout(): void {
    const link = this.#link;
    const told =
      this.#state === 'loggedIn' || ((this.#state === 'loggingIn' || this.#state === 'reconnecting') && link?.state === 'open');
    // Without an answer the link ends by the request's timeout; nobody waits for it.
    if (told && link) {
      this.#link = undefined;
      void link.ask('logoutRoom', {}).then(
        () => link.close(),
        () => link.close(),
      );
    }
    if (this.#state === 'loggingIn') this.#end('refused', 'LOGIN_CANCELLED');
    else this.#end('logout');
  }

  async renewToken(token: string): Promise<void> {
    const renewal = this.#door.renew(token);
    const ask = async (): Promise<void> => {
      try {
        await renewal.ask(this);
      } catch (error) {
        if (RtcError.from(error).failure !== 'SOCKET_CLOSED' || !renewal.latest()) throw error;
        // The server has not heard of it: it does when the session is back.
        owe();
      }
    };
    const owe = () => void this.#owed.set('renewToken', () => void ask().catch(() => undefined));
    if (this.#state === 'loggedIn') await ask();
    else owe();
  }

  ask<N extends RequestName>(name: N, params: Sent<N>): Promise<Result<N>> {
    if (this.#state !== 'loggedIn' || !this.#link) return Promise.reject(new RtcError('SOCKET_CLOSED', name));
    return this.#link.ask(name, params);
  }

  askOnce<N extends Repeatable>(name: N, params: Sent<N>): Promise<Result<N>> {
    const { clock, random } = this.#options.engine.platform;
    const connected = () => this.#state === 'loggedIn';
    const resumable = this.#door.keys !== undefined;
    return askOnce({ wire: this, clock, random, returns: this.#returns, connected, resumable }, name, params);
  }

  owe(name: OwedStop, streamID: string): void {
    if (this.#state === 'loggedOut') return;
    const session = this.#door.keys;
    this.ask(name, { streamID }).catch((error: unknown) => {
      if (RtcError.from(error).failure !== 'SOCKET_CLOSED' || this.#door.keys !== session) return;
      this.#owed.set(`${name} ${streamID}`, () => this.owe(name, streamID));
    });
  }

  /** As if the network had gone; without its keys the session cannot be resumed either. */
  loseSocket({ keys }: { keys: boolean }): void {
    if (this.#state !== 'loggedIn') throw new RtcError('NETWORK_BROKEN');
    if (!keys) this.#door.forget();
    this.#link?.close(1006, 'rehearsal');
  }

  // --- coming in, coming back

  #connect(patienceMs?: number): SignallingLink {
    const { engine, history } = this.#options;
    const link = new SignallingLink(engine.platform, engine.servers, patienceMs);
    this.#link = link;
    this.#lastCloseCode = 0;
    this.#reached = false;
    this.#early = [];
    link.facts.on('told', (notice) => {
      if (this.#link !== link) return;
      if (this.#early && notice.tell !== 'kickedOut') this.#early.push(notice);
      else this.#noticed(notice);
    });
    link.facts.on('beat', (beat) => this.#options.networkTime.add(beat));
    const begunAt = engine.platform.clock.now();
    this.#signs.connecting();
    link.facts.on('opened', () => {
      if (this.#link !== link) return;
      this.#reached = true;
      this.#connectMs = engine.platform.clock.now() - begunAt;
    });
    link.facts.on('asked', (name, failure) => history.add(`ask ${name}`, failure ?? 'ok'));
    link.facts.on('closed', ({ code, silent }) => {
      history.add('socket closed', String(code));
      if (this.#link !== link) return;
      this.#lastCloseCode = code;
      if (this.#state !== 'loggedIn') return;
      if (silent) this.#signs.fellSilent();
      this.#lost(code);
    });
    return link;
  }

  /** A new session on the server: the whole list of what is there, a new media link. */
  #entered(snapshot: Snapshot, parts: MediaParts): void {
    const again = this.#state === 'reconnecting';
    // Before the new session begins, so that it is not asked to stop what only the old one knew.
    if (again) this.#media.drop();
    const reason = this.#accepted(snapshot);
    const renew = this.#door.unshown ? this.#owed.get('renewToken') : undefined;
    this.#owed.clear();
    renew?.();
    if (!again) this.#tell(reason);
    if (this.#state !== 'loggedIn') return;
    this.#media.start(snapshot, parts);
    this.#news.show(snapshot, { full: true });
    if (again && this.#state === 'loggedIn') this.#tell(reason);
    this.#catchUp();
  }

  /** The same session on a new socket: what changed meanwhile, what it is still owed. */
  #resumed(snapshot: Snapshot): void {
    const reason = this.#accepted(snapshot);
    const owed = [...this.#owed.values()];
    this.#owed.clear();
    for (const pay of owed) pay();
    this.#news.show(snapshot, { full: false });
    if (this.#state === 'loggedIn') this.#tell(reason);
    if (this.#state !== 'loggedIn') return;
    this.#media.resume(this.#signs.takeChange(this.#lostAt));
    this.#options.listener.resumed(snapshot);
    this.#catchUp();
  }

  #accepted(snapshot: Snapshot): RoomReason | undefined {
    const reason = this.#go('accepted');
    if (!reason) return undefined;
    const same = this.#door.keep(snapshot);
    if (!same) this.#heard.restart();
    this.#comeBackAt = 0;
    this.#reconnection.stop();
    this.#returns.tell(same);
    return reason;
  }

  #catchUp(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const notice of early) if (this.#state === 'loggedIn') this.#noticed(notice);
  }

  async #comeBack(patienceMs: number): Promise<void> {
    const stuck = this.#link;
    const link = this.#connect(patienceMs);
    stuck?.close();
    try {
      const snapshot = await this.#door.resume(link, this.#heard.latest);
      if (this.#link !== link) return;
      if (snapshot) {
        this.#resumed(snapshot);
        return;
      }
      const entering = this.#door.enter(link, { reconnecting: true });
      const fresh = await entering.snapshot;
      if (this.#link === link) this.#entered(fresh, entering.parts);
    } catch (error) {
      if (this.#link === link) this.#notBack(link, RtcError.from(error));
    }
  }

  #notBack(link: SignallingLink, error: RtcError): void {
    this.#link = undefined;
    link.close();
    const closedFor = error.failure === 'SOCKET_CLOSED' ? finalFailureOf(this.#lastCloseCode) : undefined;
    const failure = closedFor ?? error.failure;
    if (isKick(failure)) this.#end('kickedOut', failure, error.detail);
    // A token that was handed over meanwhile may be the reason, and the one before still good.
    else if (closedFor || (!error.retry && !this.#door.fallBack())) this.#end('gaveUp', failure, error.detail);
    else {
      this.#reconnection.failed({ reached: this.#reached });
      if (!this.#reached) void this.#signs.attemptFailed();
    }
  }

  /** A failed first login in the documented words. */
  #refusal(error: RtcError): RtcError {
    if (error.failure === 'TIMEOUT') return new RtcError('LOGIN_TIMEOUT', '', { cause: error });
    if (error.failure !== 'SOCKET_CLOSED') return error;
    return new RtcError(finalFailureOf(this.#lastCloseCode) ?? 'CONNECT_FAILED', '', { cause: error });
  }

  // --- while it lasts

  #lost(code: number): void {
    const final = finalFailureOf(code);
    if (final && (code === closeCodes.KICKED_OUT.code || code === closeCodes.LOGGED_OUT.code)) {
      this.#end('kickedOut', final);
      return;
    }
    this.#link = undefined;
    this.#stopLeaving?.();
    this.#signs.lost();
    this.#lostAt = this.#options.engine.platform.clock.now();
    const waitMs = Math.max(0, this.#comeBackAt - this.#lostAt);
    this.#tell(this.#go('connectionLost'), 'ROOM_RECONNECTING');
    // A listener may have left the room at that.
    if (this.#state !== 'reconnecting') return;
    if (final) this.#end('gaveUp', final);
    else this.#reconnection.start(waitMs);
  }

  #noticed(notice: Tell): void {
    if (notice.n !== undefined) {
      if (!this.#heard.isNews(notice.n)) return;
      this.#link?.heard(notice.n);
    }
    if (notice.tell !== 'networkQuality') this.#options.history.add(`told ${notice.tell}`);
    if (isNotice(notice, 'kickedOut')) this.#end('kickedOut', notice.body.failure, notice.body.detail);
    else if (isNotice(notice, 'mediaLost')) this.#media.rebuild();
    else if (isNotice(notice, 'serverClosing')) this.#leaveSoon(notice.body.retryAfterMs);
    else this.#news.notice(notice);
  }

  #leaveSoon(retryAfterMs: number): void {
    const { clock } = this.#options.engine.platform;
    const link = this.#link;
    this.#comeBackAt = clock.now() + retryAfterMs;
    this.#stopLeaving?.();
    this.#stopLeaving = clock.after(retryAfterMs, () => link?.close());
  }

  // --- the machine

  #end(edge: RoomEdge, failure?: ErrorName, detail = ''): void {
    const reason = this.#go(edge);
    if (!reason) return;
    const link = this.#link;
    this.#endedBy = failure;
    this.#link = undefined;
    this.#door.forget();
    this.#owed.clear();
    this.#stopLeaving?.();
    this.#stopHints();
    this.#reconnection.stop();
    this.#returns.tell(false);
    this.#media.close();
    link?.close();
    this.#options.listener.over(failure, detail);
    this.#options.over();
    this.#tell(reason, failure, detail);
  }

  #go(edge: RoomEdge): RoomReason | undefined {
    const next = follow(this.#state, edge);
    if (!next) return undefined;
    this.#state = next.state;
    return next.reason;
  }

  #tell(reason: RoomReason | undefined, failure?: ErrorName, detail = ''): void {
    if (!reason) return;
    this.#options.history.add(`room ${reason}`, failure ?? '');
    this.#options.facts.tell('roomStateChanged', this.roomID, reason, failure, detail);
  }
}
