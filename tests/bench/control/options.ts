import { readNumbers } from '../commandLine.ts';

/** What to measure: how many users hear of what happens, how many sit still, and how long each part takes. */
export type ControlOptions = { members: number; rate: number; idle: number; seconds: number };

const ranges = {
  members: { usual: 500, most: 500 },
  rate: { usual: 200, most: 400 },
  idle: { usual: 10_000, most: 12_000 },
  seconds: { usual: 5, most: 20 },
} as const;

export const usage = `npm run bench -- control [OPTIONS]

Measures the server without media: calls of the server API, logins into one room and into many, messages from one user to
a whole room, callbacks, and what a session weighs that does nothing. It starts a server of its own and ends it.

  --members N      users of the room that messages go to (500). At most ${ranges.members.most}
  --rate N         logins per second into one room where 100 users hear of each (200). At most ${ranges.rate.most}
  --idle N         sessions that do nothing (10000). At most ${ranges.idle.most}; each needs a file descriptor at both ends
  --seconds N      how long each part takes (5). At most ${ranges.seconds.most}
  --json FILE      write the result there, or into that folder as DATE-control.json; else it is printed`;

/** Reads and limits a command line. @throws WrongOptions */
export function readOptions(argv: readonly string[]): { options: ControlOptions; json: string | undefined } {
  return readNumbers(argv, ranges);
}
