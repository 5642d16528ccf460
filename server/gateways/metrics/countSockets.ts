import { closeCodes } from '@liuyun/protocol';
import type { Closed } from '../signalling/Observer.ts';
import type { Meters } from './Meters.ts';

/** How handshakes are refused: another path, too many of one address, a server that closes. */
const REFUSALS = [404, 429, 503];

type SocketObserver = { closed(reason: Closed): void; refused(status: number): void };

/** Sockets of clients: how many, why they closed, and who was not let in. SLOW are those that did not read what they were sent. */
export function countSockets(meters: Meters, sockets: () => number): SocketObserver {
  meters.gauge('liuyun_sockets', 'Open signalling sockets', sockets);
  const help = 'Closed signalling sockets, by the name of the close code; LOST: the other end closed, or the network did';
  const closed = meters.counter('liuyun_sockets_closed_total', help, ['reason']);
  for (const reason of [...Object.keys(closeCodes), 'LOST']) closed.inc({ reason }, 0);
  const refused = meters.counter('liuyun_handshakes_refused_total', 'WebSocket handshakes refused, by HTTP status', ['status']);
  for (const status of REFUSALS) refused.inc({ status }, 0);
  return { closed: (reason) => closed.inc({ reason }), refused: (status) => refused.inc({ status }) };
}
