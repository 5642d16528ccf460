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
