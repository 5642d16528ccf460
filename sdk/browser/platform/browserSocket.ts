import type { Socket, SocketCallbacks } from '@liuyun/core';

const ABNORMAL = 1006;

/** A WebSocket in the core's terms: closed is told exactly once, never while this function runs. */
export function openBrowserSocket(url: string, protocol: string, callbacks: SocketCallbacks): Socket {
  let socket: WebSocket;
  try {
    socket = new WebSocket(url, protocol);
  } catch (error) {
    // ws:// on an https page (SecurityError), or a URL the browser does not take (SyntaxError).
    const reason = error instanceof Error ? error.name : '';
    queueMicrotask(() => callbacks.closed(ABNORMAL, reason));
    return { send: () => {}, close: () => {} };
  }
  socket.onopen = () => callbacks.opened();
  socket.onmessage = ({ data }) => {
    if (typeof data === 'string') callbacks.received(data);
  };
  socket.onclose = ({ code, reason }) => callbacks.closed(code, reason);
  return {
    send: (text) => {
      // A browser drops what is sent while closing; `closed` tells of it.
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: (code = 1000, reason = '') => socket.close(code, reason),
  };
}
