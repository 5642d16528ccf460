/// <reference path="./ambient.d.ts" />

/**
 * The React Native SDK. Everything begins with `ZegoExpressEngine.createEngineWithProfile`: log in to a room, publish, play
 * those of others, in the views `ZegoSurfaceView` and `ZegoTextureView`. What the engine tells is in {@link ZegoEventListener}.
 * @module @liuyun/react-native
 */

import { phone } from './platform/phone.ts';
import { setSurroundings } from './platform/Surroundings.ts';

export type { ZegoRealTimeSequentialDataEventHandler } from './data/ZegoRealTimeSequentialDataManager.ts';
export { ZegoRealTimeSequentialDataManager } from './data/ZegoRealTimeSequentialDataManager.ts';
export { type OptionalModules, provideModules } from './platform/optionalModules.ts';
export * from './types/index.ts';
export { ZegoSurfaceView, ZegoTextureView, type ZegoVideoViewProps } from './views/VideoView.ts';
export { ZegoExpressEngine, ZegoExpressEngine as default } from './ZegoExpressEngine.ts';

setSurroundings(phone);
