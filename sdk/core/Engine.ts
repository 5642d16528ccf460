import type { Facts } from '@liuyun/kit';
import type { Kind, Layer, User } from '@liuyun/protocol';
import type { EngineFacts, PlayerState, PublisherState } from './EngineFacts.ts';
import type { IpStack } from './media/ipStack.ts';
import type { Platform } from './platform/Platform.ts';
import type { PlayQuality, PublishQuality, SoundSample } from './quality/QualityFigures.ts';

export type EngineOptions = {
  appID: number;
  /** WebSocket URLs of the cloud, tried in turn. */
  servers: readonly string[];
  /** Login without a token (native SDKs). */
  appSign?: string;
  platform: Platform;
  /** Which façade this is, and its version. */
  sdk: { name: string; version: string };
};

/** What may be tuned while running (documented keys of setEngineConfig). Milliseconds. */
export type Tuning = {
  roomRetryMs: number;
  streamRetryMs: number;
  publishQualityMs: number;
  playQualityMs: number;
  /** Leave UDP out, as networks that block it force one to. */
  tcpOnly: boolean;
  /** Instead of the STUN and TURN servers that the cloud names; for connections made from now on. */
  iceServers: { urls: string[]; username?: string; credential?: string }[] | undefined;
  /** Over which versions of IP media goes, for connections made from now on; as the browser sees fit without it. */
  ipStack: IpStack | undefined;
  /** How real-time data that is broadcast from now on is delivered. */
  dataDelivery: DataDelivery;
};

/** In order and whole; or as it arrives, and given up after so many ms or retransmissions where that is said. */
export type DataDelivery = { ordered: boolean; maxPacketLifeTime?: number; maxRetransmits?: number };

/** What may be made to go wrong on purpose. The last three only where the server runs in development mode. */
export type Rehearsal =
  | { scenario: 'socketDrop' }
  | { scenario: 'resumeFailure' }
  | { scenario: 'workerDeath' }
  | { scenario: 'serverLeaving'; retryAfterMs: number }
  | { scenario: 'bandwidth'; kbps: number };

/** What an app wants sent under a streamID. At least one track. */
export type LocalTracks = { audio?: MediaStreamTrack; video?: MediaStreamTrack };

export type PublishOptions = {
  /** Which room it is published in: needed where several can be joined, and of no meaning where not. */
  roomID?: string;
  extraInfo: string;
  videoCodec: 'VP8' | 'VP9' | 'H264' | 'AV1';
  /** The picture may be sent in another codec (VP8, H.264) from when somebody plays it who cannot decode this one. */
  codecMayChange?: boolean;
  /** Targets in kbit/s. `startVideoBitrate` keeps the first seconds from being small and blurred. */
  videoBitrate?: number;
  startVideoBitrate?: number;
  minVideoBitrate?: number;
  /** kbit/s. When the players bear less than this of the picture, none is sent. */
  leastVideoBitrate?: number;
  /** Whose network the picture is fitted to: that of the players too (default), or the own one alone. */
  focus?: 'local' | 'remote';
  audioBitrate?: number;
  stereo?: boolean;
  dtx?: boolean;
  /** RTCRtpSendParameters.degradationPreference of the video sender. */
  degradation?: 'balanced' | 'maintain-framerate' | 'maintain-resolution';
  muted?: { audio?: boolean; video?: boolean };
  /** A key frame at least this often (ms), besides those that players need. */
  keyFrameMs?: number;
  /** A second, small picture is sent beside the big one (simulcast), for players who want or can bear no more. kbit/s. */
  lowVideo?: { width: number; height: number; frameRate: number; bitrate: number };
  /** Told of each sender of the picture before its first frame, with the codec's MIME type. */
  onVideoSender?: (sender: RTCRtpSender, mimeType: string) => void;
  /** Waited for before anything is sent. Must not be rejected. */
  ready?: Promise<void>;
};

/** How a picture is sent; what one does not name, it does without. */
export type PictureOptions = Pick<
  PublishOptions,
  'videoBitrate' | 'startVideoBitrate' | 'minVideoBitrate' | 'leastVideoBitrate' | 'degradation' | 'keyFrameMs'
>;

export type PlayOptions = {
  audio: boolean;
  video: boolean;
  /** How long what arrives is held, ms. Without it the browser decides, and on a line that loses packets we do. */
  jitterBufferTarget?: number;
  /** It is never held for longer than the browser sees fit, whatever is lost. */
  lowLatency?: boolean;
  /** Which picture of a stream with two. Default 'auto'. */
  layer?: Layer;
  /** What of it is not to be sent from the beginning, as `pausePlayed` says it later. Default nothing. */
  paused?: Partial<Record<Kind, boolean>>;
  /** Told of each receiver of the picture before its first frame, with the codec's MIME type. */
  onVideoReceiver?: (receiver: RTCRtpReceiver, mimeType: string) => void;
  /** Waited for before anything is received. Must not be rejected. */
  ready?: Promise<void>;
};

/** A room that a client is in, on its way into, or coming back to. */
export type RoomPresence = { roomID: string; user: User; state: 'loggingIn' | 'loggedIn' | 'reconnecting' };

/**
 * The client without a platform: rooms, publishers and players that survive the loss of the connection.
 * Synchronous members throw RtcError for arguments and order; asynchronous ones reject with RtcError.
 * Made by `createEngine`.
 */
