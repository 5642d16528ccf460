import { randomHex } from '@liuyun/kit';
import { isActionName, notProvided } from '@liuyun/protocol/rest/actions';
import { type ReturnName, returnCodes } from '@liuyun/protocol/rest/returnCodes';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Cloud } from '../../operations/Cloud.ts';
import type { AppRecord } from '../../operations/findApp.ts';
import { addressOf, TrustedProxies } from '../addressOf.ts';
import { WrongTries } from '../WrongTries.ts';
import type { Asking } from './Answer.ts';
import { answer } from './answers.ts';
import { checkSignature, type Signed } from './checkSignature.ts';
import { NonceMemory } from './NonceMemory.ts';
import { RateLimits } from './RateLimits.ts';
import { Refusal } from './Refusal.ts';
import type { ChosenRates } from './rates.ts';
import { readBody } from './readBody.ts';
import { readParams } from './readParams.ts';
import { gather, paramOf, readQuery } from './readQuery.ts';

/** Where the server API is served; the root takes it too, as its public clients are used to. */
export const SERVER_API_PATH = '/api/';
const URL_LENGTH = 12_288;
const BODY_BYTES = 65_536;
/** Requests of one app within the time a signature is good for; with more, the oldest seconds count as used. */
const NONCES_PER_APP = 200_000;
/** Wrong signatures from one address; right ones are always taken, so nobody can lock an app's server out. */
const WRONG_SIGNATURES = { perSecond: 2, burst: 100 };
const GUESSES: ReadonlySet<ReturnName> = new Set<ReturnName>(['SIGNATURE_WRONG', 'NO_APP']);
const HOST = /^[\w.\-[\]:]{1,255}$/;

/** Told of every answer: for metrics. */
export type ObserveRest = (answered: AnsweredRest) => void;

/** For traces: runs what answers one request, and hears from inside whose it is once its signature was found right. */
export type RestTrace = {
  around<T>(work: () => Promise<T>): Promise<T>;
  /** `traceparent` as the caller sent it. */
  signed(request: { action: string; traceparent: string | undefined }): void;
};

/** `appID` only of a signed request; `failed` for what is our fault. */
export type AnsweredRest = {
  action: string;
  code: number;
  ms: number;
  requestID: string;
  appID: number | undefined;
  failed: boolean;
};

type About = { action: string; started: number; appID?: number };

/** Requests to the root that are meant for the server API come in here. */
export function rewriteServerApi(url: string, method: string): string {
  if (!url.startsWith('/?') && url !== '/') return url;
  const meant = method === 'POST' || /[?&](Action|Signature)=/.test(url);
  return meant ? `${SERVER_API_PATH}${url.slice(1)}` : url;
}

/** `/api/?Action=…`, GET and POST. Always HTTP 200; `Code` in the answer says how it went. */
export function addServerApi(
  server: FastifyInstance,
  given: {
    cloud: Cloud;
    observe?: ObserveRest;
    trace?: RestTrace | undefined;
    proxies?: TrustedProxies;
    rates?: ChosenRates;
  },
): void {
  const { cloud, observe = () => {}, trace, proxies = new TrustedProxies(), rates } = given;
  const door = new ServerApi({ cloud, observe, trace, proxies, rates });
  server.register(async (rest) => {
    rest.removeAllContentTypeParsers();
    // Whatever it is called: the signature covers its bytes, and `readBody` finds out what it is.
    rest.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_BYTES }, (_request, body, done) => done(null, body));
    rest.setErrorHandler((error: Error, _request, reply) => {
      const tooBig = (error as { code?: unknown }).code === 'FST_ERR_CTP_BODY_TOO_LARGE';
      return door.send(reply, tooBig ? new Refusal('PARAM_TOO_LONG', 'the body') : error, {
        action: 'unknown',
        started: performance.now(),
      });
    });
    for (const url of [SERVER_API_PATH, SERVER_API_PATH.slice(0, -1)]) {
      rest.route({
        method: ['GET', 'POST'],
        url,
        exposeHeadRoute: false,
        handler: (request, reply) => (trace ? trace.around(() => door.answer(request, reply)) : door.answer(request, reply)),
      });
    }
  });
}

class ServerApi {
  readonly #cloud: Cloud;
  readonly #observe: ObserveRest;
  readonly #trace: RestTrace | undefined;
  readonly #proxies: TrustedProxies;
  readonly #rates: RateLimits;
  readonly #nonces = new Map<number, NonceMemory>();
  readonly #wrong = new WrongTries(WRONG_SIGNATURES);

