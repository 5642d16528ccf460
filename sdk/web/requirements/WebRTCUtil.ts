import { quickCodecCheck } from './codecs.ts';

/** Small questions about this browser, without an engine. */
export const WebRTCUtil = {
  /** Whether there is WebRTC at all. */
  isSupportWebRTC: (): boolean => typeof RTCPeerConnection !== 'undefined' && typeof WebSocket !== 'undefined',
  isSupportH264: (): boolean => quickCodecCheck('H264'),
  isSupportVP8: (): boolean => quickCodecCheck('VP8'),
  isSupportScreenSharing: (): boolean =>
    typeof navigator === 'object' && typeof navigator.mediaDevices?.getDisplayMedia === 'function',
};
