import { Facts, randomHex } from '@liuyun/kit';
import type { Kind, Layer, UserID } from '@liuyun/protocol';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import { faultOfExtraInfo, faultOfRoomExtraInfoKey, faultOfRoomExtraInfoValue, faultOfStreamID } from '@liuyun/protocol/ids';
import { PLAYS_PER_SESSION, PUBLISHES_PER_SESSION, TOKEN_BYTES } from '@liuyun/protocol/limits';
import { checkLogin } from './checkLogin.ts';
import type {
  Engine,
  EngineOptions,
  LocalTracks,
  PictureOptions,
  PlayOptions,
  PublishOptions,
  Rehearsal,
  RoomPresence,
  Tuning,
} from './Engine.ts';
import type { EngineFacts, PlayerState, PublisherState } from './EngineFacts.ts';
import { History, type HistoryEntry } from './History.ts';
import { firstDone } from './keeping/firstDone.ts';
import { Messages } from './messages/Messages.ts';
import type { PlayQuality, PublishQuality, SoundSample } from './quality/QualityFigures.ts';
import { type Household, JoinedRoom } from './room/JoinedRoom.ts';
import { JoinedRooms } from './room/JoinedRooms.ts';
import { mayEnter } from './room/mayEnter.ts';
import type { LoginOptions } from './room/RoomDoor.ts';
import { NetworkTime } from './signalling/NetworkTime.ts';
import { DEFAULT_TUNING, tuned } from './tuning.ts';

/** The engine: checks what it is asked, and finds the room that it concerns. */
export class ClientEngine implements Engine {
  readonly facts: Facts<EngineFacts>;
  readonly #options: EngineOptions;
  readonly #history: History;
  readonly #messages: Messages;
  readonly #networkTime: NetworkTime;
  readonly #rooms = new JoinedRooms();
  readonly #household: Household;
  #tuning: Tuning = DEFAULT_TUNING;
  #listening = false;
  #clientID: string | undefined;
  #begun = false;
  #closed = false;

