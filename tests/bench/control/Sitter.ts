import { PROTOCOL } from '@liuyun/protocol';
import { generateToken04 } from '@liuyun/token';
import { WebSocket } from 'ws';
import type { AppRecord } from '../../../server/stores/AppStore.ts';

const TOKEN_S = 3_600;

type Heard = (text: string) => void;

/** The server said no, or `closed` the connection. */
export class Refused extends Error {
  readonly failure: string;

  constructor(answer: string) {
    super(answer.slice(0, 200));
    this.failure = /"name":"(\w+)"/.exec(answer)?.[1] ?? 'closed';
  }
}

/** One user on the wire, cheap enough that one process can be thousands of them: what it hears is not taken apart. */
export class Sitter {
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, (text: string) => void>();
  /** Told every notice as it came. */
  heard: Heard = () => {};
  #id = 0;

  static connect(url: string): Promise<Sitter> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, PROTOCOL, { perMessageDeflate: false, skipUTF8Validation: true });
      socket.once('error', reject);
      socket.once('open', () => {
        socket.off('error', reject);
        resolve(new Sitter(socket));
      });
    });
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('message', (data) => {
      const text = String(data);
      if (!text.startsWith('{"id":')) return this.heard(text);
      const id = Number.parseInt(text.slice(6), 10);
      this.#answers.get(id)?.(text);
      this.#answers.delete(id);
    });
    socket.on('close', () => {
      for (const answer of this.#answers.values()) answer('"fail" closed');
      this.#answers.clear();
    });
  }

  /** @throws Refused */
  async ask(ask: string, params: object): Promise<void> {
    const id = ++this.#id;
    const answer = await new Promise<string>((resolve) => {
      this.#answers.set(id, resolve);
      this.#socket.send(JSON.stringify({ id, ask, params }));
    });
    if (answer.includes('"fail"')) throw new Refused(answer);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.readyState === WebSocket.CLOSED) return resolve();
      this.#socket.once('close', () => resolve());
      this.#socket.terminate();
    });
  }
}

/** What a user shows at the door; made beforehand, because making tokens takes the generator's time. */
export type Entry = { userID: string; roomID: string; params: object };

export function entryOf(app: AppRecord, userID: string, roomID: string): Entry {
  const token = generateToken04(app.appID, userID, app.serverSecret, TOKEN_S, '');
  const client = { sdk: 'bench', version: '1', platform: 'bench' };
  const user = { userID, userName: userID };
  return { userID, roomID, params: { appID: app.appID, roomID, user, token, userUpdate: true, maxMemberCount: 0, client } };
}

/** Opens a socket and logs in. */
export async function enter(url: string, entry: Entry): Promise<Sitter> {
  const sitter = await Sitter.connect(url);
  try {
    await sitter.ask('loginRoom', entry.params);
    return sitter;
  } catch (error) {
    await sitter.close();
    throw error;
  }
}

/** Does `count` things, so many at a time. */
export async function inTurns<T>(count: number, atATime: number, one: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = new Array(count);
  let next = 0;
  const work = async () => {
    for (let index = next++; index < count; index = next++) results[index] = await one(index);
  };
  await Promise.all(Array.from({ length: Math.min(atATime, count) }, work));
  return results;
}
