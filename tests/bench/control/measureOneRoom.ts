import { setTimeout as pause } from 'node:timers/promises';
import { type Percentiles, spreadWide } from '../percentiles.ts';
import type { BenchServer } from './BenchServer.ts';
import { Failures } from './Failures.ts';
import { type Entry, enter, entryOf, inTurns, type Sitter } from './Sitter.ts';

const HEARERS = 100;
const SETTLE_MS = 1_500;

export type OneRoomFigures = {
  perSecond: number;
  failed: number;
  failures: { [reason: string]: number };
  loginMs: Percentiles;
  /** From the login's request until each of those who stay has heard of it. */
  toldMs: Percentiles;
  heardOf: number;
  cpuPerLoginMs: number | undefined;
};

/** Logins into one room, at a rate, each told to a hundred users who stay; whoever came leaves again. */
export async function measureOneRoom(server: BenchServer, given: { rate: number; seconds: number }): Promise<OneRoomFigures> {
  const { signallingUrl: url, apps } = server.begun;
  const [app] = apps;
  if (!app) throw new Error('no app');
  const count = given.rate * given.seconds;
  const entries = Array.from({ length: count }, (_, index) => entryOf(app, `comes-${index}`, 'one'));
  const staying = await inTurns(HEARERS, 8, (index) => enter(url, entryOf(app, `stays-${index}`, 'one')));
  // The room takes so many per second, and those who stay have come at once.
  await pause(SETTLE_MS);
  const askedAt = new Map<string, number>();
  const told: number[] = [];
  for (const sitter of staying) {
    sitter.heard = (text) => {
      if (!text.startsWith('{"tell":"roomUserUpdate"') || !text.includes('"ADD"')) return;
      const now = performance.now();
      for (const [, userID = ''] of text.matchAll(/"userID":"(comes-\d+)"/g)) told.push(now - (askedAt.get(userID) ?? now));
    };
  }
  const before = await server.cpuMs();
  const from = performance.now();
  const loginMs: number[] = [];
  const failures = new Failures();
  const visit = async (entry: Entry) => {
    let sitter: Sitter | undefined;
    try {
      askedAt.set(entry.userID, performance.now());
      sitter = await enter(url, entry);
      loginMs.push(performance.now() - (askedAt.get(entry.userID) ?? 0));
      await sitter.ask('logoutRoom', {});
    } catch (error) {
      failures.add(error);
    } finally {
      await sitter?.close();
    }
  };
  const visits: Promise<void>[] = [];
  for (const [index, entry] of entries.entries()) {
    const early = from + (1000 * index) / given.rate - performance.now();
    if (early > 1) await pause(early);
    visits.push(visit(entry));
  }
  await Promise.all(visits);
  const tookMs = performance.now() - from;
  await pause(SETTLE_MS);
  const after = await server.cpuMs();
  await Promise.all(staying.map((sitter) => sitter.close()));
  return {
    perSecond: Math.round((1000 * loginMs.length) / tookMs),
    failed: failures.count,
    failures: failures.byReason,
    loginMs: spreadWide(loginMs),
    toldMs: spreadWide(told),
    heardOf: told.length / (loginMs.length * HEARERS),
    cpuPerLoginMs: before && after && Math.round((100 * (after.all - before.all)) / loginMs.length) / 100,
  };
}
