import type { Engine, EngineOptions } from './Engine.ts';

/** Makes an engine. Nothing connects before `login`. */
export function createEngine(_options: EngineOptions): Engine {
  throw new Error('not built yet');
}
