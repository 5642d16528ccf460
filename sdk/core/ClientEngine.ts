import { Facts } from '@liuyun/kit';
import type { Kind, Layer, UserID } from '@liuyun/protocol';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import {
  faultOfExtraInfo,
  faultOfRoomExtraInfoKey,
  faultOfRoomExtraInfoValue,
  faultOfRoomID,
  faultOfStreamID,
  faultOfUserID,
  faultOfUserName,
} from '@liuyun/protocol/ids';
import { PLAYS_PER_SESSION, PUBLISHES_PER_SESSION, RETRY_WINDOW_MS, TOKEN_BYTES } from '@liuyun/protocol/limits';
import { RealTimeData } from './data/RealTimeData.ts';
import type { Engine, EngineOptions, LocalTracks, PlayOptions, PublishOptions, Rehearsal, Tuning } from './Engine.ts';
import type { EngineFacts, PlayerState, PublisherState } from './EngineFacts.ts';
import { History, type HistoryEntry } from './History.ts';
import type { Wire } from './media/Wire.ts';
import { Messages } from './messages/Messages.ts';
import { Players } from './play/Players.ts';
import { Publishers } from './publish/Publishers.ts';
import { NetworkReports } from './quality/NetworkReports.ts';
import type { PlayQuality, PublishQuality } from './quality/QualityFigures.ts';
import type { RoomListener } from './room/RoomListener.ts';
import { RoomSession } from './room/RoomSession.ts';
import { NetworkTime } from './signalling/NetworkTime.ts';

/** The documented defaults of a Web client. */
const DEFAULT_TUNING: Tuning = {
  roomRetryMs: RETRY_WINDOW_MS,
  streamRetryMs: RETRY_WINDOW_MS,
  publishQualityMs: 3000,
  playQualityMs: 3000,
  tcpOnly: false,
  iceServers: undefined,
};

/** What a timer of JavaScript can wait: above it, it would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;
/** Samples more often than this would measure themselves. */
const SHORTEST_QUALITY_MS = 1000;

/** The engine: checks what it is asked, and joins the room with the keepers of its streams. */
export class ClientEngine implements Engine {
  readonly facts: Facts<EngineFacts>;
  readonly #options: EngineOptions;
  readonly #history: History;
  readonly #messages: Messages;
  readonly #publishers: Publishers;
  readonly #players: Players;
  readonly #data: RealTimeData;
  readonly #networkTime: NetworkTime;
  readonly #networkReports: NetworkReports;
  #tuning: Tuning = DEFAULT_TUNING;
  #session: RoomSession | undefined;
  #closed = false;

