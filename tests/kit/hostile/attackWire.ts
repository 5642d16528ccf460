import { errorTable, isErrorName, type RequestName } from '@liuyun/protocol';
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Client, Refused } from '../../protocol/Client.ts';
import { changes, mutated } from './mutated.ts';

/**
 * Sends every request made wrong in some places, many times, over one socket after another. Each is answered in time, with a
 * code of the table that is not INTERNAL, or its socket is closed by one of our codes. `enter` gives a client that is logged in
 * and what a right request of it would be.
 */
export async function attackWire(given: {
  enter: () => Promise<{ client: Client; templates: { [name: string]: unknown } }>;
  runs: number;
  /** Requests to leave out: those that would end the attacker's session by being right. */
  without?: readonly RequestName[];
}): Promise<{ answered: number; refused: number }> {
  const tally = { answered: 0, refused: 0 };
  let stage = await given.enter();
  const names = Object.keys(stage.templates).filter((name) => !given.without?.includes(name as RequestName));
  const request = fc.record({ name: fc.constantFrom(...names), wrong: changes });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 10 }), async (all) => {
      if (stage.client.socket.readyState !== stage.client.socket.OPEN) stage = await given.enter();
      const { client, templates } = stage;
      const asked = all.map(({ name, wrong }) => {
        const params = mutated(templates[name], wrong);
        return client.askAnything(name, params).then(
          () => 'ok',
          (error: unknown) => (error instanceof Refused ? error.failure : String(error)),
        );
      });
      for (const [index, outcome] of (await Promise.all(asked)).entries()) {
        tally.answered += 1;
        if (outcome === 'ok') continue;
        tally.refused += 1;
        const closed = /closed (4\d{3}) while waiting/.exec(outcome);
        expect(closed !== null || (isErrorName(outcome) && outcome !== 'INTERNAL'), `${all[index]?.name}: ${outcome}`).toBe(true);
        if (isErrorName(outcome)) expect(errorTable[outcome].code).toBeGreaterThan(1_000_000);
      }
    }),
    { numRuns: given.runs, endOnFailure: true },
  );
  return tally;
}
