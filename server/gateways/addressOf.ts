import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

type Asking = Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } };

/** Ranges that have a name. */
const named: { [name: string]: readonly string[] } = {
  loopback: ['127.0.0.0/8', '::1'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', '169.254.0.0/16', 'fe80::/10'],
};
/** Nobody stands behind more proxies than this; the rest of the header is somebody's invention. */
const HOPS = 16;

/** Which peers are believed about whom they speak for: addresses, ranges (10.0.0.0/8), and the words loopback and private. */
export class TrustedProxies {
  readonly #list = new BlockList();

  constructor(ranges: readonly string[] = ['loopback']) {
    for (const range of ranges.flatMap((one) => named[one] ?? [one])) {
      const [address = '', bits] = range.split('/');
      const family = isIPv6(address) ? 'ipv6' : 'ipv4';
      if (bits === undefined) this.#list.addAddress(address, family);
      else this.#list.addSubnet(address, Number(bits), family);
    }
  }

  believes(address: string): boolean {
    return isIP(address) !== 0 && this.#list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  }
}

const onThisMachine = new TrustedProxies();

/**
 * Whose request it is: the peer's, or, as far as trusted proxies say so in `X-Forwarded-For`, the last one in the chain
 * that is no trusted proxy. What an untrusted peer writes there is not looked at.
 */
export function addressOf(request: Asking, trusted = onThisMachine): string {
  let address = request.socket.remoteAddress ?? '';
  const hops = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .slice(-HOPS);
  for (const hop of hops.reverse()) {
    if (!trusted.believes(address)) break;
    const before = bare(hop.trim());
    if (isIP(before) === 0) break;
    address = before;
  }
  return address;
}

/** Some proxies write the port too: 192.0.2.1:4711, [2001:db8::1]:4711. */
function bare(hop: string): string {
  return /^\[([^\]]{1,64})\](:\d{1,5})?$/.exec(hop)?.[1] ?? /^(\d[\d.]{6,14}):\d{1,5}$/.exec(hop)?.[1] ?? hop.slice(0, 64);
}
