import { readNumbers } from '../commandLine.ts';

/** What to measure; `users` are in the rooms all the time, others come and go at `rate` per second. */
export type LoginsOptions = { rooms: number; users: number; rate: number; seconds: number };

/** Below what a server allows one address: 1000 logins at once, 100 per second after that, 2000 sockets. */
const ranges = {
  rooms: { usual: 1, most: 100 },
  users: { usual: 100, most: 500 },
  rate: { usual: 50, most: 100 },
  seconds: { usual: 10, most: 120 },
} as const;

export const usage = `npm run bench -- logins [OPTIONS]

Measures signalling alone: what a session weighs that does nothing, and what a login costs while others come and go.

  --users N        users who stay, over all rooms (100). At most ${ranges.users.most}
  --rooms N        rooms (1)
  --rate N         users per second who log in and out again (50). At most ${ranges.rate.most}
  --seconds N      how long (10). At most ${ranges.seconds.most}
  --json FILE      write the result there, or into that folder as DATE-logins.json; else it is printed`;

/** Reads and limits a command line. @throws WrongOptions */
export function readOptions(argv: readonly string[]): { options: LoginsOptions; json: string | undefined } {
  return readNumbers(argv, ranges);
}
