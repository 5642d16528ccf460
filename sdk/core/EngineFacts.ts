import type { ErrorName, Grade, Kind, RoomExtraInfo, StreamDescription, StreamEndReason, User } from '@liuyun/protocol';
import type { PlayQuality, PublishQuality } from './quality/QualityFigures.ts';

/** The public reasons of a room's changes: the names of the edges of roomMachine. */
export type RoomReason =
  | 'LOGINING'
  | 'LOGINED'
  | 'LOGIN_FAILED'
  | 'RECONNECTING'
  | 'RECONNECTED'
  | 'RECONNECT_FAILED'
  | 'KICKOUT'
  | 'LOGOUT'
  | 'LOGOUT_FAILED';

export type PublisherState = 'NO_PUBLISH' | 'PUBLISH_REQUESTING' | 'PUBLISHING';
export type PlayerState = 'NO_PLAY' | 'PLAY_REQUESTING' | 'PLAYING';

/** What the engine tells. `failure` undefined means that nothing went wrong; façades turn it into their number. */
export type EngineFacts = {
  roomStateChanged: [roomID: string, reason: RoomReason, failure: ErrorName | undefined, detail: string];
  usersChanged: [roomID: string, change: 'ADD' | 'DELETE', users: User[]];
  userCountChanged: [roomID: string, count: number];
  streamsChanged: [roomID: string, change: 'ADD' | 'DELETE', streams: StreamDescription[], reasons: StreamEndReason[]];
  streamExtraInfoChanged: [roomID: string, streamID: string, user: User, extraInfo: string];
  publisherStateChanged: [streamID: string, state: PublisherState, failure: ErrorName | undefined, detail: string];
  playerStateChanged: [streamID: string, state: PlayerState, failure: ErrorName | undefined, detail: string];
  /** The publisher of a played stream opened or muted a track. Told for the first time when playing begins. */
  remoteTrackChanged: [streamID: string, kind: Kind, muted: boolean];
  /** The track object of a played stream is another one now (it has been put into the same MediaStream already). */
  playedTrackReplaced: [streamID: string, track: MediaStreamTrack];
  /** The picture of an own stream is sent in another codec now, because somebody plays it who could not decode the one before. */
  publishedCodecChanged: [streamID: string, from: string, to: string];
  /** The picture of a played stream cannot be decoded here, and its publisher does not change that; or can be again. */
  playedPictureUndecodable: [streamID: string, undecodable: boolean];
  publishQualitySampled: [streamID: string, quality: PublishQuality];
  playQualitySampled: [streamID: string, quality: PlayQuality];
  broadcastMessagesReceived: [
    roomID: string,
    messages: { fromUser: User; message: string; sendTime: number; messageID: number }[],
  ];
  barrageMessagesReceived: [roomID: string, messages: { fromUser: User; message: string; sendTime: number; messageID: string }[]];
  /** Values of the room that somebody else has set; after a login all there are. */
  roomExtraInfoChanged: [roomID: string, entries: RoomExtraInfo[]];
  transparentMessageReceived: [roomID: string, fromUser: User, content: Uint8Array];
  /** Every 2 s while `listenToNetwork` is on: the own connection with userID '', and those of users whose streams are played. */
  networkQualityChanged: [userID: string, up: Grade, down: Grade];
  dataReceived: [streamID: string, data: ArrayBuffer];
  customCommandReceived: [roomID: string, fromUser: User, command: string];
  tokenWillExpire: [roomID: string];
};
