import { readNumbers } from '../commandLine.ts';

/** How many rounds are measured, and how much is done in each turn of one. */
export type RecordsOptions = { rounds: number; logins: number; members: number };

const ranges = {
  rounds: { usual: 60, most: 300 },
  logins: { usual: 100, most: 1_000 },
  members: { usual: 40, most: 100 },
} as const;

export const usage = `npm run bench -- records [OPTIONS]

Measures what records of calls cost: in one server, with three apps alike of which one is recorded, the same work is done in
short turns. What counts is the CPU time of the server's process, all threads included, for each login, message and call of the
server API, after everything has been written: how much more it is than in the two apps without records, and how far those two
are apart, each with the bounds that hold the median in 95 of 100 cases.

  --rounds N       how many rounds of turns (60). At most ${ranges.rounds.most}
  --logins N       logins and logouts of one turn (100). At most ${ranges.logins.most}
  --members N      users of each of the five rooms that messages go to (40). At most ${ranges.members.most}
  --json FILE      write the result there, or into that folder as DATE-records.json; else it is printed`;

/** Reads and limits a command line. @throws WrongOptions */
export function readOptions(argv: readonly string[]): { options: RecordsOptions; json: string | undefined } {
  return readNumbers(argv, ranges);
}
