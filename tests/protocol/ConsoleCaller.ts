import { request } from 'node:http';
import {
  type AdminFailure,
  type AdminRequestName,
  type AdminResult,
  type AdminSent,
  adminPath,
  adminRoutes,
} from '@liuyun/protocol/admin/requests';

export type ConsoleAnswer = { status: number; headers: { [name: string]: string | string[] | undefined }; text: string };
type Asked = { method?: string; body?: string | Buffer; headers?: { [name: string]: string } };

/** A request of the console that was refused. */
export class ConsoleRefused extends Error {
  readonly status: number;
  readonly error: AdminFailure['error'];

  constructor(status: number, error: AdminFailure['error']) {
    super(`${error.name} (${status}) ${error.message}`);
    this.status = status;
    this.error = error;
  }
}

/** A browser at the console, bare: it keeps the cookie and sends what it is told to. */
export class ConsoleCaller {
  readonly #base: () => string;
  cookie: string | undefined;
  csrf = 'nobody';

  constructor(base: () => string) {
    this.#base = base;
  }

  /** Somebody else's browser, at the same server. */
  another(): ConsoleCaller {
    return new ConsoleCaller(this.#base);
  }

  async ask<N extends AdminRequestName>(name: N, params: AdminSent<N>): Promise<AdminResult<N>> {
    const answered = await this.send(name, params);
    const body = JSON.parse(answered.text) as object;
    if (answered.status !== 200) throw new ConsoleRefused(answered.status, (body as AdminFailure).error);
    return body as AdminResult<N>;
  }

  async login(username: string, password: string): Promise<this> {
    this.csrf = (await this.ask('getSession', {})).csrf;
    const session = await this.ask('login', { username, password });
    this.csrf = session.csrf;
    return this;
  }

  async firstRun(key: string, username: string, password: string): Promise<this> {
    const session = await this.ask('firstRun', { key, username, password });
    this.csrf = session.csrf;
    return this;
  }

  send(name: AdminRequestName, params: object, headers: { [name: string]: string } = {}): Promise<ConsoleAnswer> {
    if (adminRoutes[name].method === 'POST') {
      const all = { 'content-type': 'application/json', 'x-liuyun-csrf': this.csrf, ...headers };
      return this.raw(adminPath(name), { method: 'POST', body: JSON.stringify(params), headers: all });
    }
    const given = Object.entries(params).filter(([, value]) => value !== undefined);
    const query = new URLSearchParams(
      given.map(([field, value]) => [field, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
    );
    return this.raw(`${adminPath(name)}?${query}`, { headers });
  }

  /** Any HTTP there is. */
  raw(path: string, { method = 'GET', body, headers = {} }: Asked = {}): Promise<ConsoleAnswer> {
    const { hostname, port } = new URL(this.#base());
    const all = { ...(this.cookie && { cookie: this.cookie }), ...headers };
    return new Promise((resolve, reject) => {
      const sent = request({ host: hostname, port, path, method, headers: all }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          for (const one of response.headers['set-cookie'] ?? []) this.#keep(one);
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  #keep(setCookie: string): void {
    const [pair = ''] = setCookie.split(';');
    this.cookie = pair.endsWith('=') ? undefined : pair;
  }
}
