import { isIP } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** The address that browsers are told to send media to, and how it was found. */
export type AnnouncedAddress = {
  address: string;
  /** `asked`: configured. `listening`: the address listened on is itself real or loopback. `detected`: first one of this machine. */
  how: 'asked' | 'listening' | 'detected' | 'nothing found';
  /** Who can reach it, as far as an address tells. */
  reach: 'this machine' | 'this network' | 'everybody';
};

/** As `os.networkInterfaces()` gives them. */
export type Interfaces = {
  readonly [name: string]: readonly Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal'>[] | undefined;
};

/** Finds the address to announce. `interfaces` is `os.networkInterfaces()`. */
export function announcedAddress(given: { asked: string | undefined; host: string; interfaces: Interfaces }): AnnouncedAddress {
  const { asked, host, interfaces } = given;
  if (asked !== undefined) return { address: asked, how: 'asked', reach: reachOf(asked) };
  if (host === 'localhost') return { address: '127.0.0.1', how: 'listening', reach: 'this machine' };
  if (host !== '0.0.0.0' && host !== '::') return { address: host, how: 'listening', reach: reachOf(host) };
  const detected = externalIPv4(interfaces);
  if (detected === undefined) return { address: '127.0.0.1', how: 'nothing found', reach: 'this machine' };
  return { address: detected, how: 'detected', reach: reachOf(detected) };
}

/** Interfaces of containers and virtual machines come last: nobody outside can reach them. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|cali|lxc|tun|tap)/;

function externalIPv4(interfaces: Interfaces): string | undefined {
  return externalAddresses(interfaces).find(({ family }) => family === 'IPv4')?.address;
}

/** Every address of this machine that is neither loopback nor link-local: real interfaces before virtual ones, IPv4 before IPv6. */
export function externalAddresses(interfaces: Interfaces): { address: string; family: 'IPv4' | 'IPv6' }[] {
  const found = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ internal, address }) => !internal && !/^(169\.254\.|fe[89ab])/i.test(address))
      .map(({ address, family }) => ({ address, family, last: (VIRTUAL.test(name) ? 1 : 0) + (family === 'IPv6' ? 2 : 0) })),
  );
  return found.toSorted((a, b) => a.last - b.last);
}

/** Private ranges: RFC 1918, RFC 6598 (carrier NAT), RFC 4193 and link-local. A name is taken to be public. */
function reachOf(address: string): AnnouncedAddress['reach'] {
  if (address === 'localhost' || address === '::1' || address.startsWith('127.')) return 'this machine';
  const [first = 0, second = 0] = address.split('.').map(Number);
  const privateIPv4 =
    first === 10 ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254) ||
    (first === 100 && second >= 64 && second <= 127);
  const privateAddress = isIP(address) === 4 ? privateIPv4 : isIP(address) === 6 && /^(f[cd]|fe[89ab])/i.test(address);
  return privateAddress ? 'this network' : 'everybody';
}
