import { sameSecret, signature2, signature3 } from '@liuyun/token';
import type { Cloud } from '../../operations/Cloud.ts';
import { type AppRecord, findApp } from '../../operations/findApp.ts';
import { serverSecrets } from '../../operations/serverSecrets.ts';
import type { NonceMemory } from './NonceMemory.ts';
import { Refusal } from './Refusal.ts';
import { type Pairs, paramOf } from './readQuery.ts';

/** How far the caller's clock may be off, in seconds. */
export const CLOCK_SECONDS = 600;
const NONCE_LENGTH = 64;
const APP_ID = /^[1-9]\d{0,9}$/;
const TIMESTAMP = /^\d{1,12}$/;
const VERSIONS: ReadonlySet<string> = new Set(['2.0', '3.0']);
const YES: ReadonlySet<string> = new Set(['1', 'true', 'yes']);

export type Signed = {
  method: string;
  path: string;
  query: Pairs;
  /** Common parameters may also come in a form, where 2.0 is used. */
  form: Pairs;
  body: Uint8Array;
};

/** Whose request it is. Throws the documented gateway code for whatever is missing or wrong, cheap checks first. */
export async function checkSignature(cloud: Cloud, signed: Signed, nonces: (appID: number) => NonceMemory): Promise<AppRecord> {
  const of = (name: string) => paramOf(signed.query, name) || paramOf(signed.form, name);
  const given = {
    appID: of('AppId'),
    nonce: of('SignatureNonce'),
    timestamp: of('Timestamp'),
    version: of('SignatureVersion'),
    signature: of('Signature'),
  };
  if (!APP_ID.test(given.appID) || Number(given.appID) > 0xffff_ffff) throw new Refusal('APP_ID_FORMAT');
  if (!given.nonce) throw new Refusal('NONCE_EMPTY');
  if (!given.timestamp) throw new Refusal('TIMESTAMP_EMPTY');
  if (!TIMESTAMP.test(given.timestamp)) throw new Refusal('TIMESTAMP_FORMAT');
  if (!given.version) throw new Refusal('SIGNATURE_VERSION_EMPTY');
  if (!VERSIONS.has(given.version)) throw new Refusal('SIGNATURE_VERSION_UNKNOWN');
  if (!given.signature) throw new Refusal('SIGNATURE_EMPTY');
  if (YES.has(of('IsTest').toLowerCase())) throw new Refusal('ENVIRONMENT_OFF');
  const seconds = Number(given.timestamp);
  const now = Math.floor(cloud.clock.now() / 1000);
  if (Math.abs(now - seconds) > CLOCK_SECONDS) throw new Refusal('SIGNATURE_EXPIRED');

  const app = await findApp(cloud, Number(given.appID));
  if (!app) throw new Refusal('NO_APP');
  if (!app.serverSecret) throw new Refusal('NO_SERVER_SECRET');
  const signature = given.signature.toLowerCase();
  const secrets = serverSecrets(app, cloud.clock.now());
  const right = secrets.filter((secret) => sameSecret(signature, expected(signed, given, secret))).length > 0;
  if (given.nonce.length > NONCE_LENGTH || !right) throw new Refusal('SIGNATURE_WRONG');
  const memory = nonces(app.appID);
  memory.expire(now - CLOCK_SECONDS);
  if (!memory.take(given.nonce, seconds)) throw new Refusal('SIGNATURE_WRONG', 'this nonce was used before');
  return app;
}

function expected(signed: Signed, given: { appID: string; nonce: string; timestamp: string; version: string }, secret: string) {
  const { appID, nonce, timestamp, version } = given;
  return version === '3.0'
    ? signature3({ ...signed, nonce, timestamp }, secret)
    : signature2({ appID, nonce, secret, timestamp });
}