  constructor(options: EngineOptions) {
    const { platform } = options;
    const { clock, random } = platform;
    this.#options = options;
    this.facts = new Facts((error, fact) =>
      platform.log('error', 'a listener of the app failed', { fact, error: error instanceof Error ? error.message : '' }),
    );
    this.#history = new History(clock);
    this.#messages = new Messages(this.facts);
    const common = { clock, random, facts: this.facts, history: this.#history, tuning: () => this.#tuning };
    this.#publishers = new Publishers(common);
    this.#players = new Players({
      ...common,
      createMediaStream: () => platform.createMediaStream(),
      connected: () => this.#session?.state === 'loggedIn',
      announced: (streamID) => this.#session?.view.stream(streamID) !== undefined,
      clockOffset: () => this.#networkTime.offset(),
    });
    this.#data = new RealTimeData({ clock, random, facts: this.facts, windowMs: () => this.#tuning.streamRetryMs });
    this.#networkTime = new NetworkTime(clock);
    this.#networkReports = new NetworkReports({
      clock,
      facts: this.facts,
      wire: () => (this.#session?.state === 'loggedIn' || this.#session?.state === 'reconnecting' ? this.#session : undefined),
      clockOffset: () => this.#networkTime.offset(),
      published: () => this.#publishers.streams().map((streamID) => this.#publishers.quality(streamID)),
      played: () =>
        this.#players.streams().map((streamID) => ({
          userID: this.#session?.view.stream(streamID)?.user.userID,
          quality: this.#players.quality(streamID),
        })),
    });
  }

  get room(): Engine['room'] {
    const session = this.#session;
    if (!session || session.state === 'loggedOut') return undefined;
    return { roomID: session.roomID, user: session.user, state: session.state };
  }

  tune(tuning: Partial<Tuning>): void {
    const now = this.#tuning;
    this.#tuning = {
      roomRetryMs: duration(tuning.roomRetryMs, 0) ?? now.roomRetryMs,
      streamRetryMs: duration(tuning.streamRetryMs, 0) ?? now.streamRetryMs,
      publishQualityMs: duration(tuning.publishQualityMs, SHORTEST_QUALITY_MS) ?? now.publishQualityMs,
      playQualityMs: duration(tuning.playQualityMs, SHORTEST_QUALITY_MS) ?? now.playQualityMs,
      tcpOnly: tuning.tcpOnly ?? now.tcpOnly,
      iceServers: 'iceServers' in tuning ? tuning.iceServers : now.iceServers,
    };
    this.#publishers.tuned();
    this.#players.tuned();
  }

  // --- room

  async login(
    roomID: string,
    user: { userID: string; userName: string },
    options: { token?: string; userUpdate: boolean; maxMemberCount: number },
  ): Promise<void> {
    this.#mustLive();
    check(faultOfRoomID(roomID));
    check(faultOfUserID(user?.userID));
    check(faultOfUserName(user.userName));
    const { token, maxMemberCount } = options;
    if (token !== undefined && (typeof token !== 'string' || token.length > TOKEN_BYTES)) throw new RtcError('TOKEN_FORMAT');
    if (!Number.isInteger(maxMemberCount) || maxMemberCount < 0 || maxMemberCount > 1_000_000) {
      throw new RtcError('INPUT_PARAM', 'maxMemberCount');
    }
    const { appID, appSign, servers } = this.#options;
    if (!Number.isInteger(appID) || appID < 1 || appID > 0xffff_ffff) throw new RtcError('APP_ID_UNKNOWN', 'appID');
    if (servers.length === 0) throw new RtcError('INIT_WRONG', 'no server');
    if (!token && !appSign) throw new RtcError('NO_CREDENTIALS');
    const present = this.room;
    if (present?.state === 'loggingIn') throw new RtcError('LOGIN_IN_PROGRESS', present.roomID);
    if (present) throw new RtcError(present.roomID === roomID ? 'ROOM_ALREADY_JOINED' : 'ROOM_COUNT_EXCEEDED', present.roomID);
    const session = new RoomSession({
      engine: this.#options,
      tuning: () => this.#tuning,
      roomID,
      // Checked above.
      user: { userID: user.userID as UserID, userName: user.userName },
      login: { ...options, ...(token ? { token } : { token: undefined }) },
      facts: this.facts,
      history: this.#history,
      messages: this.#messages,
      networkTime: this.#networkTime,
      listener: this.#listener(),
      over: () => {
        if (this.#session === session) this.#session = undefined;
      },
    });
    this.#session = session;
    await session.login();
  }

  logout(roomID?: string): void {
    const session = this.#session;
    if (roomID !== undefined && session?.roomID !== roomID) throw new RtcError('ROOM_NOT_JOINED', 'logout');
    session?.logout();
  }

  renewToken(token: string, roomID?: string): Promise<void> {
    const session = this.#joined(roomID);
    if (typeof token !== 'string' || token === '' || token.length > TOKEN_BYTES) throw new RtcError('TOKEN_FORMAT');
    return session.renewToken(token);
  }

  // --- publish

  publish(streamID: string, tracks: LocalTracks, options: PublishOptions): void {
    this.#joined();
    check(faultOfStreamID(streamID));
    check(faultOfExtraInfo(options.extraInfo));
    if (!tracks.audio && !tracks.video) throw new RtcError('NO_CAPTURE', 'a stream needs at least one track');
    if (this.#publishers.streams().length >= PUBLISHES_PER_SESSION && !this.#publishers.wanted(streamID)) {
      throw new RtcError('PUBLISH_PARAM', 'too many streams');
    }
    this.#publishers.of(streamID).publish(tracks, options);
  }

  unpublish(streamID: string): boolean {
    const publisher = this.#publishers.wanted(streamID);
    publisher?.stop();
    return publisher !== undefined;
  }

  async changePublishedTracks(
    streamID: string,
    tracks: { audio?: MediaStreamTrack | null; video?: MediaStreamTrack | null },
  ): Promise<void> {
    await this.#publisher(streamID).changeTracks(tracks);
  }

  mutePublished(streamID: string, kind: Kind, muted: boolean): void {
    this.#publisher(streamID).mute(kind, muted);
  }

  async setPublishedBitrate(streamID: string, videoKbps: number): Promise<void> {
    if (!Number.isFinite(videoKbps) || videoKbps <= 0) throw new RtcError('PUBLISH_PARAM', 'videoKbps');
    await this.#publisher(streamID).setVideoBitrate(videoKbps);
  }

  async setStreamExtraInfo(streamID: string, extraInfo: string): Promise<void> {
    const session = this.#joined();
    check(faultOfExtraInfo(extraInfo));
    const publisher = this.#publisher(streamID);
    await this.#online(session).ask('setStreamExtraInfo', { streamID, extraInfo });
    publisher.rememberExtraInfo(extraInfo);
  }

  publishState(streamID: string): PublisherState {
    return this.#publishers.wanted(streamID)?.state ?? 'NO_PUBLISH';
  }

  publishedStreams(): string[] {
    return this.#publishers.streams();
  }

  // --- play

  async play(streamID: string, options: PlayOptions): Promise<MediaStream> {
    this.#joined();
    check(faultOfStreamID(streamID));
    if (!options.audio && !options.video) throw new RtcError('PLAY_PARAM', 'neither audio nor video');
    const { jitterBufferTarget } = options;
    if (jitterBufferTarget !== undefined && !(jitterBufferTarget >= 0 && jitterBufferTarget <= 4000)) {
      throw new RtcError('PLAY_PARAM', 'jitterBufferTarget');
    }
    if (this.#players.wanted(streamID)) throw new RtcError('PLAY_ALREADY', streamID);
    if (this.#players.streams().length >= PLAYS_PER_SESSION) throw new RtcError('PLAY_LIMIT');
    return this.#players.of(streamID).play(options);
  }

  stopPlaying(streamID: string): boolean {
    const player = this.#players.wanted(streamID);
    player?.stop();
    return player !== undefined;
  }

  async pausePlayed(streamID: string, kind: Kind, paused: boolean): Promise<void> {
    const player = this.#players.wanted(streamID);
    if (!player) throw new RtcError('PLAY_STREAM_UNKNOWN', String(streamID));
    await player.pause(kind, paused);
  }

  async setPlayedLayer(streamID: string, layer: Layer): Promise<void> {
    const player = this.#players.wanted(streamID);
    if (!player) throw new RtcError('PLAY_STREAM_UNKNOWN', String(streamID));
    await player.setLayer(layer);
  }

  playState(streamID: string): PlayerState {
    return this.#players.wanted(streamID)?.state ?? 'NO_PLAY';
  }

  playedStreams(): string[] {
    return this.#players.streams();
  }

  // --- messages

  async sendBroadcastMessage(roomID: string, message: string): Promise<{ messageID: number }> {
    return this.#messages.broadcast(this.#online(this.#joined(roomID)), message);
  }

  async sendBarrageMessage(roomID: string, message: string): Promise<{ messageID: string }> {
    return this.#messages.barrage(this.#online(this.#joined(roomID)), message);
  }

  async sendCustomCommand(roomID: string, command: string, toUserIDs: string[]): Promise<void> {
    await this.#messages.command(this.#online(this.#joined(roomID)), command, toUserIDs);
  }

  async sendTransparentMessage(roomID: string, content: Uint8Array, toUserIDs: string[]): Promise<void> {
    await this.#messages.transparent(this.#online(this.#joined(roomID)), content, toUserIDs);
  }

  async setRoomExtraInfo(roomID: string, key: string, value: string): Promise<void> {
    const session = this.#joined(roomID);
    check(faultOfRoomExtraInfoKey(key));
    check(faultOfRoomExtraInfoValue(value));
    await this.#online(session).ask('setRoomExtraInfo', { key, value });
  }

  // --- data

  async broadcastData(streamID: string): Promise<void> {
    this.#joined();
    check(faultOfStreamID(streamID));
    await this.#data.broadcast(streamID);
  }

  sendData(streamID: string, data: ArrayBuffer): boolean {
    this.#joined();
    return this.#data.send(streamID, data);
  }

  stopBroadcastingData(streamID: string): boolean {
    return this.#data.stopBroadcasting(streamID);
  }

  async subscribeData(streamID: string): Promise<void> {
    this.#joined();
    check(faultOfStreamID(streamID));
    await this.#data.subscribe(streamID);
  }

  stopSubscribingData(streamID: string): boolean {
    return this.#data.stopSubscribing(streamID);
  }

  // --- what is going on

  networkTime(): { timestamp: number; maxDeviation: number } {
    return this.#networkTime.now();
  }

  listenToNetwork(listening: boolean): void {
    this.#networkReports.listen(listening);
  }

  async uploadLog(): Promise<void> {
    const entries = this.#history.entries().map(({ at, what, detail }) => ({ at, what: what.slice(0, 128), detail }));
    await this.#online(this.#joined()).ask('uploadLog', { entries });
  }

  async rehearse(rehearsal: Rehearsal): Promise<void> {
    const session = this.#joined();
    if (rehearsal.scenario === 'socketDrop') session.loseSocket({ keys: true });
    else if (rehearsal.scenario === 'resumeFailure') session.loseSocket({ keys: false });
    else await this.#online(session).ask('rehearse', rehearsal);
  }

  publishQuality(streamID: string): PublishQuality | undefined {
    return this.#publishers.quality(streamID);
  }

  playQuality(streamID: string): PlayQuality | undefined {
    return this.#players.quality(streamID);
  }

  history(): readonly HistoryEntry[] {
    return this.#history.entries();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#session?.logout();
    this.facts.clear();
  }

  #listener(): RoomListener {
    return {
      mediaChanged: (media) => {
        this.#publishers.linkChanged(media);
        this.#players.linkChanged(media);
        this.#data.linkChanged(media);
        if (media) this.#networkReports.start();
      },
      resumed: (snapshot) => {
        for (const streamID of this.#publishers.resynced(snapshot.ownStreams)) this.#session?.owe('stopPublishing', streamID);
        this.#players.resynced((streamID) => this.#session?.view.stream(streamID)?.tracks);
      },
      streamsAppeared: (streamIDs) => this.#players.appeared(streamIDs),
      streamEnded: (streamID, failure) => this.#players.wanted(streamID)?.ended(failure),
      tracksChanged: (streamID, tracks) => this.#players.wanted(streamID)?.tracksChanged(tracks),
      publishingEnded: (streamID, failure, detail) => this.#publishers.wanted(streamID)?.ended(failure, detail),
      publishingLayersWanted: (streamID, wanted) => this.#publishers.wanted(streamID)?.layersWanted(wanted),
      publishingBitrateBearable: (streamID, kbps) => {
        this.#history.add('picture', `${streamID} may have ${kbps ?? 'any'} kbit/s`);
        this.#publishers.wanted(streamID)?.bitrateBearable(kbps);
      },
      playingPictureHeld: (streamID, held) => {
        this.#history.add('picture', `${streamID} ${held ? 'held for lack of bandwidth' : 'goes on'}`);
      },
      over: (failure, detail) => {
        this.#publishers.stopAll(failure, detail);
        this.#players.stopAll(failure, detail);
        this.#data.stopAll(failure, detail);
        this.#networkReports.stop();
      },
      networkReported: (userID, up, down) => this.#networkReports.heard(userID, up, down),
      clockTold: (streamID, offset) => this.#players.clockTold(streamID, offset),
      dataEnded: (streamID) => this.#data.ended(streamID),
    };
  }

  #mustLive(): void {
    if (this.#closed) throw new RtcError('NOT_LOGGED_IN', 'the engine is closed');
  }

  /** NOT_LOGGED_IN without a room, ROOM_NOT_JOINED for another one. A broken connection does not count as leaving. */
  #joined(roomID?: string): RoomSession {
    this.#mustLive();
    const session = this.#session;
    if (!session || (session.state !== 'loggedIn' && session.state !== 'reconnecting')) throw new RtcError('NOT_LOGGED_IN');
    if (roomID !== undefined && roomID !== session.roomID) throw new RtcError('ROOM_NOT_JOINED');
    return session;
  }

  #publisher(streamID: string) {
    this.#joined();
    const publisher = this.#publishers.wanted(streamID);
    if (!publisher) throw new RtcError('PUBLISH_STREAM_NOT_FOUND', String(streamID));
    return publisher;
  }

  /** What cannot wait for a reconnection fails with NETWORK_BROKEN. */
  #online(session: RoomSession): Wire {
    if (session.state !== 'loggedIn') throw new RtcError('NETWORK_BROKEN');
    return session;
  }
}

/** A time an app may ask for, within what is possible; undefined for what is none. */
function duration(ms: number | undefined, shortest: number): number | undefined {
  return typeof ms === 'number' && ms >= 0 ? Math.min(LONGEST_MS, Math.max(shortest, ms)) : undefined;
}

function check(fault: ErrorName | undefined): void {
  if (fault) throw new RtcError(fault);
}
