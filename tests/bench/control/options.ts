import { parseArgs } from 'node:util';
import { WrongOptions } from '../players/options.ts';

/** What to measure: how many users hear of what happens, how many sit still, and how long each part takes. */
export type ControlOptions = { members: number; rate: number; idle: number; seconds: number };

const ranges = { members: 500, rate: 400, idle: 12_000, seconds: 20 } as const;
type Name = keyof typeof ranges;

export const usage = `npm run bench -- control [OPTIONS]

Measures the server without media: calls of the server API, logins into one room and into many, messages from one user to
a whole room, callbacks, and what a session weighs that does nothing. It starts a server of its own and ends it.

  --members N      users of the room that messages go to (500). At most ${ranges.members}
  --rate N         logins per second into one room where 100 users hear of each (200). At most ${ranges.rate}
  --idle N         sessions that do nothing (10000). At most ${ranges.idle}; each needs a file descriptor at both ends
  --seconds N      how long each part takes (5). At most ${ranges.seconds}
  --json FILE      write the result there, or into that folder as DATE-control.json; else it is printed`;

/** Reads and limits a command line. @throws WrongOptions */
export function readOptions(argv: readonly string[]): { options: ControlOptions; json: string | undefined } {
  const values = parse(argv);
  const number = (name: Name) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= 1 && value <= ranges[name]) return value;
    throw new WrongOptions(`--${name} must be a whole number from 1 to ${ranges[name]}, not ${JSON.stringify(values[name])}`);
  };
  const options = { members: number('members'), rate: number('rate'), idle: number('idle'), seconds: number('seconds') };
  return { options, json: values.json };
}

function parse(argv: readonly string[]) {
  const number = (standard: string) => ({ type: 'string', default: standard }) as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        members: number('500'),
        rate: number('200'),
        idle: number('10000'),
        seconds: number('5'),
        json: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new WrongOptions(error instanceof Error ? error.message : String(error));
  }
}
