import { request } from 'node:http';
import { randomHex, systemRandom } from '@liuyun/kit';
import { signature2, signature3 } from '@liuyun/token';

export type Answered = { Code: number; Message: string; RequestId: string; Data: never };
export type Values = { [name: string]: string | number | boolean | readonly (string | number)[] };
type Credentials = { appID: number; serverSecret: string; now?: () => number };

/** Speaks to the server API bare, so that a test can say exactly what is sent. */
export class ServerApiCaller {
  readonly #base: () => string;
  readonly #credentials: () => Credentials;

  constructor(base: () => string, credentials: () => Credentials) {
    this.#base = base;
    this.#credentials = credentials;
  }

  /** A signed GET; `change` makes it wrong in one place. An empty change takes a parameter away. */
  call(action: string, values: Values = {}, change: { [name: string]: string } = {}): Promise<Answered> {
    return this.get(`/?${this.query(action, values, change)}`);
  }

  query(action: string, values: Values = {}, change: { [name: string]: string } = {}): string {
    const common: { [name: string]: string } = { Action: action, ...this.common('2.0'), ...change };
    if (!('Signature' in change)) common.Signature = this.#signature2(common);
    return text([...pairsOf(common).filter(([name, value]) => value !== '' || !(name in change)), ...pairsOf(values)]);
  }

  /** A request with the signature that covers everything; `tamper` changes it after it was signed. */
  call3(
    action: string,
    values: Values,
    { method = 'POST', path = '/api/', tamper = {} }: { method?: string; path?: string; tamper?: Tamper } = {},
  ): Promise<Answered> {
    const inBody = method === 'POST';
    const body = Buffer.from(inBody ? JSON.stringify(values) : '');
    const common = this.common('3.0');
    const query = [...pairsOf({ Action: action, ...common }), ...(inBody ? [] : pairsOf(values))];
    const { SignatureNonce: nonce = '', Timestamp: timestamp = '' } = common;
    const signature = signature3({ method, path, query, body, nonce, timestamp }, this.#credentials().serverSecret);
    const sent = { method, path, query: [...query, ['Signature', signature] as const], body, ...tamper };
    return this.send(`${sent.path}?${text(sent.query)}`, {
      method: sent.method,
      body: sent.body,
      headers: { 'Content-Type': 'application/json' },
    });
  }

  common(version: string): { [name: string]: string } {
    const { appID, now = Date.now } = this.#credentials();
    return {
      AppId: String(appID),
      SignatureNonce: randomHex(systemRandom, 8),
      Timestamp: String(Math.floor(now() / 1000)),
      SignatureVersion: version,
    };
  }

  get(path: string): Promise<Answered> {
    return this.send(path, { method: 'GET' });
  }

  async send(path: string, asked: Asked): Promise<Answered> {
    const { status, type, text } = await this.raw(path, asked);
    if (status !== 200 || !type.startsWith('application/json')) throw new Error(`HTTP ${status} ${type}: ${text.slice(0, 200)}`);
    return JSON.parse(text) as Answered;
  }

  /** Any HTTP there is: no client library puts it in order first. */
  raw(path: string, { method, body, headers = {} }: Asked): Promise<{ status: number; type: string; text: string }> {
    const { hostname, port } = new URL(this.#base());
    return new Promise((resolve, reject) => {
      const sent = request({ host: hostname, port, path, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  #signature2({ AppId: appID = '', SignatureNonce: nonce = '', Timestamp: timestamp = '' }: { [name: string]: string }): string {
    return signature2({ appID, nonce, timestamp, secret: this.#credentials().serverSecret });
  }
}

type Asked = { method: string; body?: Buffer | string; headers?: { [name: string]: string } };
type Tamper = { method?: string; path?: string; query?: readonly (readonly [string, string])[]; body?: Buffer };

function pairsOf(values: Values): (readonly [string, string])[] {
  return Object.entries(values).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((one) => [`${name}[]`, String(one)] as const) : [[name, String(value)] as const],
  );
}

function text(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}
