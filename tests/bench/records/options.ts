import { parseArgs } from 'node:util';
import { WrongOptions } from '../players/options.ts';

/** How often both servers are measured, and how long each time. */
export type RecordsOptions = { pairs: number; seconds: number; members: number };

const ranges = { pairs: 50, seconds: 20, members: 500 } as const;
type Name = keyof typeof ranges;

export const usage = `npm run bench -- records [OPTIONS]

Measures what records of calls cost: two servers of its own, one that keeps records and one that does not, are measured in turns,
which of them first by turns too. What counts is the server's CPU time for each login and each message delivered, threads
included, and how many logins are answered in a second; each as a ratio of the two servers of a pair.

  --pairs N        how many pairs (10). At most ${ranges.pairs}
  --seconds N      how long each part of each takes (2). At most ${ranges.seconds}
  --members N      users of the room that messages go to (100). At most ${ranges.members}
  --json FILE      write the result there, or into that folder as DATE-records.json; else it is printed`;

/** Reads and limits a command line. @throws WrongOptions */
export function readOptions(argv: readonly string[]): { options: RecordsOptions; json: string | undefined } {
  const values = parse(argv);
  const number = (name: Name) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= 1 && value <= ranges[name]) return value;
    throw new WrongOptions(`--${name} must be a whole number from 1 to ${ranges[name]}, not ${JSON.stringify(values[name])}`);
  };
  return { options: { pairs: number('pairs'), seconds: number('seconds'), members: number('members') }, json: values.json };
}

function parse(argv: readonly string[]) {
  const number = (standard: string) => ({ type: 'string', default: standard }) as const;
  const options = { pairs: number('10'), seconds: number('2'), members: number('100'), json: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new WrongOptions(error instanceof Error ? error.message : String(error));
  }
}
