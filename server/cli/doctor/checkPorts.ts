import { type Check, type Finding, ok, wrong } from './Finding.ts';
import { isRunning, type PortFault, tcpFault, udpFault } from './ports.ts';

/** The ports that `start` would take are free, or a running liuyun has them. */
export const checkPorts: Check = async ({ config }) => {
  const { host, port, mediaPort, workers } = config;
  const mediaHost = config.mediaHost ?? host;
  if (port !== 0 && (await isRunning(config))) {
    return [ok('ports', `a liuyun is running on ${at(host, port)}; media ports are its own`)];
  }
  const web = await judged('web port', { protocol: 'TCP', host, port, flag: 'port', hostFlag: 'host' }, tcpFault(host, port));
  if (mediaPort === 0) return [web, ok('media ports', 'any free ones')];
  const last = mediaPort + workers - 1;
  if (last > 65_535) {
    const says = `${mediaPort} and ${workers - 1} more would go beyond 65535`;
    return [web, wrong('media ports', says, 'choose a lower --media-port')];
  }
  const faults: Finding[] = [];
  for (let each = mediaPort; each <= last; each++) {
    const place = { host: mediaHost, port: each, flag: 'media-port', hostFlag: 'media-host' };
    faults.push(await judged('media port', { ...place, protocol: 'UDP' }, udpFault(mediaHost, each)));
    faults.push(await judged('media port', { ...place, protocol: 'TCP' }, tcpFault(mediaHost, each)));
  }
  const bad = faults.filter((finding) => finding.state !== 'ok');
  const range = workers === 1 ? `${mediaPort}` : `${mediaPort}–${last}`;
  return [web, ...(bad.length > 0 ? bad : [ok('media ports', `UDP and TCP ${range} of ${mediaHost} are free`)])];
};

type Place = { protocol: 'TCP' | 'UDP'; host: string; port: number; flag: string; hostFlag: string };

async function judged(
  about: string,
  { protocol, host, port, flag, hostFlag }: Place,
  faultSoon: Promise<PortFault>,
): Promise<Finding> {
  const fault = await faultSoon;
  const place = `${protocol} ${at(host, port)}`;
  if (fault === undefined) return ok(about, port === 0 ? 'any free one' : `${place} is free`);
  if (fault === 'EADDRINUSE') {
    return wrong(
      about,
      `${place} is taken by another program`,
      `stop it (ss -lnp | grep :${port} names it), or choose another --${flag}`,
    );
  }
  if (fault === 'EACCES') {
    return wrong(about, `${place}: this user may not listen there`, `choose a --${flag} above 1023`);
  }
  if (fault === 'EADDRNOTAVAIL') {
    return wrong(about, `${host} is not an address of this machine`, `give --${hostFlag} one that is, or 0.0.0.0`);
  }
  return wrong(about, `${place} cannot be used (${fault})`, `choose another --${flag} or --${hostFlag}`);
}

function at(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
