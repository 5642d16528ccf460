import type { ZegoNetworkSpeedTestQuality } from './engine.ts';
import type {
  ZegoAudioRoute,
  ZegoDataRecordState,
  ZegoDeviceExceptionType,
  ZegoDeviceType,
  ZegoEngineState,
  ZegoNetworkMode,
  ZegoNetworkSpeedTestType,
  ZegoObjectSegmentationState,
  ZegoPlayerMediaEvent,
  ZegoPlayerState,
  ZegoPublishChannel,
  ZegoPublisherState,
  ZegoRemoteDeviceState,
  ZegoRoomState,
  ZegoRoomStateChangedReason,
  ZegoScreenCaptureExceptionType,
  ZegoStreamEvent,
  ZegoStreamQualityLevel,
  ZegoUpdateType,
  ZegoVideoCodecID,
} from './enums/index.ts';
import type { ZegoPlayStreamQuality, ZegoPublishStreamQuality, ZegoStreamRelayCDNInfo } from './media.ts';
import type { ZegoBarrageMessageInfo, ZegoBroadcastMessageInfo, ZegoRoomExtraInfo, ZegoStream, ZegoUser } from './room.ts';
import type { ZegoDataRecordConfig, ZegoDataRecordProgress } from './services.ts';

/** What the engine tells, by event name: listen with `on`. */
export type ZegoEventListener = {
  /** A call was made wrongly, or could not be done: its name and what was wrong. */
  debugError: (errorCode: number, funcName: string, info: string) => void;
  /** Capturing or receiving has begun (0), or all of it has ended (1). */
  engineStateUpdate: (state: ZegoEngineState) => void;
  /** The older view of a room’s state: disconnected, connecting, connected. */
  roomStateUpdate: (roomID: string, state: ZegoRoomState, errorCode: number, extendedData: string) => void;
  /** The state of a room changed, and why. */
  roomStateChanged: (roomID: string, reason: ZegoRoomStateChangedReason, errorCode: number, extendedData: string) => void;
  /** Others came or went. Asked for with `isUserStatusNotify`; the first list holds who was there. */
  roomUserUpdate: (roomID: string, updateType: ZegoUpdateType, userList: ZegoUser[]) => void;
  /** How many there are, about every 30 s. */
  roomOnlineUserCountUpdate: (roomID: string, count: number) => void;
  /** Others began or stopped publishing; the first list holds what was there. */
  roomStreamUpdate: (roomID: string, updateType: ZegoUpdateType, streamList: ZegoStream[], extendedData: string) => void;
  /** Somebody changed the text that goes with a stream. */
  roomStreamExtraInfoUpdate: (roomID: string, streamList: ZegoStream[]) => void;
  /** The token ends in so many seconds: call `renewToken`. */
  roomTokenWillExpire: (roomID: string, remainTimeInSecond: number) => void;
  /** Messages to everybody in the room. */
  IMRecvBroadcastMessage: (roomID: string, messageList: ZegoBroadcastMessageInfo[]) => void;
  /** Messages to everybody, some of which may be lost in a crowd. */
  IMRecvBarrageMessage: (roomID: string, messageList: ZegoBarrageMessageInfo[]) => void;
  /** A command to this user, or to everybody. */
  IMRecvCustomCommand: (roomID: string, fromUser: ZegoUser, command: string) => void;
  /** A published stream is none (0), requested (1) or live (2). */
  publisherStateUpdate: (streamID: string, state: ZegoPublisherState, errorCode: number, extendedData: string) => void;
  /** The microphone is open. */
  publisherCapturedAudioFirstFrame: () => void;
  /** The camera of a channel is open. */
  publisherCapturedVideoFirstFrame: (channel: ZegoPublishChannel) => void;
  /** The picture that a channel sends has another size. */
  publisherVideoSizeChanged: (width: number, height: number, channel: ZegoPublishChannel) => void;
  /** A played stream is none (0), requested (1) or live (2). */
  playerStateUpdate: (streamID: string, state: ZegoPlayerState, errorCode: number, extendedData: string) => void;
  /** The sound or the picture of a stream froze, or goes on. */
  playerMediaEvent: (streamID: string, event: ZegoPlayerMediaEvent) => void;
  /** The first sound of a stream has come. */
  playerRecvAudioFirstFrame: (streamID: string) => void;
  /** The first picture of a stream has come. */
  playerRecvVideoFirstFrame: (streamID: string) => void;
  /** The first picture of a stream is being shown. */
  playerRenderVideoFirstFrame: (streamID: string) => void;
  /** The picture of a stream has another size. */
  playerVideoSizeChanged: (streamID: string, width: number, height: number) => void;
  /** Somebody’s camera is open (0) or muted (10). */
  remoteCameraStateUpdate: (streamID: string, state: ZegoRemoteDeviceState) => void;
  /** Somebody’s microphone is open (0) or muted (10). */
  remoteMicStateUpdate: (streamID: string, state: ZegoRemoteDeviceState) => void;
  /** A device of this user cannot be used, and why. */
  localDeviceExceptionOccurred: (exceptionType: ZegoDeviceExceptionType, deviceType: ZegoDeviceType, deviceID: string) => void;
  /** The sound comes out of something else now. */
  audioRouteChange: (audioRoute: ZegoAudioRoute) => void;
  /** The screen cannot be captured, and why. */
  mobileScreenCaptureExceptionOccurred: (exceptionType: ZegoScreenCaptureExceptionType) => void;
  /** The screen is being captured. */
  mobileScreenCaptureStart: () => void;
  /** How loud the own microphone is, 0–100. */
  capturedSoundLevelUpdate: (soundLevel: number) => void;
  /** How loud the played streams are, 0–100 each. */
  remoteSoundLevelUpdate: (soundLevels: Record<string, number>) => void;
  /** Figures of a published stream, every 3 s. */
  publisherQualityUpdate: (streamID: string, quality: ZegoPublishStreamQuality) => void;
  /** Figures of a played stream, every 3 s. */
  playerQualityUpdate: (streamID: string, quality: ZegoPlayStreamQuality) => void;
  /** The kind of network changed. */
  networkModeChanged: (mode: ZegoNetworkMode) => void;
  /** How the networks of users are, every 2 s; userID '' is this one. */
  networkQuality: (userID: string, upstreamQuality: ZegoStreamQualityLevel, downstreamQuality: ZegoStreamQualityLevel) => void;
  /** How a call ended, by its name. */
  apiCalledResult: (errorCode: number, funcName: string, info: string) => void;
  /** What an experimental function has to say. */
  recvExperimentalAPI: (content: string) => void;
  /** Values that the room carries were set by somebody else. */
  roomExtraInfoUpdate: (roomID: string, roomExtraInfoList: ZegoRoomExtraInfo[]) => void;
  /** The first picture of a preview is being shown. */
  publisherRenderVideoFirstFrame: (channel: ZegoPublishChannel) => void;
  /** How relays to CDNs are doing. */
  publisherRelayCDNStateUpdate: (streamID: string, infoList: ZegoStreamRelayCDNInfo[]) => void;
  /** Another video codec is used. */
  publisherVideoEncoderChanged: (fromCodecID: ZegoVideoCodecID, toCodecID: ZegoVideoCodecID, channel: ZegoPublishChannel) => void;
  /** Steps of publishing and playing. */
  publisherStreamEvent: (eventID: ZegoStreamEvent, streamID: string, extraInfo: string) => void;
  /** Cutting out of persons began or ended. */
  videoObjectSegmentationStateChanged: (
    state: ZegoObjectSegmentationState,
    channel: ZegoPublishChannel,
    errorCode: number,
  ) => void;
  /** Data came in the picture of a stream. */
  playerRecvSEI: (streamID: string, data: Uint8Array) => void;
  /** How relays of mixes are doing. */
  mixerRelayCDNStateUpdate: (taskID: string, infoList: ZegoStreamRelayCDNInfo[]) => void;
  /** How loud the inputs of a mix are. */
  mixerSoundLevelUpdate: (soundLevels: Record<number, number>) => void;
  /** A recording began or ended. */
  capturedDataRecordStateUpdate: (
    state: ZegoDataRecordState,
    errorCode: number,
    config: ZegoDataRecordConfig,
    channel: ZegoPublishChannel,
  ) => void;
  /** How far a recording has come. */
  capturedDataRecordProgressUpdate: (
    progress: ZegoDataRecordProgress,
    config: ZegoDataRecordConfig,
    channel: ZegoPublishChannel,
  ) => void;
  /** A speed test failed. */
  networkSpeedTestError: (errorCode: number, type: ZegoNetworkSpeedTestType) => void;
  /** What a speed test has found. */
  networkSpeedTestQualityUpdate: (quality: ZegoNetworkSpeedTestQuality, type: ZegoNetworkSpeedTestType) => void;
  /** `publisherStateUpdate`, as older guides spell it. */
  PublisherStateUpdate: ZegoEventListener['publisherStateUpdate'];
  /** `playerStateUpdate`, as older guides spell it. */
  PlayerStateUpdate: ZegoEventListener['playerStateUpdate'];
};
