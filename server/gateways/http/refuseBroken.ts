import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { failureBody } from './failureBody.ts';

/**
 * Answers what is no HTTP request, one that is too long, or one that never ends, and closes. It says that it closes: whoever keeps
 * connections would otherwise send the next request into this one.
 */
export function refuseBroken(error: { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = statusOf(error.code);
  const body = JSON.stringify(failureBody('INPUT_PARAM'));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}

function statusOf(code: string | undefined): number {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}
