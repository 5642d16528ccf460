import type {
  Engine,
  EngineFacts,
  LocalTracks,
  PlayOptions,
  PlayQuality,
  PublishOptions,
  PublishQuality,
  RoomPresence,
  SoundSample,
} from '@liuyun/core';
import { Facts } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';

/** A core that does at once what it is told, and remembers it. `refuse` makes the next change of tracks fail. */
export class FakeEngine implements Engine {
  readonly facts = new Facts<EngineFacts>();
  rooms: RoomPresence[] = [{ roomID: 'room', user: { userID: 'ann', userName: 'Ann' } as never, state: 'loggedIn' }];
  multiRoom = false;
  signs = false;
  readonly published = new Map<string, { tracks: LocalTracks; options: PublishOptions }>();
  readonly played = new Map<string, { stream: MediaStream; options: PlayOptions }>();
  /** Names of the data that is kept going; what is taken out has been given up. */
  readonly sentData = new Set<string>();
  readonly receivedData = new Set<string>();
  readonly calls: unknown[][] = [];
  refuse: RtcError | undefined;
  /** The figures of every stream. */
  sending: PublishQuality | undefined;
  playing: PlayQuality | undefined;
  sound: SoundSample = { sent: [], heard: [] };

  get room(): RoomPresence | undefined {
    return this.rooms[0];
  }
  set room(room: RoomPresence | undefined) {
    this.rooms = room ? [room] : [];
  }
  enableMultiRoom(enable: boolean): void {
    this.multiRoom = enable;
  }
  tune(): void {}
  async login(...args: unknown[]): Promise<void> {
    this.calls.push(['login', ...args]);
  }
  async moveTo(...args: unknown[]): Promise<void> {
    this.calls.push(['moveTo', ...args]);
  }
  logout(roomID?: string): void {
    this.calls.push(['logout', roomID]);
    this.played.clear();
    this.published.clear();
    this.sentData.clear();
    this.receivedData.clear();
    this.facts.tell('roomStateChanged', 'room', 'LOGOUT', undefined, '');
  }
  async renewToken(...args: unknown[]): Promise<void> {
    this.calls.push(['renewToken', ...args]);
  }

  publish(streamID: string, tracks: LocalTracks, options: PublishOptions): void {
    if (this.published.has(streamID)) throw new RtcError('PUBLISH_REPEATED');
    this.published.set(streamID, { tracks, options });
  }
  unpublish(streamID: string): boolean {
    return this.published.delete(streamID);
  }
  async changePublishedTracks(streamID: string, tracks: object): Promise<void> {
    this.calls.push(['changePublishedTracks', streamID, tracks]);
    if (!this.refuse) return;
    const refusal = this.refuse;
    this.refuse = undefined;
    throw refusal;
  }
  mutePublished(streamID: string, kind: string, muted: boolean): void {
    this.calls.push(['mutePublished', streamID, kind, muted]);
  }
  async setPublishedBitrate(streamID: string, kbps: number): Promise<void> {
    this.calls.push(['setPublishedBitrate', streamID, kbps]);
  }
  async changePublishedPicture(streamID: string, picture: object): Promise<void> {
    this.calls.push(['changePublishedPicture', streamID, picture]);
  }
  async setStreamExtraInfo(...args: unknown[]): Promise<void> {
    this.calls.push(['setStreamExtraInfo', ...args]);
  }
  publishState(streamID: string): 'PUBLISHING' | 'NO_PUBLISH' {
    return this.published.has(streamID) ? 'PUBLISHING' : 'NO_PUBLISH';
  }
  publishedStreams(): string[] {
    return [...this.published.keys()];
  }

  async play(streamID: string, options: PlayOptions): Promise<MediaStream> {
    const stream = new MediaStream();
    this.played.set(streamID, { stream, options });
    return stream;
  }
  stopPlaying(streamID: string): boolean {
    const was = this.played.delete(streamID);
    if (was) this.facts.tell('playerStateChanged', streamID, 'NO_PLAY', undefined, '');
    return was;
  }
  async pausePlayed(streamID: string, kind: string, paused: boolean): Promise<void> {
    this.calls.push(['pausePlayed', streamID, kind, paused]);
  }
  async setPlayedLayer(streamID: string, layer: string): Promise<void> {
    this.calls.push(['setPlayedLayer', streamID, layer]);
  }
  playState(streamID: string): 'PLAYING' | 'NO_PLAY' {
    return this.played.has(streamID) ? 'PLAYING' : 'NO_PLAY';
  }
  playedStreams(): string[] {
    return [...this.played.keys()];
  }

  async sendBroadcastMessage(...args: unknown[]): Promise<{ messageID: number }> {
    this.calls.push(['sendBroadcastMessage', ...args]);
    return { messageID: 1 };
  }
  async sendBarrageMessage(...args: unknown[]): Promise<{ messageID: string }> {
    this.calls.push(['sendBarrageMessage', ...args]);
    return { messageID: '1' };
  }
  async sendCustomCommand(...args: unknown[]): Promise<void> {
    this.calls.push(['sendCustomCommand', ...args]);
  }
  async sendTransparentMessage(...args: unknown[]): Promise<void> {
    this.calls.push(['sendTransparentMessage', ...args]);
  }
  async setRoomExtraInfo(...args: unknown[]): Promise<void> {
    this.calls.push(['setRoomExtraInfo', ...args]);
  }
  async broadcastData(_roomID: string, streamID: string): Promise<void> {
    this.#keepData(this.sentData, streamID);
  }
  sendData(): boolean {
    return true;
  }
  stopBroadcastingData(streamID: string): boolean {
    return this.sentData.delete(streamID);
  }
  async subscribeData(_roomID: string, streamID: string): Promise<void> {
    this.#keepData(this.receivedData, streamID);
  }
  stopSubscribingData(streamID: string): boolean {
    return this.receivedData.delete(streamID);
  }
  #keepData(kept: Set<string>, streamID: string): void {
    if (kept.has(streamID)) throw new RtcError('DATA_REPEATED', streamID);
    kept.add(streamID);
  }
  networkTime(): { timestamp: number; maxDeviation: number } {
    return { timestamp: 0, maxDeviation: 0 };
  }
  listenToNetwork(listening: boolean): void {
    this.calls.push(['listenToNetwork', listening]);
  }
  async uploadLog(): Promise<void> {}
  async rehearse(rehearsal: object): Promise<void> {
    this.calls.push(['rehearse', rehearsal]);
  }
  publishQuality(): PublishQuality | undefined {
    return this.sending;
  }
  playQuality(): PlayQuality | undefined {
    return this.playing;
  }
  async sampleSound(): Promise<SoundSample> {
    return this.sound;
  }
  history(): [] {
    return [];
  }
  close(): void {
    this.facts.clear();
  }
}
