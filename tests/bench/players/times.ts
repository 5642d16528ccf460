import type { PlayersOptions } from './options.ts';

/** Starting a server, logging in and connecting; joining comes on top. */
const SETUP_MS = 90_000;
/** For ending in order what took too long. */
const ENDING_MS = 30_000;

/** How long a load may take until it is measured; what takes longer is given up. */
export function longestMs({ players, rooms, joins, seconds }: PlayersOptions): number {
  return SETUP_MS + (1000 * players * rooms) / joins + 1000 * seconds;
}

/** How long what belongs to a load holds, its processes and tokens: longer than any load, whatever happens to who began it. */
export function lifeMs(options: PlayersOptions): number {
  return longestMs(options) + ENDING_MS;
}