  constructor(options: EngineOptions) {
    const { platform } = options;
    this.#options = options;
    this.facts = new Facts((error, fact) =>
      platform.log('error', 'a listener of the app failed', { fact, error: error instanceof Error ? error.message : '' }),
    );
    this.#history = new History(platform.clock);
    this.#messages = new Messages(this.facts);
    this.#networkTime = new NetworkTime(platform.clock);
    this.#household = {
      engine: options,
      facts: this.facts,
      history: this.#history,
      messages: this.#messages,
      networkTime: this.#networkTime,
      tuning: () => this.#tuning,
      announced: (streamID) => this.#rooms.announces(streamID),
      appeared: (streamIDs) => this.#rooms.appeared(streamIDs),
      networkTold: (room, userID, up, down) => {
        const told = userID === '' ? this.#rooms.networkOf(room, { up, down }) : { up, down };
        if (told) this.facts.tell('networkQualityChanged', userID, told.up, told.down);
      },
      over: (room) => this.#rooms.remove(room),
    };
  }

  get rooms(): RoomPresence[] {
    return this.#rooms
      .all()
      .flatMap(({ session: { roomID, user, state } }) => (state === 'loggedOut' ? [] : { roomID, user, state }));
  }

  get room(): RoomPresence | undefined {
    return this.rooms[0];
  }

  get multiRoom(): boolean {
    return this.#clientID !== undefined;
  }

  get signs(): boolean {
    return Boolean(this.#options.appSign);
  }

  enableMultiRoom(enable: boolean): void {
    this.#mustLive();
    if (this.#begun) throw new RtcError('ROOM_MODE_LATE');
    this.#clientID = enable ? randomHex(this.#options.platform.random, 16) : undefined;
  }

  tune(tuning: Partial<Tuning>): void {
    this.#tuning = tuned(this.#tuning, tuning);
    for (const room of this.#rooms.all()) room.tuned();
  }

  // --- room

  async login(roomID: string, user: { userID: string; userName: string }, options: LoginOptions): Promise<void> {
    this.#mustLive();
    checkLogin(this.#options, { roomID, user, ...options });
    mayEnter(this, roomID, user);
    await this.#room(roomID, user, options).session.login();
  }

  async moveTo(fromRoomID: string, roomID: string, options: LoginOptions): Promise<void> {
    const from = this.#joined(fromRoomID);
    if (this.multiRoom) throw new RtcError('MULTI_ROOM_SWITCH');
    const { user } = from.session;
    checkLogin(this.#options, { roomID, user, ...options });
    if (roomID === fromRoomID) throw new RtcError('ROOM_ALREADY_JOINED', roomID);
    const room = this.#room(roomID, user, options);
    room.players.takeOver(from.players);
    from.leave();
    if (this.#closed || this.rooms.length > 0) {
      this.#rooms.cancel(room);
      throw new RtcError('LOGIN_CANCELLED');
    }
    await room.session.login();
  }

  #room(roomID: string, user: { userID: string; userName: string }, options: LoginOptions): JoinedRoom {
    const { token } = options;
    this.#begun = true;
    const room = new JoinedRoom(this.#household, {
      roomID,
      // Checked above.
      user: { userID: user.userID as UserID, userName: user.userName },
      login: { ...options, ...(token ? { token } : { token: undefined }) },
      clientID: this.#clientID,
    });
    room.networkReports.listen(this.#listening);
    this.#rooms.add(room);
    return room;
  }

  logout(roomID?: string): void {
    if (roomID !== undefined && !this.#rooms.find(roomID)) throw new RtcError('ROOM_NOT_JOINED', 'logout');
    for (const room of this.#rooms.all()) if (roomID === undefined || room.roomID === roomID) room.leave();
  }

  renewToken(token: string, roomID?: string): Promise<void> {
    const room = this.#joined(roomID);
    if (typeof token !== 'string' || token === '' || token.length > TOKEN_BYTES) throw new RtcError('TOKEN_FORMAT');
    const rooms = roomID === undefined ? this.#rooms.all().filter(({ joined }) => joined) : [room];
    // A token may be for one of the rooms only: then it is refused for the others, which keep theirs.
    return firstDone(rooms.map(({ session }) => session.renewToken(token)));
  }

  // --- publish

  publish(streamID: string, tracks: LocalTracks, options: PublishOptions): void {
    const room = this.#joined(this.#roomFor(options));
    check(faultOfStreamID(streamID));
    check(faultOfExtraInfo(options.extraInfo));
    if (!tracks.audio && !tracks.video) throw new RtcError('NO_CAPTURE', 'a stream needs at least one track');
    if (this.#rooms.publishing(streamID)) throw new RtcError('PUBLISH_REPEATED', streamID);
    if (this.#rooms.sendingData(streamID)) throw new RtcError('STREAM_ID_TAKEN', `${streamID} carries real-time data`);
    if (this.#rooms.published().length >= PUBLISHES_PER_SESSION) throw new RtcError('PUBLISH_PARAM', 'too many streams');
    room.publishers.of(streamID).publish(tracks, options);
  }

  unpublish(streamID: string): boolean {
    const found = this.#rooms.publishing(streamID);
    found?.publisher.stop();
    return found !== undefined;
  }

  async changePublishedTracks(
    streamID: string,
    tracks: { audio?: MediaStreamTrack | null; video?: MediaStreamTrack | null },
  ): Promise<void> {
    await this.#publishing(streamID).publisher.changeTracks(tracks);
  }

  mutePublished(streamID: string, kind: Kind, muted: boolean): void {
    this.#publishing(streamID).publisher.mute(kind, muted);
  }

  async setPublishedBitrate(streamID: string, videoKbps: number): Promise<void> {
    if (!Number.isFinite(videoKbps) || videoKbps <= 0) throw new RtcError('PUBLISH_PARAM', 'videoKbps');
    await this.#publishing(streamID).publisher.setVideoBitrate(videoKbps);
  }

  async changePublishedPicture(streamID: string, picture: PictureOptions): Promise<void> {
    await this.#publishing(streamID).publisher.changePicture(picture);
  }

  async setStreamExtraInfo(streamID: string, extraInfo: string): Promise<void> {
    this.#joined();
    check(faultOfExtraInfo(extraInfo));
    const { room, publisher } = this.#publishing(streamID);
    await room.online.ask('setStreamExtraInfo', { streamID, extraInfo });
    publisher.rememberExtraInfo(extraInfo);
  }

  publishState(streamID: string): PublisherState {
    return this.#rooms.publishing(streamID)?.publisher.state ?? 'NO_PUBLISH';
  }

  publishedStreams(): string[] {
    return this.#rooms.published();
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
    if (this.#rooms.playing(streamID)) throw new RtcError('PLAY_ALREADY', streamID);
    if (this.#rooms.played().length >= PLAYS_PER_SESSION) throw new RtcError('PLAY_LIMIT');
    return this.#rooms.forPlaying(streamID).players.of(streamID).play(options);
  }

  stopPlaying(streamID: string): boolean {
    const found = this.#rooms.playing(streamID);
    found?.player.stop();
    return found !== undefined;
  }

  async pausePlayed(streamID: string, kind: Kind, paused: boolean): Promise<void> {
    const found = this.#rooms.playing(streamID);
    if (!found) throw new RtcError('PLAY_STREAM_UNKNOWN', String(streamID));
    await found.player.pause(kind, paused);
  }

  async setPlayedLayer(streamID: string, layer: Layer): Promise<void> {
    const found = this.#rooms.playing(streamID);
    if (!found) throw new RtcError('PLAY_STREAM_UNKNOWN', String(streamID));
    await found.player.setLayer(layer);
  }

  playState(streamID: string): PlayerState {
    return this.#rooms.playing(streamID)?.player.state ?? 'NO_PLAY';
  }

  playedStreams(): string[] {
    return this.#rooms.played();
  }

  // --- messages

  async sendBroadcastMessage(roomID: string, message: string): Promise<{ messageID: number }> {
    return this.#messages.broadcast(this.#addressed(roomID).online, message);
  }

  async sendBarrageMessage(roomID: string, message: string): Promise<{ messageID: string }> {
    return this.#messages.barrage(this.#addressed(roomID).online, message);
  }

  async sendCustomCommand(roomID: string, command: string, toUserIDs: string[]): Promise<void> {
    await this.#messages.command(this.#addressed(roomID).online, command, toUserIDs);
  }

  async sendTransparentMessage(roomID: string, content: Uint8Array, toUserIDs: string[]): Promise<void> {
    await this.#messages.transparent(this.#addressed(roomID).online, content, toUserIDs);
  }

  async setRoomExtraInfo(roomID: string, key: string, value: string): Promise<void> {
    const room = this.#addressed(roomID, 'ROOM_NOT_JOINED');
    check(faultOfRoomExtraInfoKey(key));
    check(faultOfRoomExtraInfoValue(value));
    await room.online.ask('setRoomExtraInfo', { key, value });
  }

  // --- data

  async broadcastData(roomID: string, streamID: string): Promise<void> {
    const { data } = this.#joined(roomID);
    check(faultOfStreamID(streamID));
    if (this.#rooms.sendingData(streamID)) throw new RtcError('DATA_REPEATED', streamID);
    if (this.#rooms.publishing(streamID)) throw new RtcError('DATA_ID_TAKEN', `${streamID} carries media`);
    await data.broadcast(streamID);
  }

  sendData(streamID: string, data: ArrayBuffer): boolean {
    const room = this.#joined();
    return (this.#rooms.sendingData(streamID) ?? room).data.send(streamID, data);
  }

  stopBroadcastingData(streamID: string): boolean {
    return this.#rooms.all().some(({ data }) => data.stopBroadcasting(streamID));
  }

  async subscribeData(roomID: string, streamID: string): Promise<void> {
    const { data } = this.#joined(roomID);
    check(faultOfStreamID(streamID));
    await data.subscribe(streamID);
  }

  stopSubscribingData(streamID: string): boolean {
    return this.#rooms.all().some(({ data }) => data.stopSubscribing(streamID));
  }

  // --- what is going on

  networkTime(): { timestamp: number; maxDeviation: number } {
    return this.#networkTime.now();
  }

  listenToNetwork(listening: boolean): void {
    this.#listening = listening;
    for (const { networkReports } of this.#rooms.all()) networkReports.listen(listening);
  }

  async uploadLog(): Promise<void> {
    const entries = this.#history.entries().map(({ at, what, detail }) => ({ at, what: what.slice(0, 128), detail }));
    await this.#joined().online.ask('uploadLog', { entries });
  }

  async rehearse(rehearsal: Rehearsal): Promise<void> {
    const { scenario } = rehearsal;
    const first = this.#joined();
    // All rooms share one network.
    if (scenario === 'socketDrop' || scenario === 'resumeFailure') {
      for (const { joined, session } of this.#rooms.all()) if (joined) session.loseSocket({ keys: scenario === 'socketDrop' });
    } else {
      await first.online.ask('rehearse', rehearsal);
    }
  }

  publishQuality(streamID: string): PublishQuality | undefined {
    return this.#rooms.publishing(streamID)?.room.publishers.quality(streamID);
  }

  playQuality(streamID: string): PlayQuality | undefined {
    return this.#rooms.playing(streamID)?.room.players.quality(streamID);
  }

  async sampleSound(): Promise<SoundSample> {
    const rooms = this.#rooms.all();
    const [sent, heard] = await Promise.all([
      Promise.all(rooms.map(({ publishers }) => publishers.soundLevels())),
      Promise.all(rooms.map(({ players }) => players.soundLevels())),
    ]);
    return { sent: sent.flat(), heard: heard.flat() };
  }

  history(): readonly HistoryEntry[] {
    return this.#history.entries();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.logout();
    this.facts.clear();
  }

  /** Without several rooms an app need not name the one. */
  #roomFor({ roomID }: { roomID?: string }): string | undefined {
    if (!this.multiRoom) return undefined;
    this.#joined();
    if (!roomID) throw new RtcError('PUBLISH_ROOM_MISSING');
    return roomID;
  }

  #mustLive(): void {
    if (this.#closed) throw new RtcError('NOT_LOGGED_IN', 'the engine is closed');
  }

  /** NOT_LOGGED_IN without a room, ROOM_NOT_JOINED for another one. */
  #joined(roomID?: string): JoinedRoom {
    this.#mustLive();
    return this.#rooms.joined(roomID);
  }

  /** NOT_LOGGED_IN without a room, `failure` for another one, or where none is named. */
  #addressed(roomID: string, failure: ErrorName = 'MESSAGE_ROOM'): JoinedRoom {
    this.#joined();
    if (!this.#rooms.find(roomID)?.joined) throw new RtcError(failure);
    return this.#joined(roomID);
  }

  #publishing(streamID: string) {
    this.#joined();
    const found = this.#rooms.publishing(streamID);
    if (!found) throw new RtcError('PUBLISH_STREAM_NOT_FOUND', String(streamID));
    return found;
  }
}

function check(fault: ErrorName | undefined): void {
  if (fault) throw new RtcError(fault);
}
