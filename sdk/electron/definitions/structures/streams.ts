// Rooms, publishing, playing. Shapes are those of the documented API; null is as good as omitted.

import type {
  ZegoCapabilityNegotiationType,
  ZegoResourceType,
  ZegoStreamCensorshipMode,
  ZegoStreamQualityLevel,
  ZegoStreamRelayCDNState,
  ZegoStreamRelayCDNUpdateReason,
  ZegoStreamResourceMode,
  ZegoStreamResourceSwitchMode,
  ZegoStreamResourceType,
} from '../enums/streams.ts';
import type { ZegoVideoCodecID } from '../enums/video.ts';

/** Barrage Message Info. */
export interface ZegoBarrageMessageInfo {
  message?: string;
  messageID?: string;
  sendTime?: number;
  fromUser?: ZegoUser;
}

/** Broadcast Message Info. */
export interface ZegoBroadcastMessageInfo {
  message?: string;
  messageID?: number;
  sendTime?: number;
  fromUser?: ZegoUser;
}

/** CDNConfig. */
export interface ZegoCDNConfig {
  url?: string | null;
  authParam?: string | null;
}

/** Layer Border Config. */
export interface ZegoLayerBorderConfig {
  width: number;
  color: number;
}

/** Performance Status. */
export interface ZegoPerformanceStatus {
  cpuUsageApp?: number;
  cpuUsageSystem?: number;
  memoryUsageApp?: number;
  memoryUsageSystem?: number;
  memoryUsedApp?: number;
}

/** Play Stream Quality. */
export interface ZegoPlayStreamQuality {
  videoRecvFPS?: number;
  videoDejitterFPS?: number;
  videoDecodeFPS?: number;
  videoRenderFPS?: number;
  videoKBPS?: number;
  videoBreakRate?: number;
  audioRecvFPS?: number;
  audioDejitterFPS?: number;
  audioDecodeFPS?: number;
  audioRenderFPS?: number;
  audioKBPS?: number;
  audioBreakRate?: number;
  mos?: number;
  rtt?: number;
  packetLostRate?: number;
  peerToPeerDelay?: number;
  peerToPeerPacketLostRate?: number;
  level?: ZegoStreamQualityLevel;
  delay?: number;
  avTimestampDiff?: number;
  isHardwareDecode?: boolean;
  videoCodecID?: ZegoVideoCodecID;
  totalRecvBytes?: number;
  audioRecvBytes?: number;
  videoRecvBytes?: number;
  audioCumulativeBreakCount?: number;
  audioCumulativeBreakTime?: number;
  audioCumulativeBreakRate?: number;
  audioCumulativeDecodeTime?: number;
  videoCumulativeBreakCount?: number;
  videoCumulativeBreakTime?: number;
  videoCumulativeBreakRate?: number;
  videoCumulativeDecodeTime?: number;
  muteVideo?: number;
  muteAudio?: number;
}

/** Player Config. */
export interface ZegoPlayerConfig {
  resourceMode?: ZegoStreamResourceMode | null;
  cdnConfig?: ZegoCDNConfig | null;
  roomID?: string | null;
  videoCodecID?: ZegoVideoCodecID | null;
  sourceResourceType?: ZegoResourceType | null;
  codecTemplateID?: number | null;
  resourceSwitchMode?: ZegoStreamResourceSwitchMode | null;
  resourceWhenStopPublish?: ZegoStreamResourceType | null;
}

/** Publish Stream Quality. */
export interface ZegoPublishStreamQuality {
  videoCaptureFPS?: number;
  videoEncodeFPS?: number;
  videoSendFPS?: number;
  videoKBPS?: number;
  audioCaptureFPS?: number;
  audioSendFPS?: number;
  audioKBPS?: number;
  rtt?: number;
  packetLostRate?: number;
  level?: ZegoStreamQualityLevel;
  isHardwareEncode?: boolean;
  videoCodecID?: ZegoVideoCodecID;
  totalSendBytes?: number;
  audioSendBytes?: number;
  videoSendBytes?: number;
}

/** Publisher Config. */
export interface ZegoPublisherConfig {
  roomID?: string | null;
  forceSynchronousNetworkTime?: number | null;
  streamCensorshipMode?: ZegoStreamCensorshipMode | null;
  streamCensorFlag?: number | null;
  codecNegotiationType?: ZegoCapabilityNegotiationType | null;
  streamTitle?: string | null;
}

/** Room Config. */
export interface ZegoRoomConfig {
  maxMemberCount?: number | null;
  isUserStatusNotify?: boolean | null;
  token?: string | null;
}

/** Room Extra Info. */
export interface ZegoRoomExtraInfo {
  key?: string;
  value?: string;
  updateUser?: ZegoUser;
  updateTime?: number;
}

/** Stream. */
export interface ZegoStream {
  user?: ZegoUser;
  streamID?: string;
  extraInfo?: string;
}

/** Stream Relay CDNInfo. */
export interface ZegoStreamRelayCDNInfo {
  url?: string;
  state?: ZegoStreamRelayCDNState;
  updateReason?: ZegoStreamRelayCDNUpdateReason;
  stateTime?: number;
}

/** User. */
export interface ZegoUser {
  userID: string;
  userName?: string | null;
}
