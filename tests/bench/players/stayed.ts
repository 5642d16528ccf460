import type { ServerMoment } from './ServerWatch.ts';

/** Figures of a load over which the server died say nothing about what it bears. @throws Error if it is gone, or one of its processes another. */
export function stayed(
  before: Pick<ServerMoment, 'processes' | 'unseen'>,
  after: Pick<ServerMoment, 'processes' | 'unseen'>,
): void {
  if (before.unseen !== undefined) return;
  if (after.unseen !== undefined) throw new Error(`the server went away while it was measured: ${after.unseen}`);
  for (const { name, pid } of before.processes) {
    if (!after.processes.some((one) => one.name === name && one.pid === pid)) {
      throw new Error(`${name} ended while it was measured`);
    }
  }
}
