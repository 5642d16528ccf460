import { afterEach, expect, test, vi } from 'vitest';
import { browserName } from './browserName.ts';
import { browserNetworks } from './browserNetworks.ts';
import { openBrowserSocket } from './browserSocket.ts';
import { networkHints } from './networkHints.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const callbacks = () => ({ opened: vi.fn(), received: vi.fn(), closed: vi.fn() });

test('[WEB-44] a socket that the browser refuses to make is told as closed, once, and not while it is being made', async () => {
  vi.stubGlobal(
    'WebSocket',
    class {
      constructor() {
        throw new DOMException('mixed content', 'SecurityError');
      }
    },
  );
  const told = callbacks();
  const socket = openBrowserSocket('ws://a.example/signalling', 'p', told);
  expect(told.closed).not.toHaveBeenCalled();
  socket.send('x');
  socket.close();
  await Promise.resolve();
  expect(told.closed.mock.calls).toEqual([[1006, 'SecurityError']]);
});

test('[WEB-44] texts are handed on, anything else is not, and nothing is sent before the socket is open', () => {
  const sent: string[] = [];
  class FakeSocket {
    static OPEN = 1;
    static last: FakeSocket;
    readyState = 0;
    onopen = () => {};
    onmessage = (_event: { data: unknown }) => {};
    onclose = (_event: { code: number; reason: string }) => {};
    constructor() {
      FakeSocket.last = this;
    }
    send(text: string) {
      sent.push(text);
    }
    close() {}
  }
  vi.stubGlobal('WebSocket', FakeSocket);
  const told = callbacks();
  const socket = openBrowserSocket('ws://a.example/', 'p', told);
  socket.send('too early');
  FakeSocket.last.readyState = 1;
  FakeSocket.last.onopen();
  socket.send('hello');
  FakeSocket.last.onmessage({ data: 'text' });
  FakeSocket.last.onmessage({ data: new ArrayBuffer(1) });
  FakeSocket.last.onclose({ code: 4001, reason: 'kicked out' });
  expect(sent).toEqual(['hello']);
  expect(told.received.mock.calls).toEqual([['text']]);
  expect(told.closed.mock.calls).toEqual([[4001, 'kicked out']]);
});

test('[WEB-45] the core hears of a network that is back, gone or another one, and of the page being seen again', () => {
  const [window, document] = [new EventTarget(), new EventTarget()];
  const connection = Object.assign(new EventTarget(), { type: 'wifi' });
  const visibility = { visibilityState: 'hidden' };
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', Object.assign(document, visibility));
  vi.stubGlobal('navigator', { connection });
  const hints: string[] = [];
  const stop = networkHints((hint) => hints.push(hint));
  const everything = () => {
    window.dispatchEvent(new Event('offline'));
    window.dispatchEvent(new Event('online'));
    connection.dispatchEvent(new Event('change'));
    document.dispatchEvent(new Event('visibilitychange'));
  };
  everything();
  Object.assign(document, { visibilityState: 'visible' });
  connection.type = 'cellular';
  everything();
  stop();
  everything();
  expect(hints).toEqual(['offline', 'online', 'offline', 'online', 'changed', 'visible']);
});

test('[WEB-46] the browser is named by product, major version and system, and no further', () => {
  const named: [string, string][] = [
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0.0.0 Safari/537.36', 'Chrome 143, Windows'],
    ['Mozilla/5.0 (Windows NT 10.0) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0', 'Edge 143, Windows'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18.1 Safari/605.1.15', 'Safari 18.1, macOS'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1', 'Safari 18.0, iOS'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140, Linux'],
    ['Mozilla/5.0 (Linux; Android 14) Chrome/120.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50', 'WeChat 8.0.50, Android'],
    ['', 'unknown browser, unknown system'],
  ];
  for (const [agent, name] of named) expect(browserName(agent)).toBe(name);
});

/** A page whose frames' connections never come to an end where `gone` says so, as those of a frame that was taken away. */
function pageWithFrames({ gone }: { gone: boolean }) {
  const frames = new Set<object>();
  const connections = (address: string, gone = false) =>
    class {
      #found: (event: object) => void = () => undefined;
      addEventListener(_: string, found: (event: object) => void) {
        this.#found = found;
      }
      createDataChannel() {}
      createOffer() {
        return gone ? new Promise(() => undefined) : Promise.resolve({});
      }
      async setLocalDescription() {
        this.#found({ candidate: { type: 'host', address } });
        this.#found({ candidate: null });
      }
      close() {}
    };
  const frame = () => ({
    style: {},
    setAttribute() {},
    contentWindow: { RTCPeerConnection: connections('10.0.0.2', gone) },
    remove() {
      frames.delete(this);
    },
  });
  vi.stubGlobal('RTCPeerConnection', connections('10.0.0.1'));
  vi.stubGlobal('document', {
    createElement: frame,
    documentElement: { append: (frame: object) => frames.add(frame) },
  });
  return frames;
}

test('[CLIENT-26] an address that only a new frame finds is one of which the page has not heard', async () => {
  const frames = pageWithFrames({ gone: false });
  expect(await browserNetworks()?.unheard()).toBe(true);
  expect(frames.size).toBe(0);
});

test('[CLIENT-26] a frame that the page takes away while it is asked is not waited for: the next question gets its answer', async () => {
  vi.useFakeTimers();
  const frames = pageWithFrames({ gone: true });
  const asked = browserNetworks()?.unheard();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await asked).toBe(false);
  expect(frames.size).toBe(0);
});
