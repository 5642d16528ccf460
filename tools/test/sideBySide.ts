/** Begins the jobs in their order, at most `limit` at a time. Answers at once, a promise for each. */
export function sideBySide<T>(jobs: readonly (() => Promise<T>)[], limit: number): Promise<T>[] {
  let free = limit;
  const waiting: (() => void)[] = [];
  const turn = async (): Promise<void> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((begin) => waiting.push(begin));
  };
  const end = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return jobs.map(async (job) => {
    await turn();
    try {
      return await job();
    } finally {
      end();
    }
  });
}
