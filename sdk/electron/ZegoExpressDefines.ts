/** The definitions as apps load them: `require('…/ZegoExpressDefines')`. Enumerations are numbers. */
export * from './definitions/enums/audio.ts';
export * from './definitions/enums/engine.ts';
export * from './definitions/enums/music.ts';
export * from './definitions/enums/players.ts';
export * from './definitions/enums/streams.ts';
export * from './definitions/enums/video.ts';
export type * from './definitions/structures/audio.ts';
export type * from './definitions/structures/engine.ts';
export type * from './definitions/structures/music.ts';
export type * from './definitions/structures/players.ts';
export type * from './definitions/structures/streams.ts';
export type * from './definitions/structures/video.ts';
