import { type AnnouncedAddress, announcedAddress, externalAddresses, type Interfaces } from './announcedAddress.ts';
import type { Config } from './Config.ts';

/** Where media is listened for and under which address it is announced. */
export type MediaAddresses = {
  host: string;
  announced: AnnouncedAddress;
  /**
   * Where nothing is configured and everything stays on this machine, media also listens on an address of its own network
   * (UDP only), because Firefox connects to no loopback address. `present` is the one in use, which stays while the machine
   * has it; undefined where the machine has none, or where it is not wanted.
   */
  beside(present?: string): string | undefined;
};

/** Finds them. `interfaces` is `os.networkInterfaces`: what it answers changes while the server runs. */
export function mediaAddresses(
  config: Pick<Config, 'host' | 'mediaHost' | 'announcedAddress'>,
  interfaces: () => Interfaces,
): MediaAddresses {
  const host = config.mediaHost ?? config.host;
  const announced = announcedAddress({ asked: config.announcedAddress, host, interfaces: interfaces() });
  const chosen = config.mediaHost !== undefined || config.announcedAddress !== undefined;
  const wanted = !chosen && announced.reach === 'this machine' && announced.how === 'listening';
  return { host, announced, beside: (present) => (wanted ? ownAddress(interfaces(), present) : undefined) };
}

function ownAddress(interfaces: Interfaces, present: string | undefined): string | undefined {
  const own = externalAddresses(interfaces).map(({ address }) => address);
  return present !== undefined && own.includes(present) ? present : own[0];
}
