import { setTimeout as pause } from 'node:timers/promises';
import { type Percentiles, spreadWide } from '../percentiles.ts';
import type { BenchServer } from './BenchServer.ts';
import type { Receiver } from './Receiver.ts';
import { enter, entryOf, inTurns } from './Sitter.ts';

const VISITS = 500;
const ROOMS = 100;
/** room_login and room_logout of each, room_create and room_close of each room at least once. */
const LEAST = 2 * VISITS + 2 * ROOMS;
/** After so long without another one no more are waited for. */
const PATIENCE_MS = 10_000;

export type CallbackFigures = {
  delivered: number;
  perSecond: number;
  /** From the event until the receiver had it, while all of them came at once. */
  ageMs: Percentiles;
  cpuPerCallbackMs: number | undefined;
};

/** Users come and go in rooms of an app whose server wants to hear of it. */
export async function measureCallbacks(server: BenchServer, receiver: Receiver): Promise<CallbackFigures> {
  const { signallingUrl: url, apps } = server.begun;
  const app = apps.at(-1);
  if (!app) throw new Error('no app');
  const entries = Array.from({ length: VISITS }, (_, index) => entryOf(app, `told-${index}`, `told-${index % ROOMS}`));
  const before = await server.cpuMs();
  const from = performance.now();
  const sitters = await inTurns(VISITS, 8, (index) => enter(url, entries[index] as never));
  await inTurns(VISITS, 8, async (index) => {
    await sitters[index]?.ask('logoutRoom', {});
    await sitters[index]?.close();
  });
  const left = performance.now();
  const silentMs = () => performance.now() - Math.max(left, receiver.got.at(-1)?.at ?? 0);
  while (receiver.got.length < LEAST && silentMs() < PATIENCE_MS) await pause(20);
  const tookMs = (receiver.got.at(-1)?.at ?? from) - from;
  const after = await server.cpuMs();
  const delivered = receiver.got.length;
  return {
    delivered,
    perSecond: Math.round((1000 * delivered) / tookMs),
    ageMs: spreadWide(receiver.got.map(({ ageMs }) => ageMs).filter((ms) => ms >= 0)),
    cpuPerCallbackMs: before && after && Math.round((100 * (after.signalling - before.signalling)) / delivered) / 100,
  };
}
