/** A person in a room. `userID` is unique within the app (at most 64 bytes), `userName` at most 256 bytes. */
export interface ZegoUser {
  userID: string;
  userName?: string;
}

/** How to enter a room. */
export interface ZegoRoomConfig {
  /** Tell this client about others coming and going (`roomUserUpdate`). Default false. */
  userUpdate?: boolean;
  /** Most people in the room; only the value of the one who creates it counts. 0 or absent: no cap. */
  maxMemberCount?: number;
}

/** Answer of most calls. `errorCode` 0 is success. */
export interface ZegoServerResponse {
  errorCode: number;
  extendedData?: string;
}

/** What a rejected promise carries, under the older names; the object has `errorCode` and `extendedData` as well. */
export interface ZegoError {
  code: number | string;
  msg: string;
}

/** What is logged, and where to. */
export interface ZegoLogConfig {
  /** Lines on the browser's console. Default 'info'. */
  logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'report' | 'disable';
  /** Kept for compatibility: this SDK sends no logs anywhere. */
  remoteLogLevel?: 'debug' | 'info' | 'warn' | 'error' | 'disable';
  logURL?: string;
  /** 3–20 files. */
  logCount?: number;
  /** Bytes; at least 1 MiB, or 0 for none. */
  logSize?: number;
}

/** A message to everybody, reliable and in order. */
export interface ZegoBroadcastMessageInfo {
  fromUser: ZegoUser;
  message: string;
  /** Unix ms. */
  sendTime: number;
  messageID: number;
}

/** A message to everybody that may be dropped in a flood. */
export interface ZegoBarrageMessageInfo {
  fromUser: ZegoUser;
  message: string;
  /** Unix ms. */
  sendTime: number;
  messageID: string;
}

/** A stream of somebody else in the room. The URLs are empty where the stream is not relayed to a CDN. */
export interface ZegoStreamList {
  streamID: string;
  user: ZegoUser;
  extraInfo: string;
  urlsFLV: string;
  urlsRTMP: string;
  urlsHLS: string;
  urlsHttpsFLV: string;
  urlsHttpsHLS: string;
}

/** How to enter the other room of `switchRoom`. */
export interface ZegoSwitchRoomConfig {
  token: string;
  /** Most people in the room; only the value of the one who creates it counts. */
  maxMemberCount?: number;
  /** The same as `userUpdate` of `loginRoom`. Default false. */
  isUserStatusNotify?: boolean;
}

/** A value that the room carries for everybody in it. */
export interface ZegoRoomExtraInfo {
  key: string;
  value: string;
  updateUser: ZegoUser;
  /** Unix ms. */
  updateTime: number;
}

/** A binary message that has arrived. */
export interface ZegoRoomRecvTransparentMessage {
  sendUser: ZegoUser;
  content: Uint8Array;
}

/** Who gets a transparent message. This cloud has no server callback for them yet: 0 only. */
export const ZegoRoomTransparentMessageMode = {
  ZegoRoomTransparentMessageModeOnlyClient: 0,
  ZegoRoomTransparentMessageModeOnlyServer: 1,
  ZegoRoomTransparentMessageModeClientAndServer: 2,
} as const;
export type ZegoRoomTransparentMessageMode = (typeof ZegoRoomTransparentMessageMode)[keyof typeof ZegoRoomTransparentMessageMode];

/** Whether the order counts; here it always does. */
export const ZegoRoomTransparentMessageType = {
  ZegoRoomTransparentMessageNormal: 0,
  ZegoRoomTransparentMessageSequence: 1,
} as const;
export type ZegoRoomTransparentMessageType = (typeof ZegoRoomTransparentMessageType)[keyof typeof ZegoRoomTransparentMessageType];

/** A binary message to be sent: at most 1024 bytes. */
export interface ZegoRoomSendTransparentMessage {
  sendMode: ZegoRoomTransparentMessageMode;
  sendType: ZegoRoomTransparentMessageType;
  content: Uint8Array;
  /** Everybody else when empty. */
  recvUserList: ZegoUser[];
  /** Seconds; kept for compatibility, an answer takes at most 10. */
  timeOut?: number;
}

/** A cloud proxy. */
export interface ZegoProxyInfo {
  hostName: string;
  port?: number;
}

/** Reverse proxies that an app's owner runs. */
export interface ZegoLocalProxyConfig {
  /** Stands for the cloud's address. */
  accesshubProxy: string;
  loggerProxy?: string;
  detaillogProxy?: string;
}

/** Whether regions are chosen or ruled out. */
export const ZegoGeoFenceType = {
  ZegoGeoFenceTypeNone: 0,
  ZegoGeoFenceTypeInclude: 1,
  ZegoGeoFenceTypeExclude: 2,
} as const;
export type ZegoGeoFenceType = (typeof ZegoGeoFenceType)[keyof typeof ZegoGeoFenceType];