  constructor(given: {
    cloud: Cloud;
    observe: ObserveRest;
    trace: RestTrace | undefined;
    proxies: TrustedProxies;
    rates: ChosenRates | undefined;
  }) {
    this.#rates = new RateLimits(given.rates);
    this.#cloud = given.cloud;
    this.#observe = given.observe;
    this.#trace = given.trace;
    this.#proxies = given.proxies;
  }

  async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const about: About = { action: 'unknown', started: performance.now() };
    try {
      return this.send(reply, await this.#dataOf(request, about), about);
    } catch (error) {
      return this.send(reply, error instanceof Error ? error : new Error(String(error)), about);
    }
  }

  send(reply: FastifyReply, outcome: object, about: About): FastifyReply {
    const requestID = randomHex(this.#cloud.random, 16);
    if (outcome instanceof Error && !(outcome instanceof Refusal)) {
      this.#cloud.log.error({ err: outcome, action: about.action, requestID }, 'a server API request failed unexpectedly');
    }
    const refusal = outcome instanceof Refusal ? outcome : outcome instanceof Error ? new Refusal('GATEWAY_FAILED') : undefined;
    const code = refusal ? returnCodes[refusal.answer].code : 0;
    const { action, appID } = about;
    const failed = outcome instanceof Error && !(outcome instanceof Refusal);
    this.#observe({ action, code, ms: performance.now() - about.started, requestID, appID, failed });
    this.#cloud.log.debug({ requestID, appID, action, code }, 'server API request');
    const text = { Code: code, Message: refusal?.message ?? returnCodes.OK.text, RequestId: requestID };
    return reply
      .code(200)
      .header('Cache-Control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ ...text, Data: refusal ? refusal.data : outcome }));
  }

  async #dataOf(request: FastifyRequest, about: About): Promise<object> {
    const { originalUrl: url, method } = request;
    if (!HOST.test(request.headers.host ?? '')) throw new Refusal('HOST_WRONG');
    if (url.length > URL_LENGTH) throw new Refusal('PARAM_TOO_LONG', 'the URL');
    const [path = '/'] = url.split('?', 1);
    const query = readQuery(url.slice(path.length + 1));
    const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
    const form = isForm && paramOf(query, 'SignatureVersion') !== '3.0' ? readQuery(Buffer.from(body).toString('utf8')) : [];
    const action = paramOf(query, 'Action') || paramOf(form, 'Action');
    if (!action) throw new Refusal('ACTION_EMPTY');
    const provided = isActionName(action);
    if (!provided && !notProvided.has(action)) throw new Refusal('ACTION_UNKNOWN');
    about.action = action;

    const app = await this.#checked({ method, path, query, form, body }, request);
    about.appID = app.appID;
    this.#trace?.signed({ action, traceparent: request.headers.traceparent?.toString() });
    if (!provided) throw new Refusal('SERVICE_OFF');
    const call = { appID: app.appID, percent: app.options.serverApiRate, action, now: this.#cloud.clock.now() };
    this.#rates.takeApp(call);
    const raw = { ...(form.length > 0 ? gather(form) : readBody(body)), ...gather(query) };
    const params = readParams(action, raw);
    if ('RoomId' in params && typeof params.RoomId === 'string') {
      this.#rates.takeRoom({ ...call, roomID: params.RoomId });
    }
    const asking: Asking = { cloud: this.#cloud, appID: app.appID };
    return answer(asking, action, params);
  }

  async #checked(signed: Signed, request: FastifyRequest): Promise<AppRecord> {
    try {
      return await checkSignature(this.#cloud, signed, (appID) => this.#noncesOf(appID));
    } catch (error) {
      if (!(error instanceof Refusal && GUESSES.has(error.answer))) throw error;
      const [address, now] = [addressOf(request.raw, this.#proxies), this.#cloud.clock.now()];
      if (this.#wrong.tooMany(address, now)) throw new Refusal('APP_TOO_OFTEN', 'wrong signatures from this address');
      this.#wrong.wrong(address, now);
      throw error;
    }
  }

  #noncesOf(appID: number): NonceMemory {
    const memory = this.#nonces.get(appID) ?? new NonceMemory(NONCES_PER_APP);
    this.#nonces.set(appID, memory);
    return memory;
  }
}
