/** A person in a room. `userID` is unique within the app (at most 64 bytes), `userName` at most 256 bytes. */
export interface ZegoUser {
  /** 1–64 bytes: letters, digits and some punctuation; unique within the app. Wrong ones: 1002005, 1002006, 1002007. */
  userID: string;
  /** For people to read: at most 256 bytes (1002010), need not be unique. */
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
  /** 0; a failure rejects the promise instead. */
  errorCode: number;
  /** More about it, '' if there is nothing to say. */
  extendedData?: string;
}

/** What a rejected promise carries, under the older names; the object has `errorCode` and `extendedData` as well. */
export interface ZegoError {
  /** The error code; the list is in `docs/errors.md`. */
  code: number | string;
  /** What went wrong, for developers. */
  msg: string;
}

/** What is logged, and where to. */
export interface ZegoLogConfig {
  /** Lines on the browser's console. Default 'info'. */
  logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'report' | 'disable';
  /** Lines that are sent to `logURL`. Default 'info'. */
  remoteLogLevel?: 'debug' | 'info' | 'warn' | 'error' | 'disable';
  /** Where log lines are POSTed to: an http or https address. Without one nothing is sent. */
  logURL?: string;
  /** 3–20 files. Checked, and without effect: a browser writes no files. */
  logCount?: number;
  /** Bytes that may wait to be sent: at least 1 MiB, or 0 for none; default 5 MiB. */
  logSize?: number;
}

/** A message to everybody, reliable and in order. */
export interface ZegoBroadcastMessageInfo {
  /** Who sent it. */
  fromUser: ZegoUser;
  /** The text, at most 1024 bytes. */
  message: string;
  /** Unix ms. */
  sendTime: number;
  /** Number of the message. */
  messageID: number;
}

/** A message to everybody that may be dropped in a flood. */
export interface ZegoBarrageMessageInfo {
  /** Who sent it. */
  fromUser: ZegoUser;
  /** The text, at most 1024 bytes. */
  message: string;
  /** Unix ms. */
  sendTime: number;
  /** Identifies the message. (A string, where a broadcast message has a number: so has the original.) */
  messageID: string;
}

/** A stream of somebody else in the room. The URLs are empty where the stream is not relayed to a CDN. */
export interface ZegoStreamList {
  /** What `startPlayingStream` takes. */
  streamID: string;
  /** Who publishes it. */
  user: ZegoUser;
  /** The text attached to it; '' if there is none. */
  extraInfo: string;
  /** HTTP-FLV address; '' here: streams are not relayed yet. */
  urlsFLV: string;
  /** RTMP address; '' here. */
  urlsRTMP: string;
  /** HLS address; '' here. */
  urlsHLS: string;
  /** FLV address over https; '' here. */
  urlsHttpsFLV: string;
  /** HLS address over https; '' here. */
  urlsHttpsHLS: string;
}

/** How to enter the other room of `switchRoom`. */
export interface ZegoSwitchRoomConfig {
  /** A token that is valid for the other room. Required (1002067). */
  token: string;
  /** Most people in the room; only the value of the one who creates it counts. */
  maxMemberCount?: number;
  /** The same as `userUpdate` of `loginRoom`. Default false. */
  isUserStatusNotify?: boolean;
}

/** A value that the room carries for everybody in it. */
export interface ZegoRoomExtraInfo {
  /** 1–10 bytes. A room has one key. */
  key: string;
  /** At most 100 bytes. */
  value: string;
  /** Who set it. */
  updateUser: ZegoUser;
  /** Unix ms. */
  updateTime: number;
}

/** A binary message that has arrived. */
export interface ZegoRoomRecvTransparentMessage {
  /** Who sent it. */
  sendUser: ZegoUser;
  /** The bytes, at most 1024. */
  content: Uint8Array;
}

/**
 * Who gets a transparent message. This cloud has no server callback for them yet.
 * @enum
 */
export const ZegoRoomTransparentMessageMode = {
  /** Clients only. */
  ZegoRoomTransparentMessageModeOnlyClient: 0,
  /** The app's server only. Refused here (1100001). */
  ZegoRoomTransparentMessageModeOnlyServer: 1,
  /** Both. Here: clients. */
  ZegoRoomTransparentMessageModeClientAndServer: 2,
} as const;
export type ZegoRoomTransparentMessageMode = (typeof ZegoRoomTransparentMessageMode)[keyof typeof ZegoRoomTransparentMessageMode];

/**
 * Whether the order counts; here it always does.
 * @enum
 */
export const ZegoRoomTransparentMessageType = {
  /** In any order. */
  ZegoRoomTransparentMessageNormal: 0,
  /** In the order of sending. */
  ZegoRoomTransparentMessageSequence: 1,
} as const;
export type ZegoRoomTransparentMessageType = (typeof ZegoRoomTransparentMessageType)[keyof typeof ZegoRoomTransparentMessageType];

/** A binary message to be sent: at most 1024 bytes. */
export interface ZegoRoomSendTransparentMessage {
  /** Clients, the app's server, or both. */
  sendMode: ZegoRoomTransparentMessageMode;
  /** Whether the order counts. */
  sendType: ZegoRoomTransparentMessageType;
  /** 1–1024 bytes. */
  content: Uint8Array;
  /** Everybody else when empty. */
  recvUserList: ZegoUser[];
  /** Seconds; kept for compatibility, an answer takes at most 10. */
  timeOut?: number;
}

/** A cloud proxy. */
export interface ZegoProxyInfo {
  /** A host, or a URL of which only the host counts. */
  hostName: string;
  /** 1–65535. Default: that of the protocol. */
  port?: number;
}

/** Reverse proxies that an app's owner runs. */
export interface ZegoLocalProxyConfig {
  /** Stands for the cloud's address. */
  accesshubProxy: string;
  /** Kept for compatibility: without effect, logs go to `logURL`. */
  loggerProxy?: string;
  /** Kept for compatibility: without effect. */
  detaillogProxy?: string;
}

/**
 * Whether regions are chosen or ruled out.
 * @enum
 */
export const ZegoGeoFenceType = {
  /** No restriction. */
  ZegoGeoFenceTypeNone: 0,
  /** Only the regions of the list. */
  ZegoGeoFenceTypeInclude: 1,
  /** All but the regions of the list. */
  ZegoGeoFenceTypeExclude: 2,
} as const;
export type ZegoGeoFenceType = (typeof ZegoGeoFenceType)[keyof typeof ZegoGeoFenceType];
