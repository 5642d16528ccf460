// Loaded before a server's own modules (`node --import`), or before a test that has one: what is sent on sockets comes later, in order.
import { WebSocket } from 'ws';
import { hesitationSeed, pausesOf } from './hesitation.ts';

/** Longest pause before a message. */
const LONGEST_MS = 400;

const seed = hesitationSeed();
/** The machine's own, also where a test moves the clock. */
const { setTimeout: later } = globalThis;
if (seed !== undefined) {
  const pause = pausesOf(seed);
  const tails = new WeakMap<WebSocket, Promise<void>>();
  const behind = (socket: WebSocket, run: () => void): void => {
    const before = tails.get(socket) ?? Promise.resolve();
    tails.set(
      socket,
      before
        .then(() => new Promise<void>((over) => later(over, pause(LONGEST_MS))))
        .then(run)
        .catch(() => {}),
    );
  };
  const { send, close } = WebSocket.prototype;
  WebSocket.prototype.send = function (this: WebSocket, ...args: unknown[]) {
    behind(this, () => Reflect.apply(send, this, args));
  } as typeof send;
  WebSocket.prototype.close = function (this: WebSocket, ...args) {
    behind(this, () => Reflect.apply(close, this, args));
  };
}
