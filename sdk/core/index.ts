export { createEngine } from './createEngine.ts';
export type * from './Engine.ts';
export type * from './EngineFacts.ts';
export type * from './platform/Platform.ts';
export type * from './quality/QualityFigures.ts';
