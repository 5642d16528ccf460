import type { QualityGrade, ZegoRoomStateChangedReason, ZegoVideoCodecID } from './enums.ts';
import type { ExceptionData } from './exceptions.ts';
import type { ZegoStreamRelayCDNInfo } from './mixing.ts';
import type {
  ZegoBarrageMessageInfo,
  ZegoBroadcastMessageInfo,
  ZegoRoomExtraInfo,
  ZegoRoomRecvTransparentMessage,
  ZegoStreamList,
  ZegoUser,
} from './room.ts';
import type { ZegoPlayerState, ZegoPlayStats, ZegoPublisherState, ZegoPublishStats, ZegoSoundLevelInfo } from './stream.ts';

/** Events of the engine about rooms and messages. */
export interface ZegoRTMEvent {
  /** The life of the connection to a room. `errorCode` is 0 unless something failed. */
  roomStateChanged: (roomID: string, reason: ZegoRoomStateChangedReason, errorCode: number, extendedData: string) => void;
  /** Older view of the same in three states. CONNECTING with a code: reconnecting. */
  roomStateUpdate: (
    roomID: string,
    state: 'DISCONNECTED' | 'CONNECTING' | 'CONNECTED',
    errorCode: number,
    extendedData: string,
  ) => void;
  /** Others came or went; needs `userUpdate: true` at login. The first ADD lists everybody who is there. */
  roomUserUpdate: (roomID: string, updateType: 'DELETE' | 'ADD', userList: ZegoUser[]) => void;
  /** How many are in the room, told every 30 s. */
  roomOnlineUserCountUpdate: (roomID: string, count: number) => void;
  /** 30 s before the token expires: answer with `renewToken`. */
  tokenWillExpire: (roomID: string) => void;
  /** Others sent `sendBroadcastMessage`: one or more texts, in order. Own ones do not come back. */
  IMRecvBroadcastMessage: (roomID: string, chatData: ZegoBroadcastMessageInfo[]) => void;
  /** Others sent `sendBarrageMessage`. Own ones do not come back. */
  IMRecvBarrageMessage: (roomID: string, messageInfo: ZegoBarrageMessageInfo[]) => void;
  /** Somebody sent this user a text with `sendCustomCommand`. */
  IMRecvCustomCommand: (roomID: string, fromUser: ZegoUser, command: string) => void;
  /** Values of the room that others have set; after a login all there are. */
  roomExtraInfoUpdate: (roomID: string, roomExtraInfoList: ZegoRoomExtraInfo[]) => void;
  /** Somebody sent bytes with `sendTransparentMessage`. Own ones do not come back. */
  recvRoomTransparentMessage: (roomID: string, message: ZegoRoomRecvTransparentMessage) => void;
  /** Never told here: there is no hall. */
  hallStateUpdate: (state: 'DISCONNECTED' | 'CONNECTING' | 'CONNECTED', errorCode: number, extendedData: string) => void;
}

