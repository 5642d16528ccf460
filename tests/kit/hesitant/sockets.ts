// Loaded before a server's own modules (`node --import`), or before a test that has one: what is sent on sockets comes later, in order.
import { WebSocket } from 'ws';
import { hesitationSeed, pausesOf } from './hesitation.ts';

/** Longest pause before a message. */
const LONGEST_MS = 400;
/** What a kernel keeps of a connection, at the least. */
const KERNEL_BYTES = 65_536;
/** Test files that share a process load this once each; the messages are late once. */
const HESITATES = Symbol.for('liuyun.hesitates');

const seed = hesitationSeed();
/** The machine's own, also where a test moves the clock. */
const { setTimeout: later, performance: machine } = globalThis;
const now = machine.now.bind(machine);
if (seed !== undefined && !Reflect.has(WebSocket.prototype, HESITATES)) {
  Reflect.set(WebSocket.prototype, HESITATES, true);
  const pause = pausesOf(seed);
  /** When the last message of a socket is through, and that it is. */
  const tails = new WeakMap<WebSocket, { due: number; through: Promise<void> }>();
  /** Bytes that still hesitate: whoever asks how much a socket holds is told of those that no kernel would have taken. */
  const waiting = new WeakMap<WebSocket, number>();
  const more = (socket: WebSocket, bytes: number): void => void waiting.set(socket, (waiting.get(socket) ?? 0) + bytes);
  // A message comes late by its own pause and never before the one ahead of it: a burst is late once, as on a line.
  const behind = (socket: WebSocket, run: () => void): void => {
    const ahead = tails.get(socket) ?? { due: 0, through: Promise.resolve() };
    const due = Math.max(ahead.due, now() + pause(LONGEST_MS));
    const through = new Promise<void>((over) => later(over, due - now()))
      .then(() => ahead.through)
      .then(run)
      .catch(() => {});
    tails.set(socket, { due, through });
  };
  const { send, close } = WebSocket.prototype;
  WebSocket.prototype.send = function (this: WebSocket, ...args: unknown[]) {
    const bytes = typeof args[0] === 'string' ? Buffer.byteLength(args[0]) : 0;
    more(this, bytes);
    behind(this, () => {
      more(this, -bytes);
      Reflect.apply(send, this, args);
    });
  } as typeof send;
  const buffered = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'bufferedAmount')?.get;
  Object.defineProperty(WebSocket.prototype, 'bufferedAmount', {
    get(this: WebSocket): number {
      return Number(buffered?.call(this)) + Math.max(0, (waiting.get(this) ?? 0) - KERNEL_BYTES);
    },
  });
  WebSocket.prototype.close = function (this: WebSocket, ...args) {
    behind(this, () => Reflect.apply(close, this, args));
  };
}
