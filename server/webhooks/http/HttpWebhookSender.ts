import { lookup } from 'node:dns/promises';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Webhook, WebhookOutcome, WebhookSender } from '../WebhookSender.ts';
import { isPublicAddress } from './allowedAddress.ts';

const TIMEOUT_MS = 5_000;
/** What a receiver says is not read; more than this ends the connection. */
const ANSWER_BYTES = 64 * 1_024;

export type HttpWebhookOptions = {
  /** Loopback, private and link-local targets too: for receivers on one's own network. */
  allowPrivate: boolean;
  timeoutMs?: number;
  /** PEM of the only authorities whose certificates are trusted, instead of the usual ones. */
  ca?: string;
  /** Every address of a host name. */
  resolve?: (host: string) => Promise<string[]>;
};

/**
 * Posts over HTTP and HTTPS. A name is resolved once for each attempt, every address of it is checked, and the connection
 * goes to the address that was checked: a name that changes its mind in between (DNS rebinding) gains nothing.
 * Redirects are not followed; they count as refusals.
 */
export class HttpWebhookSender implements WebhookSender {
  readonly #allowPrivate: boolean;
  readonly #timeoutMs: number;
  readonly #resolve: (host: string) => Promise<string[]>;
  readonly #http = new HttpAgent({ keepAlive: true, maxFreeSockets: 16 });
  readonly #https: HttpsAgent;
  readonly #closing = new AbortController();

  constructor({ allowPrivate, timeoutMs = TIMEOUT_MS, resolve = addressesOf, ca }: HttpWebhookOptions) {
    this.#https = new HttpsAgent({ keepAlive: true, maxFreeSockets: 16, ...(ca !== undefined && { ca }) });
    this.#allowPrivate = allowPrivate;
    this.#timeoutMs = timeoutMs;
    this.#resolve = resolve;
  }

  async send(webhook: Webhook): Promise<WebhookOutcome> {
    const late = AbortSignal.timeout(this.#timeoutMs);
    const signal = AbortSignal.any([late, this.#closing.signal]);
    try {
      const url = new URL(webhook.url);
      const address = await within(signal, this.#addressFor(url));
      if (address === undefined) return { ok: false, error: 'the address is not a public one' };
      const status = await this.#post(webhook, { url, address, signal });
      return status >= 200 && status < 300 ? { ok: true } : { ok: false, error: `HTTP ${status}` };
    } catch (error) {
      if (late.aborted) return { ok: false, error: `no answer within ${this.#timeoutMs} ms` };
      if (signal.aborted) return { ok: false, error: 'the server stopped' };
      const { code } = error as { code?: unknown };
      return { ok: false, error: typeof code === 'string' ? code : 'cannot be sent' };
    }
  }

  async permits(url: string): Promise<boolean> {
    const signal = AbortSignal.any([AbortSignal.timeout(this.#timeoutMs), this.#closing.signal]);
    try {
      return (await within(signal, this.#addressFor(new URL(url)))) !== undefined;
    } catch {
      // A wrong URL is refused elsewhere; a name without an address is asked for again at every attempt.
      return true;
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#http.destroy();
    this.#https.destroy();
  }

  /** undefined if any address of the name is forbidden. */
  async #addressFor({ hostname, protocol }: URL): Promise<string | undefined> {
    if (protocol !== 'https:' && protocol !== 'http:') return undefined;
    const host = hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(host) ? [host] : await this.#resolve(host);
    return this.#allowPrivate || addresses.every(isPublicAddress) ? addresses[0] : undefined;
  }

  #post(webhook: Webhook, to: { url: URL; address: string; signal: AbortSignal }): Promise<number> {
    const { url, address, signal } = to;
    const secure = url.protocol === 'https:';
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const options = {
      host: address,
      port: url.port || (secure ? 443 : 80),
      path: `${url.pathname}${url.search}`,
      method: 'POST',
      headers: { ...webhook.headers, host: url.host, 'content-length': Buffer.byteLength(webhook.body) },
      signal,
    };
    return new Promise((resolve, reject) => {
      const answered = (response: IncomingMessage) => {
        resolve(response.statusCode ?? 0);
        passOver(response);
      };
      const request = secure
        ? httpsRequest({ ...options, agent: this.#https, ...(isIP(name) ? {} : { servername: name }) }, answered)
        : httpRequest({ ...options, agent: this.#http }, answered);
      request.on('error', reject);
      request.end(webhook.body);
    });
  }
}

function passOver(response: IncomingMessage): void {
  let bytes = 0;
  response.on('error', () => {});
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES) response.destroy();
  });
}

async function addressesOf(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** A resolver cannot be told to stop: it is not waited for. */
function within<T>(signal: AbortSignal, task: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    task.then(resolve, reject);
  });
}
