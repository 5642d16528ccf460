import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { ConfigError, type Tls } from './Config.ts';

/** PEM texts, for `https.createServer`. */
export type TlsFiles = { cert: string; key: string };

const DAY_MS = 86_400_000;
/** Apple's systems refuse certificates that are valid longer than 398 days. */
const VALID_DAYS = 397;
const RENEW_BEFORE_DAYS = 30;

/**
 * What the web server needs: nothing, the operator's own files, or a self-signed certificate. That one is made once, kept in the
 * data folder for its owner only, and made anew when it runs out or when it does not name one of `hosts`.
 * @throws ConfigError when the operator's files cannot be used
 */
export async function loadTls(given: {
  tls: Tls;
  dataDir: string;
  /** Names and addresses that people will open, besides localhost. */
  hosts: readonly string[];
  /** Unix ms. */
  now: number;
}): Promise<TlsFiles | undefined> {
  const { tls, dataDir, hosts, now } = given;
  if (tls === 'off') return undefined;
  if (tls !== 'self-signed') {
    const read = inspectTls(tls, now);
    if ('problem' in read) throw new ConfigError([read.problem]);
    return read.files;
  }
  const paths = selfSignedPaths(dataDir);
  const kept = existsSync(paths.cert) ? inspectTls(paths, now) : undefined;
  const names = [...new Set(['localhost', '127.0.0.1', '::1', ...hosts.filter((host) => host !== '0.0.0.0' && host !== '::')])];
  const good =
    kept && 'files' in kept && kept.daysLeft >= RENEW_BEFORE_DAYS && names.every((name) => isNamed(kept.certificate, name));
  return good ? kept.files : makeSelfSigned(paths, { names, now });
}

export function selfSignedPaths(dataDir: string): { cert: string; key: string } {
  return { cert: join(dataDir, 'tls', 'cert.pem'), key: join(dataDir, 'tls', 'key.pem') };
}

/** Reads a certificate and its key and judges them. Problems name the file and what is wrong with it. */
export function inspectTls(
  paths: { cert: string; key: string },
  now: number,
): { files: TlsFiles; certificate: X509Certificate; daysLeft: number } | { problem: string } {
  const cert = read(paths.cert);
  const key = read(paths.key);
  if (cert === undefined) return { problem: `tls: the certificate ${paths.cert} cannot be read` };
  if (key === undefined) return { problem: `tls: the key ${paths.key} cannot be read` };
  const certificate = attempt(() => new X509Certificate(cert));
  if (!certificate) return { problem: `tls: ${paths.cert} is not a PEM certificate` };
  const privateKey = attempt(() => createPrivateKey(key));
  if (!privateKey) return { problem: `tls: ${paths.key} is not a PEM private key without passphrase` };
  if (!certificate.checkPrivateKey(privateKey)) return { problem: `tls: ${paths.key} is not the key of ${paths.cert}` };
  const daysLeft = Math.floor((Date.parse(certificate.validTo) - now) / DAY_MS);
  if (daysLeft < 0) return { problem: `tls: ${paths.cert} ran out on ${certificate.validTo}` };
  return { files: { cert, key }, certificate, daysLeft };
}

async function makeSelfSigned(paths: { cert: string; key: string }, about: { names: string[]; now: number }): Promise<TlsFiles> {
  const { names, now } = about;
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Liuyun self-signed' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // An hour earlier, for visitors whose clock is behind.
    notBeforeDate: new Date(now - 3_600_000),
    notAfterDate: new Date(now + VALID_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map((name) => (isIP(name) ? { type: 7, ip: name } : { type: 2, value: name })) },
    ],
  });
  mkdirSync(join(paths.cert, '..'), { recursive: true, mode: 0o700 });
  write(paths.key, key);
  write(paths.cert, cert);
  return { cert, key };
}

/** Written beside and moved into place, so that a crash leaves no half file. */
function write(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  chmodSync(`${path}.new`, 0o600);
  renameSync(`${path}.new`, path);
}

function isNamed(certificate: X509Certificate, name: string): boolean {
  return (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined;
}

function read(path: string): string | undefined {
  return attempt(() => readFileSync(path, 'utf8'));
}

function attempt<T>(task: () => T): T | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}
