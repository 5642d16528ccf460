export { WebRTCUtil } from './requirements/WebRTCUtil.ts';
export * from './types/index.ts';
export { ZegoExpressEngine, ZegoExpressEngine as default } from './ZegoExpressEngine.ts';
