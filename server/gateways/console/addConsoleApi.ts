import { TokenBucket } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol';
import { AdminError, adminErrors } from '@liuyun/protocol/admin/errors';
import { type AdminRequestName, adminRoutes, isAdminRequestName } from '@liuyun/protocol/admin/requests';
import { ADMIN_API_PATH, CSRF_HEADER } from '@liuyun/protocol/admin/routes';
import { sameSecret } from '@liuyun/token';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { auditedRequest } from '../../operations/admin/audited.ts';
import type { Asking, Desk } from '../../operations/admin/Desk.ts';
import { csrfOf, findWho } from '../../operations/admin/sessions.ts';
import { addressOf, TrustedProxies } from '../addressOf.ts';
import { answer } from './answers.ts';
import { readToken, tokenCookie } from './cookies.ts';
import { readAdminParams, readQuery } from './readAdminParams.ts';

const BODY_BYTES = 65_536;
/** A page that shows live figures asks once or twice a second. */
const RATE = { perSecond: 30, burst: 150 };
const ASKERS = 5_000;
const HOST = /^[\w.\-[\]:]{1,255}$/;

type ConsoleParts = {
  desk: Desk;
  /** Whether this server itself speaks TLS. */
  secure: boolean;
  /** The signalling URL for requests that do not say which host they were sent to. */
  signallingUrl: () => string;
  proxies?: TrustedProxies;
};

/** `/console/api/…`: the API of the console, for nobody but its pages. */
export function addConsoleApi(server: FastifyInstance, parts: ConsoleParts): void {
  const door = new ConsoleDoor(parts);
  server.register(
    async (api) => {
      api.removeAllContentTypeParsers();
      api.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: BODY_BYTES }, (_request, body, done) =>
        done(null, body),
      );
      api.setErrorHandler((error, request, reply) => door.refuse(error, { request, reply }));
      api.setNotFoundHandler((request, reply) => door.refuse(new AdminError('NOT_FOUND'), { request, reply }));
      api.route<{ Params: { '*': string } }>({
        method: ['GET', 'POST'],
        url: '/*',
        exposeHeadRoute: false,
        handler: (request, reply) => door.answer(request, reply),
      });
    },
    { prefix: ADMIN_API_PATH.slice(0, -1) },
  );
}

class ConsoleDoor {
  readonly #parts: ConsoleParts;
  readonly #proxies: TrustedProxies;
  readonly #rates = new Map<string, TokenBucket>();

  constructor(parts: ConsoleParts) {
    this.#parts = parts;
    this.#proxies = parts.proxies ?? new TrustedProxies();
  }

  async answer(request: FastifyRequest<{ Params: { '*': string } }>, reply: FastifyReply): Promise<FastifyReply> {
    const name = request.params['*'];
    if (!isAdminRequestName(name)) throw new AdminError('NOT_FOUND', 'no such request');
    const { method, role } = adminRoutes[name];
    if (request.method !== method) throw new AdminError('BAD_REQUEST', `this is sent with ${method}`);
    const asking = await this.#askingOf(request, reply);
    this.#limit(asking);
    if (role !== 'anyone' && !asking.who) throw new AdminError('UNAUTHENTICATED');
    if (role === 'admin' && asking.who?.role !== 'admin')
      throw new AdminError('FORBIDDEN', 'your role may look, and change nothing');
    if (method === 'POST') mustBeOurPage(request, asking);
    const raw = method === 'POST' ? bodyOf(request) : readQuery(name, queryOf(request));
    const params = readAdminParams(name, raw);
    const result = await auditedRequest(asking, { name, params }, () =>
      answer(asking, name as AdminRequestName, params as never),
    );
    return reply.header('Cache-Control', 'no-store').send(result);
  }

