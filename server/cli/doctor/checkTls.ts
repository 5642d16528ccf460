import { existsSync } from 'node:fs';
import { inspectTls, selfSignedPaths } from '../../config/tls.ts';
import { type Check, ok, warning, wrong } from './Finding.ts';

const ABOUT = 'TLS';
const SOON_DAYS = 14;

/** Browsers open camera and microphone only on https pages and on localhost, so who listens beyond loopback needs TLS. */
export const checkTls: Check = async ({ config, now }) => {
  const { tls, host, dataDir } = config;
  if (tls === 'off') {
    if (host.startsWith('127.') || host === '::1') return [ok(ABOUT, 'off; browsers on this machine need none')];
    const says = `off, and ${host} is open to others: their browsers refuse camera and microphone on plain http pages`;
    return [warning(ABOUT, says, 'put a proxy with TLS in front, or give --tls CERT,KEY or --tls self-signed')];
  }
  const paths = tls === 'self-signed' ? selfSignedPaths(dataDir) : tls;
  if (tls === 'self-signed' && !existsSync(paths.cert))
    return [ok(ABOUT, 'self-signed; the certificate is made at the first start')];
  const found = inspectTls(paths, now);
  if ('problem' in found) {
    if (tls === 'self-signed') return [ok(ABOUT, 'self-signed; the certificate is made anew at the next start')];
    return [wrong(ABOUT, found.problem, 'correct --tls CERT,KEY or the files')];
  }
  const says = `${paths.cert} is valid for ${found.daysLeft} more days`;
  if (tls === 'self-signed') return [ok(ABOUT, `${says}; browsers ask once whether to trust it`)];
  return found.daysLeft < SOON_DAYS ? [warning(ABOUT, says, 'renew it')] : [ok(ABOUT, says)];
};
