import { describe, expect, it } from 'vitest';
import type { Interfaces } from './announcedAddress.ts';
import { mediaAddresses } from './mediaAddresses.ts';

const ipv4 = (address: string, internal = false) => ({ address, internal, family: 'IPv4' as const });
const ipv6 = (address: string, internal = false) => ({ address, internal, family: 'IPv6' as const });
const offline = { lo: [ipv4('127.0.0.1', true), ipv6('::1', true)] };
const nothing = { host: '127.0.0.1', mediaHost: undefined, announcedAddress: undefined };
const beside = (interfaces: Interfaces, config: Partial<Parameters<typeof mediaAddresses>[0]> = {}, present?: string) =>
  mediaAddresses({ ...nothing, ...config }, () => interfaces).beside(present);

describe('mediaAddresses', () => {
  it('[CONFIG-24] on loopback, with nothing configured, media is also at an own address of the machine: of a real interface, IPv4 first', () => {
    const office = {
      ...offline,
      docker0: [ipv4('172.17.0.1')],
      eth0: [ipv6('fe80::1'), ipv6('2001:db8::5'), ipv4('192.168.1.5')],
    };
    expect(mediaAddresses(nothing, () => office)).toMatchObject({ host: '127.0.0.1', announced: { address: '127.0.0.1' } });
    expect(beside(office)).toBe('192.168.1.5');
    expect(beside(office, { host: '::1' })).toBe('192.168.1.5');
    expect(beside({ ...offline, docker0: [ipv4('172.17.0.1')] })).toBe('172.17.0.1');
    expect(beside({ ...offline, eth0: [ipv6('fe80::1'), ipv6('2001:db8::5')] })).toBe('2001:db8::5');
  });

  it('[CONFIG-24] a machine without any other address has none, and link-local ones do not count', () => {
    expect(beside(offline)).toBeUndefined();
    expect(
      beside({ ...offline, eth0: [ipv4('169.254.3.4'), ipv6('fe80::1'), ipv6('FEBF::1')], gone: undefined }),
    ).toBeUndefined();
  });

  it('[CONFIG-25] whoever configures an address, or listens beyond loopback, gets exactly that', () => {
    const office = { ...offline, eth0: [ipv4('192.168.1.5')] };
    expect(beside(office, { mediaHost: '127.0.0.1' })).toBeUndefined();
    expect(beside(office, { announcedAddress: '127.0.0.1' })).toBeUndefined();
    for (const host of ['0.0.0.0', '::', '192.168.1.5']) expect(beside(office, { host })).toBeUndefined();
    expect(beside(offline, { host: '0.0.0.0' })).toBeUndefined();
  });

  it('[CONFIG-26] the address in use stays while the machine has it; then it is another one', () => {
    const both = { ...offline, eth0: [ipv4('192.168.1.5')], wlan0: [ipv4('10.0.0.7')] };
    expect(beside(both, {}, '10.0.0.7')).toBe('10.0.0.7');
    expect(beside(both, {}, '10.9.9.9')).toBe('192.168.1.5');
    expect(beside(offline, {}, '10.0.0.7')).toBeUndefined();
  });
});
