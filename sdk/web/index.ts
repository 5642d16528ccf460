/**
 * The Web SDK. Everything begins with a {@link ZegoExpressEngine}: log in to a room, create a stream and publish it, play
 * those of others. What the engine tells is in {@link ZegoRTMEvent} (rooms and messages) and {@link ZegoRTCEvent} (streams and
 * devices). Streams are captured into a {@link ZegoLocalStream} and shown by a {@link ZegoStreamView}.
 * @module @liuyun/web
 */

export { WebRTCUtil } from './requirements/WebRTCUtil.ts';
export * from './types/index.ts';
export { ZegoExpressEngine, ZegoExpressEngine as default } from './ZegoExpressEngine.ts';
