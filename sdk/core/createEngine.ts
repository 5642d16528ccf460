import { ClientEngine } from './ClientEngine.ts';
import type { Engine, EngineOptions } from './Engine.ts';

/** Makes an engine. Nothing connects before `login`. */
export function createEngine(options: EngineOptions): Engine {
  return new ClientEngine(options);
}
