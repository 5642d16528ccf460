import { cpus } from 'node:os';

/** CPU time of the whole machine since it started, in ms over all cores. */
export type MachineTime = { busyMs: number; allMs: number };

export function machineTime(): MachineTime {
  const times = cpus().map(({ times }) => times);
  const idle = times.reduce((sum, one) => sum + one.idle, 0);
  const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0);
  return { busyMs: all - idle, allMs: all };
}
