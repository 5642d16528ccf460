import { Agent } from 'node:http';
import type { AppRecord } from '../../../server/stores/AppStore.ts';
import type { BenchServer } from '../control/BenchServer.ts';
import { callApi } from '../control/measureApi.ts';
import { type Entry, enter, entryOf, inTurns, type Sitter } from '../control/Sitter.ts';

const AT_A_TIME = 8;
const ROOMS = 100;
/** Five rooms whose members send what a room and a user may send at once. */
const TALKS = 5;
const SENDERS = 5;
const EACH = 2;

/** A piece of work in one app, always the same; resolves to how many things were done. */
export type Slice = (turn: number) => Promise<number>;

/** Users come and go, each in a life of a room of its own most of the time: the most that records can have to do. */
export function logins(server: BenchServer, app: AppRecord, given: { count: number; failed: (error: unknown) => void }): Slice {
  const { signallingUrl: url } = server.begun;
  return async (turn) => {
    // Tokens take the generator's time, and are made beforehand.
    const entries = Array.from({ length: given.count }, (_, index) => entryOf(app, `${turn}-${index}`, `many-${index % ROOMS}`));
    const outcomes = await inTurns(entries.length, AT_A_TIME, async (index) => {
      try {
        const sitter = await enter(url, entries[index] as Entry);
        await sitter.ask('logoutRoom', {});
        await sitter.close();
        return 1;
      } catch (error) {
        given.failed(error);
        return 0;
      }
    });
    return outcomes.reduce((sum: number, one) => sum + one, 0);
  };
}

/** Broadcasts in rooms that were filled before; what counts is each message at each receiver. */
export async function messages(
  server: BenchServer,
  app: AppRecord,
  given: { members: number; failed: (error: unknown) => void },
): Promise<Slice> {
  const { signallingUrl: url } = server.begun;
  let heard = 0;
  let awaited: { count: number; done: () => void } | undefined;
  const room = (index: number) => `talk-${index % TALKS}`;
  const sitters = await inTurns(TALKS * given.members, AT_A_TIME, async (index) => {
    const sitter = await enter(url, entryOf(app, `sits-${index}`, room(index)));
    sitter.heard = (text) => {
      if (!text.includes('"message":"')) return;
      heard += 1;
      if (awaited && heard >= awaited.count) awaited.done();
    };
    return sitter;
  });
  return async (turn) => {
    const count = TALKS * SENDERS * EACH * (given.members - 1);
    heard = 0;
    const all = new Promise<void>((resolve) => {
      awaited = { count, done: resolve };
      setTimeout(resolve, 5_000).unref();
    });
    const senders = sitters.slice(0, TALKS * SENDERS);
    const send = async (sitter: Sitter, index: number) => {
      await sitter.ask('sendBroadcastMessage', { message: `${turn} ${index} ${'x'.repeat(100)}` }).catch(given.failed);
    };
    for (let index = 0; index < EACH; index++) await Promise.all(senders.map((sitter) => send(sitter, index)));
    await all;
    return heard;
  };
}

/** Calls of the server API, no more than an app may make at once. */
export function apiCalls(server: BenchServer, app: AppRecord, given: { count: number; failed: (error: unknown) => void }): Slice {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  return async (turn) => {
    const outcomes = await inTurns(given.count, AT_A_TIME, async (index) => {
      const text = await callApi(agent, { origin: server.begun.origin, app, roomID: `api-${turn}-${index}` });
      if (text === undefined) given.failed('API');
      return text === undefined ? 0 : 1;
    });
    return outcomes.reduce((sum: number, one) => sum + one, 0);
  };
}
