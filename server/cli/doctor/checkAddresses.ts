import { networkInterfaces } from 'node:os';
import { mediaAddresses } from '../../config/mediaAddresses.ts';
import { type Check, ok, warning, wrong } from './Finding.ts';

const ABOUT = 'announced address';

/** Whether browsers are sent to an address that they can reach, as far as this machine can tell. */
export const checkAddresses: Check = async ({ config }) => {
  const { host, announced, beside } = mediaAddresses(config, networkInterfaces);
  const { address, how, reach } = announced;
  const listensBeyond = !host.startsWith('127.') && host !== '::1';
  if (how === 'nothing found') {
    return [wrong(ABOUT, 'this machine has no address besides loopback', 'connect it, or give --announced-address')];
  }
  if (reach === 'this machine' && listensBeyond) {
    return [
      warning(
        ABOUT,
        `${address} is announced to everybody, and means their own machine`,
        'give --announced-address one they can reach',
      ),
    ];
  }
  if (reach !== 'this machine' && !listensBeyond) {
    const says = `${address} is announced, but media listens on ${host} only`;
    return [wrong(ABOUT, says, 'give --media-host 0.0.0.0, or leave --announced-address out')];
  }
  if (reach === 'this machine') {
    const own = beside();
    const says = `${address}: only browsers on this machine can call`;
    if (own === undefined) return [ok(ABOUT, `${says}, and no Firefox, which connects to no loopback address`)];
    return [ok(ABOUT, `${says}; Firefox, which connects to no loopback address, through ${own}`)];
  }
  const found = how === 'detected' ? ', found by itself' : '';
  if (reach === 'this network' && how === 'detected') {
    const says = `${address}${found}: people in this network can call, people on the internet cannot`;
    return [ok(ABOUT, `${says} (for them give --announced-address the public address)`)];
  }
  return [
    ok(
      ABOUT,
      `${address}${found}: ${reach === 'everybody' ? 'anybody who can reach it can call' : 'people in this network can call'}`,
    ),
  ];
};
