import { parseArgs } from 'node:util';
import { WrongOptions } from '../players/options.ts';

/** What to measure; `users` are in the rooms all the time, others come and go at `rate` per second. */
export type LoginsOptions = { rooms: number; users: number; rate: number; seconds: number };

/** Below what a server allows one address: 1000 logins at once, 100 per second after that, 2000 sockets. */
const ranges = { rooms: 100, users: 500, rate: 100, seconds: 120 } as const;
type Name = keyof typeof ranges;

export const usage = `npm run bench -- logins [OPTIONS]

Measures signalling alone: what a session weighs that does nothing, and what a login costs while others come and go.

  --users N        users who stay, over all rooms (100). At most ${ranges.users}
  --rooms N        rooms (1)
  --rate N         users per second who log in and out again (50). At most ${ranges.rate}
  --seconds N      how long (10). At most ${ranges.seconds}
  --json FILE      write the result there, or into that folder as DATE-logins.json; else it is printed`;

/** Reads and limits a command line. @throws WrongOptions */
export function readOptions(argv: readonly string[]): { options: LoginsOptions; json: string | undefined } {
  const values = parse(argv);
  const number = (name: Name) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= 1 && value <= ranges[name]) return value;
    throw new WrongOptions(`--${name} must be a whole number from 1 to ${ranges[name]}, not ${JSON.stringify(values[name])}`);
  };
  const options = { rooms: number('rooms'), users: number('users'), rate: number('rate'), seconds: number('seconds') };
  return { options, json: values.json };
}

function parse(argv: readonly string[]) {
  const number = (standard: string) => ({ type: 'string', default: standard }) as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        rooms: number('1'),
        users: number('100'),
        rate: number('50'),
        seconds: number('10'),
        json: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new WrongOptions(error instanceof Error ? error.message : String(error));
  }
}
