import { readNumbers } from '../commandLine.ts';

/** How many calls, so many at a time, and after how many the server is looked at. */
export type SoakOptions = { calls: number; atonce: number; rounds: number };

const ranges = {
  calls: { usual: 600, most: 6000 },
  atonce: { usual: 6, most: 30 },
  rounds: { usual: 6, most: 20 },
} as const;

export const usage = `npm run bench -- soak [OPTIONS]

Holds calls of two people, one after the other and several at a time, that end in every way a call can end: orderly, with
a closed socket, with a lost one, kicked out, with media replaced in between. After each round, when all have left, it
looks at what the server still holds: sessions, rooms, transports, descriptors, memory. It starts a server of its own and
ends it.

  --calls N        calls in all (600). At most ${ranges.calls.most}
  --atonce N       so many at a time (6). At most ${ranges.atonce.most}
  --rounds N       looks, evenly spread (6). At most ${ranges.rounds.most}
  --json FILE      write the result there, or into that folder as DATE-soak.json; else it is printed`;

/** Reads and limits a command line. @throws WrongOptions */
export function readOptions(argv: readonly string[]): { options: SoakOptions; json: string | undefined } {
  return readNumbers(argv, ranges);
}