export interface Engine {
  readonly facts: Facts<EngineFacts>;
  /** The joined (or joining, or reconnecting) rooms, in the order of entering. */
  readonly rooms: readonly RoomPresence[];
  /** The first of them; without `enableMultiRoom` the only one. */
  readonly room: RoomPresence | undefined;
  readonly multiRoom: boolean;
  /** Whether an AppSign stands in where there is no token. */
  readonly signs: boolean;
  /** Whether several rooms can be joined. Throws ROOM_MODE_LATE after the first login. */
  enableMultiRoom(enable: boolean): void;
  tune(tuning: Partial<Tuning>): void;

  /**
   * Resolves when the server has accepted. Errors also come as `roomStateChanged` LOGIN_FAILED. With `enableMultiRoom` a
   * second room is joined beside the first, as the same user (MULTI_ROOM_USER), up to ROOM_QUOTA.
   */
  login(
    roomID: string,
    user: { userID: string; userName: string },
    options: { token?: string; userUpdate: boolean; maxMemberCount: number },
  ): Promise<void>;
  /**
   * Leaves one room and enters another as the same user, without `enableMultiRoom`. What is published stops; what is played
   * goes on, over the connections of the other room. Rejects as `login`; then what was played is over.
   */
  moveTo(
    fromRoomID: string,
    roomID: string,
    options: { token?: string; userUpdate: boolean; maxMemberCount: number },
  ): Promise<void>;
  /** Leaves the room (every room without an argument): publishing and playing in it stop, tracks live on. ROOM_NOT_JOINED for another room. */
  logout(roomID?: string): void;
  /** Throws for what can be seen at once; the server's verdict is used from then on. For one room, or for every one. */
  renewToken(token: string, roomID?: string): Promise<void>;

  /**
   * Keeps these tracks published until `unpublish`. Success and failure come as `publisherStateChanged`.
   * PUBLISH_ROOM_MISSING where several rooms can be joined and none is named.
   */
  publish(streamID: string, tracks: LocalTracks, options: PublishOptions): void;
  /** False if the stream was not wanted. */
  unpublish(streamID: string): boolean;
  /** Replaces, adds (a kind not sent so far) or removes (null) tracks of a wanted stream. */
  changePublishedTracks(
    streamID: string,
    tracks: { audio?: MediaStreamTrack | null; video?: MediaStreamTrack | null },
  ): Promise<void>;
  mutePublished(streamID: string, kind: Kind, muted: boolean): void;
  setPublishedBitrate(streamID: string, videoKbps: number): Promise<void>;
  /** Sends the picture of a wanted stream in another way from now on, also over the connections to come. */
  changePublishedPicture(streamID: string, picture: PictureOptions): Promise<void>;
  setStreamExtraInfo(streamID: string, extraInfo: string): Promise<void>;
  publishState(streamID: string): PublisherState;
  publishedStreams(): string[];

  /** Keeps a stream playing, whichever room announces it, until `stopPlaying`. Resolves, when signalling is done, with one MediaStream that stays the same across reconnections. */
  play(streamID: string, options: PlayOptions): Promise<MediaStream>;
  stopPlaying(streamID: string): boolean;
  pausePlayed(streamID: string, kind: Kind, paused: boolean): Promise<void>;
  /** Chooses between the pictures of a stream that has two. */
  setPlayedLayer(streamID: string, layer: Layer): Promise<void>;
  playState(streamID: string): PlayerState;
  playedStreams(): string[];

  sendBroadcastMessage(roomID: string, message: string): Promise<{ messageID: number }>;
  sendBarrageMessage(roomID: string, message: string): Promise<{ messageID: string }>;
  sendCustomCommand(roomID: string, command: string, toUserIDs: string[]): Promise<void>;

  /** At most 1024 bytes, to the named users or to everybody else. */
  sendTransparentMessage(roomID: string, content: Uint8Array, toUserIDs: string[]): Promise<void>;
  /** A value that the room carries for everybody in it. ROOM_EXTRA_INFO_… */
  setRoomExtraInfo(roomID: string, key: string, value: string): Promise<void>;

  /** Sends real-time data under a streamID in a room until stopped. Resolves when it can be sent. */
  broadcastData(roomID: string, streamID: string): Promise<void>;
  /** Throws DATA_NOT_BROADCAST and DATA_TOO_LONG; false when it cannot be sent now. */
  sendData(streamID: string, data: ArrayBuffer): boolean;
  stopBroadcastingData(streamID: string): boolean;
  /** Receives real-time data of somebody in the room, as `dataReceived`. STREAM_NOT_FOUND if nobody sends it now. */
  subscribeData(roomID: string, streamID: string): Promise<void>;
  stopSubscribingData(streamID: string): boolean;

  /** The server's time, Unix ms, give or take `maxDeviation` ms. Zeros until it is known. */
  networkTime(): { timestamp: number; maxDeviation: number };
  /** Whether `networkQualityChanged` is told. */
  listenToNetwork(listening: boolean): void;
  /** Hands the history to the server's log. */
  uploadLog(): Promise<void>;
  rehearse(rehearsal: Rehearsal): Promise<void>;

  /** Latest figures, or undefined before the first. */
  publishQuality(streamID: string): PublishQuality | undefined;
  playQuality(streamID: string): PlayQuality | undefined;
  /** How loud everything published and played is just now, by WebRTC's own statistics; a page that has Web Audio may measure better. */
  sampleSound(): Promise<SoundSample>;
  /** The last 200 requests, notices and state changes, without tokens or addresses. */
  history(): readonly { at: number; what: string; detail: string }[];
  /** Leaves everything and drops all listeners. The engine is dead afterwards. */
  close(): void;
}
