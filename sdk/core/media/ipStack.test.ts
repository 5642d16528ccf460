import { expect, test } from 'vitest';
import { byIpStack } from './ipStack.ts';

const all = [
  { ip: '192.0.2.1', protocol: 'udp', priority: 400 },
  { ip: '2001:db8::1', protocol: 'udp', priority: 300 },
  { ip: '192.0.2.1', protocol: 'tcp', priority: 200 },
  { ip: '2001:db8::1', protocol: 'tcp', priority: 100 },
];
const order = (candidates: typeof all) =>
  candidates
    .toSorted((one, other) => other.priority - one.priority)
    .map(({ ip, protocol }) => `${protocol}${ip.includes(':') ? 6 : 4}`);

test('[CLIENT-121] media goes over the version of IP that the app puts first, and TCP stays behind UDP', () => {
  expect(byIpStack(all, undefined)).toEqual(all);
  expect(order(byIpStack(all, 'ipv4First'))).toEqual(['udp4', 'udp6', 'tcp4', 'tcp6']);
  expect(order(byIpStack(all, 'ipv6First'))).toEqual(['udp6', 'udp4', 'tcp6', 'tcp4']);
  expect(all.map(({ priority }) => priority)).toEqual([400, 300, 200, 100]);
});

test('[CLIENT-121] IPv4 alone leaves the others out, unless there is nothing else', () => {
  expect(order(byIpStack(all, 'ipv4'))).toEqual(['udp4', 'tcp4']);
  const only6 = all.filter(({ ip }) => ip.includes(':'));
  expect(byIpStack(only6, 'ipv4')).toEqual(only6);
  const named = [{ address: '2001:db8::1', protocol: 'udp', priority: 1 }, { address: '192.0.2.1' }];
  expect(byIpStack(named, 'ipv4')).toEqual([{ address: '192.0.2.1' }]);
});
