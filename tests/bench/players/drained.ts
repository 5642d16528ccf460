const EVERY_MS = 500;
const MOST_MS = 10_000;

type Received = { plays: readonly { received: number }[] };

/** Asks receivers for what they received until none has received more for half a second, at most for ten seconds. */
export async function drained<R extends Received>(
  asks: readonly (() => Promise<R>)[],
  pause: (ms: number) => Promise<unknown>,
): Promise<R[]> {
  const ask = () => Promise.all(asks.map((one) => one()));
  let now = await ask();
  for (let waitedMs = 0; waitedMs < MOST_MS; waitedMs += EVERY_MS) {
    await pause(EVERY_MS);
    const before = total(now);
    now = await ask();
    if (total(now) === before) break;
  }
  return now;
}

const total = (all: readonly Received[]): number => all.flatMap(({ plays }) => plays).reduce((sum, one) => sum + one.received, 0);
