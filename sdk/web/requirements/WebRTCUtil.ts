import { quickCodecCheck } from './codecs.ts';

/** Small questions about this browser, without an engine. */
export const WebRTCUtil = {
  /** Whether there is WebRTC at all. */
  isSupportWebRTC: (): boolean => typeof RTCPeerConnection !== 'undefined' && typeof WebSocket !== 'undefined',
  /** Whether the browser says that it can send and receive H.264. */
  isSupportH264: (): boolean => quickCodecCheck('H264'),
  /** Whether the browser says that it can send and receive VP8. */
  isSupportVP8: (): boolean => quickCodecCheck('VP8'),
  /** Whether the browser can capture screens (`getDisplayMedia`). */
  isSupportScreenSharing: (): boolean =>
    typeof navigator === 'object' && typeof navigator.mediaDevices?.getDisplayMedia === 'function',
};
