import { packetsAsked } from './asked.ts';
import type { Figures } from './figures.ts';

/** From here on a JavaScript thread, a core or a machine is called full, in percent. */
const FULL = 85;
/** Others on the machine, in percent of all its cores. */
const NOISY = 10;
/** Below this much CPU of the server (ms) what is fixed weighs more than what packets cost. */
const ENOUGH_MS = 500;
/** From here on a load that is smaller than asked for is told, in percent. */
const SHORT = 2;
/** What a core should be planned with, in percent: the rest is for peaks. */
const PLANNED = 60;

/** What the figures mean, and what they do not: sentences for people. */
export function findings({
  processes,
  packets,
  machinePercent,
  cpuPerPacketUs,
  memoryPerPlayerKB,
  failures,
  load,
  seconds,
  probeMs,
  delayMs,
  unseen,
}: Figures): string[] {
  const said: string[] = [];
  const full = processes.filter(({ core, loopBusy = core }) => Math.max(core, loopBusy) >= FULL);
  const generators = full.filter(({ name, loopBusy = 0 }) => name.startsWith('generator') && loopBusy >= FULL);
  const server = full.filter(({ name }) => name.startsWith('server'));
  for (const { name, loopBusy } of generators) {
    said.push(
      `${name} is full (its JavaScript thread is ${loopBusy} % busy): delays and losses are the generator's; try more --generators or fewer packets.`,
    );
  }
  for (const { name, core } of server) said.push(`${name} is full (${core} % of a core): this is the server's limit.`);
  if (machinePercent && machinePercent.idle <= 100 - FULL) {
    said.push(
      `The machine is full (${machinePercent.idle} % idle): delays and losses say more about it than about the server; CPU per packet still holds, roughly.`,
    );
  }
  if (machinePercent?.others !== undefined && machinePercent.others >= NOISY) {
    said.push(`Something else used ${machinePercent.others} % of this machine: repeat when it is quiet.`);
  }
  const short = packets.asked - packets.sent;
  const shortPercent = Math.round((1000 * short) / packets.asked) / 10;
  // What is due just before the measurement or just after it may be late into it, or out of it.
  if (short > packetsAsked(load).atOnce && shortPercent >= SHORT) {
    said.push(
      `Publishers sent ${shortPercent} % less than asked: they were late by more than half a second, or could not send. The figures are those of the smaller load.`,
    );
  }
  if (unseen !== undefined) said.push(`The server's CPU and memory are not known: ${unseen}. See --metrics.`);
  if (delayMs.p99 < 2 * probeMs.p99) {
    said.push("The p99 delay is less than twice that of packets that never met the server: it is mostly the machine's.");
  }
  if (packets.lost > 0 && packets.gaps < packets.lost / 2) {
    said.push('Most lost packets are no gaps: players stopped receiving, or began late.');
  }
  if (memoryPerPlayerKB && memoryPerPlayerKB.all < memoryPerPlayerKB.workers) {
    said.push("Signalling gave memory back meanwhile: of the memory per player only the workers' part counts.");
  }
  for (const [name, count] of Object.entries(failures)) said.push(`${count} × ${name}`);
  if (cpuPerPacketUs && cpuPerPacketUs.all > 0) {
    const cpuMs = (cpuPerPacketUs.all * packets.received) / 1000;
    if (cpuMs < ENOUGH_MS) {
      said.push(
        `The server used only ${Math.round(cpuMs)} ms of CPU: what is fixed weighs on the cost of a packet; measure longer, or more players.`,
      );
    }
    const perCore = (10_000 * PLANNED) / cpuPerPacketUs.all;
    const plays = Math.floor(perCore / (packets.expected / seconds / load.plays));
    const rounded = Math.round(perCore / 1000).toLocaleString('en');
    said.push(`At this cost one core, ${PLANNED} % used, forwards about ${rounded},000 packets/s: ${plays} such plays.`);
  }
  return said;
}