/** Events of the engine about streams and devices. */
export interface ZegoRTCEvent {
  /**
   * Others' streams came or went. The first ADD after a login lists all there are. On DELETE, `extendedData` is JSON
   * `{stream_delete_reason: [{code, streamID}]}`: 1 stopped, 2 heartbeat lost, 3 logged in again, 4 kicked, 5 disconnected, 6
   * removed by the server.
   */
  roomStreamUpdate: (roomID: string, updateType: 'DELETE' | 'ADD', streamList: ZegoStreamList[], extendedData: string) => void;
  /** Publishers changed the text attached to their streams (`setStreamExtraInfo`). */
  streamExtraInfoUpdate: (roomID: string, streamList: { streamID: string; user: ZegoUser; extraInfo: string }[]) => void;
  /**
   * The life of an own stream: requested, being sent, ended. The one place where success and failure of publishing are told.
   */
  publisherStateUpdate: (result: ZegoPublisherState) => void;
  /** The life of a played stream: requested, being received, ended. */
  playerStateUpdate: (result: ZegoPlayerState) => void;
  /** Figures of each stream that is sent: every 3 s, or every `publishQualityInterval` of `setEngineConfig`. */
  publishQualityUpdate: (streamID: string, stats: ZegoPublishStats) => void;
  /** Figures of each stream that is played: every 3 s, or every `playQualityInterval` of `setEngineConfig`. */
  playQualityUpdate: (streamID: string, stats: ZegoPlayStats) => void;
  /**
   * Every 2 s how connections are, as grades: the own one (userID '') and those of users whose streams are played.
   * Unknown after a missing report, dead after three.
   */
  networkQuality: (userID: string, upstreamQuality: QualityGrade, downstreamQuality: QualityGrade) => void;
  /** Trouble with an own or played stream begins (1001–1010) or is over (2001–2010). A hint, not a measurement. */
  exceptionUpdate: (streamID: string, eventDate: ExceptionData) => void;
  /** What belongs to `callExperimentalAPI`. */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  recvExperimentalAPI: (content: Record<string, any>) => void;
  /** Never told yet: this cloud does not mix. */
  mixerSoundLevelUpdate: (soundLevels: Map<number, number>) => void;
  /** Never told yet: this cloud does not mix. */
  autoMixerSoundLevelUpdate: (soundLevels: Map<string, number>) => void;
  /** Never told yet: this cloud does not mix. */
  mixerRelayCDNStateUpdate: (taskID: string, infoList: ZegoStreamRelayCDNInfo[]) => void;
  /** The publisher of a played stream opened or muted the camera. Told to late players as well, once they play. */
  remoteCameraStatusUpdate: (streamID: string, status: 'OPEN' | 'MUTE') => void;
  /** The publisher of a played stream opened or muted the microphone. */
  remoteMicStatusUpdate: (streamID: string, status: 'OPEN' | 'MUTE') => void;
  /** Data in the frames of a played stream; needs `isSEIStart` at both ends. */
  playerRecvSEI: (streamID: string, data: Uint8Array) => void;
  /** A stream is sent with another codec than the one asked for (`enableAutoSwitchVideoCodec`). */
  publisherVideoEncoderChanged: (fromCodecID: ZegoVideoCodecID, toCodecID: ZegoVideoCodecID, streamID: string) => void;
  /** Basic beauty stopped by itself. */
  beautyEffectError: (stream: MediaStream, errorCode: number, extendedData: string) => void;
  /** Never told here: background processing is a licensed plug-in. */
  backgroundEffectError: (stream: MediaStream, errorCode: number, extendedData: string) => void;
  /** The picture (or sound) of a played stream is another track object now. */
  playerVideoTrackUpdate: (streamID: string, track: MediaStreamTrack) => void;
  /** The sound of a played stream is another track object now. */
  playerAudioTrackUpdate: (streamID: string, track: MediaStreamTrack) => void;
  /** Loudness of own and played streams; see `setSoundLevelDelegate`. */
  soundLevelUpdate: (soundLevelList: ZegoSoundLevelInfo[]) => void;
  /** Loudness of the own microphone, 0–100. */
  capturedSoundLevelUpdate: (soundLevel: number) => void;
  /** The user ended screen sharing in the browser. */
  screenSharingEnded: (mediaStream: MediaStream) => void;
  /** A camera was plugged in (ADD) or taken away (DELETE). */
  videoDeviceStateChanged: (updateType: 'DELETE' | 'ADD', deviceInfo: { deviceName: string; deviceID: string }) => void;
  /** A microphone ('Input') or speaker ('Output') was plugged in (ADD) or taken away (DELETE). */
  audioDeviceStateChanged: (
    updateType: 'DELETE' | 'ADD',
    deviceType: 'Input' | 'Output',
    deviceInfo: { deviceName: string; deviceID: string },
  ) => void;
  /** A device in use failed: 1006006 unplugged, 1106009 the microphone's or 1106010 the camera's track ended unexpectedly. */
  deviceError: (errorCode: number, deviceName: string) => void;
}

/** All events of the engine, for `on` and `off`. */
export interface ZegoEvent extends ZegoRTCEvent, ZegoRTMEvent {}
