import { setTimeout as pause } from 'node:timers/promises';
import { type Percentiles, spreadWide } from '../percentiles.ts';
import type { BenchServer } from './BenchServer.ts';
import { enter, entryOf, inTurns } from './Sitter.ts';

/** The documented rates: a room takes ten per second, a user sends two. */
const PER_SECOND = 8;
const SENDERS = 8;
const SETTLE_MS = 2_000;
const TEXT = 'x'.repeat(100);

export type MessageFigures = {
  members: number;
  sent: number;
  /** Of what should have arrived. */
  arrived: number;
  /** From the sender's request until each of the others has it. */
  deliveryMs: Percentiles;
  /** Until the last of them has it. */
  lastMs: Percentiles;
  cpuPerDeliveryUs: number | undefined;
};

/** Broadcast messages from one user to all others of a full room. */
export async function measureMessages(server: BenchServer, given: { members: number; seconds: number }): Promise<MessageFigures> {
  const { signallingUrl: url, apps } = server.begun;
  const [app] = apps;
  if (!app) throw new Error('no app');
  const { members, seconds } = given;
  const sitters = [];
  // A room takes 200 logins per second.
  for (let done = 0; done < members; done += 100) {
    const some = Math.min(100, members - done);
    sitters.push(...(await inTurns(some, 8, (index) => enter(url, entryOf(app, `sits-${done + index}`, 'all')))));
    await pause(600);
  }
  await pause(SETTLE_MS);
  const sentAt: number[] = [];
  const last: number[] = [];
  const times: number[] = [];
  for (const sitter of sitters) {
    sitter.heard = (text) => {
      const number = /"message":"(\d+) /.exec(text)?.[1];
      if (number === undefined) return;
      const ms = performance.now() - (sentAt[Number(number)] ?? 0);
      times.push(ms);
      last[Number(number)] = Math.max(last[Number(number)] ?? 0, ms);
    };
  }
  const before = await server.cpuMs();
  const sent = PER_SECOND * seconds;
  for (let index = 0; index < sent; index++) {
    sentAt[index] = performance.now();
    const sender = sitters[index % Math.min(SENDERS, members)];
    await sender?.ask('sendBroadcastMessage', { message: `${index} ${TEXT}` });
    await pause(Math.max(0, 1000 / PER_SECOND - (performance.now() - (sentAt[index] ?? 0))));
  }
  await pause(500);
  const after = await server.cpuMs();
  await Promise.all(sitters.map((sitter) => sitter.close()));
  const cpu = before && after && Math.round((10_000 * (after.signalling - before.signalling)) / times.length) / 10;
  const arrived = times.length / Math.max(1, sent * (members - 1));
  return { members, sent, arrived, deliveryMs: spreadWide(times), lastMs: spreadWide(last), cpuPerDeliveryUs: cpu };
}
