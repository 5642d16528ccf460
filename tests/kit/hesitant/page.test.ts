import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pausesOf } from './hesitation.ts';
import { hesitateInPage } from './page.ts';

/** What reached the line, in its order. */
let line: string[] = [];
let page: EventTarget;

class Socket {
  static OPEN = 1;
  readyState = 1;
  send(data: string): void {
    line.push(data);
  }
  close(): void {
    this.readyState = 2;
    line.push('closed');
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  line = [];
  page = new EventTarget();
  vi.stubGlobal('WebSocket', class extends Socket {});
  vi.stubGlobal('window', Object.assign(page, { parent: page }));
  hesitateInPage({ seed: 7, makePauses: String(pausesOf) });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const saidOn = (): WebSocket => {
  const socket = new WebSocket('ws://127.0.0.1');
  for (const word of ['one', 'two', 'three']) socket.send(word);
  return socket;
};

test('[TEST-6] what a page sends goes later, and in its order', async () => {
  saidOn();
  expect(line).toEqual([]);
  await vi.advanceTimersByTimeAsync(1200);
  expect(line).toEqual(['one', 'two', 'three']);
});

test('[TEST-6] what a page sent before it closed a socket is sent, and what it says as it goes', () => {
  const socket = saidOn();
  socket.close();
  expect(line).toEqual(['one', 'two', 'three', 'closed']);
  line = [];
  const other = saidOn();
  page.dispatchEvent(new Event('pagehide'));
  other.send('bye');
  expect(line).toEqual(['one', 'two', 'three', 'bye']);
});
