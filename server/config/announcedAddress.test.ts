import { describe, expect, it } from 'vitest';
import { announcedAddress } from './announcedAddress.ts';

const ipv4 = (address: string, internal = false) => ({ address, internal, family: 'IPv4' as const });
const loopback = { lo: [ipv4('127.0.0.1', true), { address: '::1', internal: true, family: 'IPv6' as const }] };
const office = {
  ...loopback,
  docker0: [ipv4('172.17.0.1')],
  eth0: [{ ...ipv4('fe80::1'), family: 'IPv6' as const }, ipv4('192.168.1.5')],
};

describe('announcedAddress', () => {
  it('[CONFIG-20] a configured address is announced as it is', () => {
    const given = { host: '127.0.0.1', interfaces: office };
    expect(announcedAddress({ ...given, asked: '203.0.113.9' })).toEqual({
      address: '203.0.113.9',
      how: 'asked',
      reach: 'everybody',
    });
    expect(announcedAddress({ ...given, asked: 'call.example.org' })).toMatchObject({
      address: 'call.example.org',
      reach: 'everybody',
    });
  });

  it('[CONFIG-21] who listens on loopback announces it; who listens on one address announces that', () => {
    const at = (host: string) => announcedAddress({ asked: undefined, host, interfaces: office });
    expect(at('127.0.0.1')).toEqual({ address: '127.0.0.1', how: 'listening', reach: 'this machine' });
    expect(at('localhost')).toMatchObject({ address: '127.0.0.1', reach: 'this machine' });
    expect(at('::1')).toMatchObject({ address: '::1', reach: 'this machine' });
    expect(at('192.168.1.5')).toEqual({ address: '192.168.1.5', how: 'listening', reach: 'this network' });
  });

  it('[CONFIG-22] who listens everywhere announces the first IPv4 of the machine, real interfaces before virtual ones', () => {
    const found = (interfaces: Parameters<typeof announcedAddress>[0]['interfaces'], host = '0.0.0.0') =>
      announcedAddress({ asked: undefined, host, interfaces });
    expect(found(office)).toEqual({ address: '192.168.1.5', how: 'detected', reach: 'this network' });
    expect(found(office, '::')).toMatchObject({ address: '192.168.1.5' });
    expect(found({ ...loopback, docker0: [ipv4('172.17.0.1')] })).toMatchObject({ address: '172.17.0.1' });
    expect(found({ ...loopback, eth0: [ipv4('169.254.3.4')], eth1: [ipv4('203.0.113.9')], gone: undefined })).toMatchObject({
      address: '203.0.113.9',
      reach: 'everybody',
    });
    expect(found(loopback)).toEqual({ address: '127.0.0.1', how: 'nothing found', reach: 'this machine' });
  });

  it('[CONFIG-23] private ranges reach this network only', () => {
    const reach = (asked: string) => announcedAddress({ asked, host: '0.0.0.0', interfaces: {} }).reach;
    for (const address of [
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.1',
      '192.168.0.1',
      '100.64.0.1',
      '100.127.0.1',
      '169.254.1.1',
      'fd00::1',
      'fe80::1',
    ]) {
      expect(reach(address), address).toBe('this network');
    }
    for (const address of [
      '9.9.9.9',
      '172.15.0.1',
      '172.32.0.1',
      '192.167.0.1',
      '100.63.0.1',
      '100.128.0.1',
      '2001:db8::1',
      'fd.example.org',
    ]) {
      expect(reach(address), address).toBe('everybody');
    }
  });
});