  refuse(error: unknown, { request, reply }: { request: FastifyRequest; reply: FastifyReply }): FastifyReply {
    const failure = failureOf(error);
    if (failure.failure === 'INTERNAL')
      this.#parts.desk.cloud.log.error(
        { err: error, route: request.routeOptions.url },
        'a request of the console failed unexpectedly',
      );
    const { failure: name, field, retryAfterMs } = failure;
    const message = name === 'INTERNAL' ? adminErrors.INTERNAL.text : failure.message;
    if (retryAfterMs !== undefined) reply.header('Retry-After', String(Math.ceil(retryAfterMs / 1_000)));
    return reply
      .code(adminErrors[name].http)
      .header('Cache-Control', 'no-store')
      .send({
        error: { name, message, ...(field !== undefined && { field }), ...(retryAfterMs !== undefined && { retryAfterMs }) },
      });
  }

  async #askingOf(request: FastifyRequest, reply: FastifyReply): Promise<Asking> {
    const { desk } = this.#parts;
    const secure = this.#isSecure(request);
    const token = readToken(request.headers.cookie);
    const who = await findWho(desk, token);
    return {
      desk,
      who,
      token: who && token,
      address: addressOf(request.raw, this.#proxies),
      secure,
      serverPath: this.#serverPath(request, secure),
      setToken: (given) => void reply.header('Set-Cookie', tokenCookie(given, secure)),
    };
  }

  /** A trusted reverse proxy is believed about what it speaks to the outside. */
  #isSecure({ headers, raw }: FastifyRequest): boolean {
    if (this.#parts.secure) return true;
    const behindProxy = this.#proxies.believes(raw.socket.remoteAddress ?? '');
    return (
      behindProxy &&
      String(headers['x-forwarded-proto'] ?? '')
        .split(',')
        .at(-1)
        ?.trim() === 'https'
    );
  }

  #serverPath({ headers }: FastifyRequest, secure: boolean): string {
    const { host = '' } = headers;
    const standard = this.#parts.signallingUrl();
    return HOST.test(host) ? `ws${secure ? 's' : ''}://${host}${new URL(standard).pathname}` : standard;
  }

  #limit({ desk, who, address }: Asking): void {
    const now = desk.cloud.clock.now();
    const key = who ? `session ${who.sessionHash}` : `address ${address}`;
    const bucket = this.#rates.get(key) ?? new TokenBucket({ ...RATE, now });
    this.#rates.delete(key);
    this.#rates.set(key, bucket);
    for (const oldest of this.#rates.keys()) {
      if (this.#rates.size <= ASKERS) break;
      this.#rates.delete(oldest);
    }
    if (!bucket.take(now)) throw new AdminError('TOO_MANY', '', { retryAfterMs: 1_000 });
  }
}

/** Another site can send neither this header nor what it has to hold; browsers say besides where a request comes from. */
function mustBeOurPage({ headers }: FastifyRequest, asking: Asking): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') throw new AdminError('FORBIDDEN', 'not sent by the console');
  if (!sameSecret(String(headers[CSRF_HEADER] ?? ''), csrfOf(asking.token)))
    throw new AdminError('FORBIDDEN', 'not sent by the console, or by a page of an earlier session');
}

function queryOf({ originalUrl }: FastifyRequest): URLSearchParams {
  const at = originalUrl.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : originalUrl.slice(at + 1));
}

function bodyOf({ body }: FastifyRequest): unknown {
  if (!(body instanceof Uint8Array) || body.byteLength === 0) return {};
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new AdminError('BAD_REQUEST', 'the body is no JSON');
  }
}

/** What all doors share, in the words of this one. */
function failureOf(error: unknown): AdminError {
  if (error instanceof AdminError) return error;
  if (error instanceof RtcError) {
    const message = error.detail || error.message;
    if (error.failure === 'INPUT_PARAM') return new AdminError('BAD_REQUEST', message);
    if (error.failure === 'APP_ID_UNKNOWN') return new AdminError('NOT_FOUND', 'no app has this AppID');
    if (error.failure === 'TOO_MANY_REQUESTS') return new AdminError('TOO_MANY', message);
  }
  const status = (error as { statusCode?: unknown }).statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new AdminError('BAD_REQUEST', 'the request is too big, or no JSON');
  return new AdminError('INTERNAL', '', { cause: error });
}
