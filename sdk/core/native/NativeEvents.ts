import type { NativePlayQuality, NativePublishQuality } from './quality.ts';

export type NativeUser = { userID: string; userName: string };
export type NativeStream = { user: NativeUser; streamID: string; extraInfo: string };
export type NativeMessage<ID> = { message: string; messageID: ID; sendTime: number; fromUser: NativeUser };

/**
 * What a native engine tells, by the names that React Native has (Electron puts `on` before them), with the documented
 * fields in the documented order: React Native hands them over one by one, Electron as one object.
 */
export type NativeEvents = {
  debugError: { errorCode: number; funcName: string; info: string };
  engineStateUpdate: { state: number };
  roomStateUpdate: { roomID: string; state: number; errorCode: number; extendedData: string };
  roomStateChanged: { roomID: string; reason: number; errorCode: number; extendedData: string };
  roomUserUpdate: { roomID: string; updateType: number; userList: NativeUser[] };
  roomOnlineUserCountUpdate: { roomID: string; count: number };
  roomStreamUpdate: { roomID: string; updateType: number; streamList: NativeStream[]; extendedData: string };
  roomStreamExtraInfoUpdate: { roomID: string; streamList: NativeStream[] };
  roomTokenWillExpire: { roomID: string; remainTimeInSecond: number };
  roomExtraInfoUpdate: {
    roomID: string;
    roomExtraInfoList: { key: string; value: string; updateUser: NativeUser; updateTime: number }[];
  };
  IMRecvBroadcastMessage: { roomID: string; messageList: NativeMessage<number>[] };
  IMRecvBarrageMessage: { roomID: string; messageList: NativeMessage<string>[] };
  IMRecvCustomCommand: { roomID: string; fromUser: NativeUser; command: string };
  publisherStateUpdate: { streamID: string; state: number; errorCode: number; extendedData: string };
  publisherCapturedAudioFirstFrame: Record<string, never>;
  publisherCapturedVideoFirstFrame: { channel: number };
  publisherSendAudioFirstFrame: { channel: number };
  publisherSendVideoFirstFrame: { channel: number };
  publisherVideoSizeChanged: { width: number; height: number; channel: number };
  publisherQualityUpdate: { streamID: string; quality: NativePublishQuality };
  playerStateUpdate: { streamID: string; state: number; errorCode: number; extendedData: string };
  playerMediaEvent: { streamID: string; event: number };
  playerRecvAudioFirstFrame: { streamID: string };
  playerRecvVideoFirstFrame: { streamID: string };
  playerRenderVideoFirstFrame: { streamID: string };
  playerVideoSizeChanged: { streamID: string; width: number; height: number };
  playerRecvSEI: { streamID: string; data: Uint8Array };
  playerQualityUpdate: { streamID: string; quality: NativePlayQuality };
  remoteCameraStateUpdate: { streamID: string; state: number };
  remoteMicStateUpdate: { streamID: string; state: number };
  localDeviceExceptionOccurred: { exceptionType: number; deviceType: number; deviceID: string };
  capturedSoundLevelUpdate: { soundLevel: number };
  remoteSoundLevelUpdate: { soundLevels: { [streamID: string]: number } };
  networkModeChanged: { mode: number };
  networkQuality: { userID: string; upstreamQuality: number; downstreamQuality: number };
  recvExperimentalAPI: { content: string };
};

/** The fields of every event in their documented order. */
export const eventFields: { readonly [K in keyof NativeEvents]: readonly string[] } = {
  debugError: ['errorCode', 'funcName', 'info'],
  engineStateUpdate: ['state'],
  roomStateUpdate: ['roomID', 'state', 'errorCode', 'extendedData'],
  roomStateChanged: ['roomID', 'reason', 'errorCode', 'extendedData'],
  roomUserUpdate: ['roomID', 'updateType', 'userList'],
  roomOnlineUserCountUpdate: ['roomID', 'count'],
  roomStreamUpdate: ['roomID', 'updateType', 'streamList', 'extendedData'],
  roomStreamExtraInfoUpdate: ['roomID', 'streamList'],
  roomTokenWillExpire: ['roomID', 'remainTimeInSecond'],
  roomExtraInfoUpdate: ['roomID', 'roomExtraInfoList'],
  IMRecvBroadcastMessage: ['roomID', 'messageList'],
  IMRecvBarrageMessage: ['roomID', 'messageList'],
  IMRecvCustomCommand: ['roomID', 'fromUser', 'command'],
  publisherStateUpdate: ['streamID', 'state', 'errorCode', 'extendedData'],
  publisherCapturedAudioFirstFrame: [],
  publisherCapturedVideoFirstFrame: ['channel'],
  publisherSendAudioFirstFrame: ['channel'],
  publisherSendVideoFirstFrame: ['channel'],
  publisherVideoSizeChanged: ['width', 'height', 'channel'],
  publisherQualityUpdate: ['streamID', 'quality'],
  playerStateUpdate: ['streamID', 'state', 'errorCode', 'extendedData'],
  playerMediaEvent: ['streamID', 'event'],
  playerRecvAudioFirstFrame: ['streamID'],
  playerRecvVideoFirstFrame: ['streamID'],
  playerRenderVideoFirstFrame: ['streamID'],
  playerVideoSizeChanged: ['streamID', 'width', 'height'],
  playerRecvSEI: ['streamID', 'data'],
  playerQualityUpdate: ['streamID', 'quality'],
  remoteCameraStateUpdate: ['streamID', 'state'],
  remoteMicStateUpdate: ['streamID', 'state'],
  localDeviceExceptionOccurred: ['exceptionType', 'deviceType', 'deviceID'],
  capturedSoundLevelUpdate: ['soundLevel'],
  remoteSoundLevelUpdate: ['soundLevels'],
  networkModeChanged: ['mode'],
  networkQuality: ['userID', 'upstreamQuality', 'downstreamQuality'],
  recvExperimentalAPI: ['content'],
};

/** Hands one event to whoever listens at the façade. A façade must not let a listener's error out. */
export type Tell = <K extends keyof NativeEvents>(event: K, fields: NativeEvents[K]) => void;
