import { AsyncLocalStorage } from 'node:async_hooks';
import { RtcError } from '@liuyun/protocol';
import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { AnsweredRest } from '../gateways/rest/addServerApi.ts';
import type { Answered } from '../gateways/signalling/Observer.ts';
import type { StepName } from '../operations/Step.ts';
import { contextOf, traceparentOf } from './traceparent.ts';

/** Failures that are ours; any other is an answer like the rest. */
const OURS: ReadonlySet<string> = new Set(['INTERNAL', 'MEDIA_FAILED', 'TIMEOUT']);

/** What is being answered, or a step of it. `open` until the answer: what a request leaves behind (timers, sockets) is no part of it. */
type Running = { request: { from: number; open: boolean; span: Span | undefined }; context: Context };

/**
 * A span for each request, and below it one for each of its steps and for each callback it caused. Which request it is follows
 * the code over its awaits (AsyncLocalStorage). Attributes hold IDs, names and codes, and nothing that a client wrote.
 */
export class Spans {
  readonly #tracer: Tracer;
  readonly #running = new AsyncLocalStorage<Running>();

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  /**
   * Around everything that answers one request. Its span begins here when its name is known, and otherwise with `signed`;
   * it ends with `answered` or `answeredRest`.
   */
  readonly around = <T>(work: () => Promise<T>, name?: string): Promise<T> => {
    const running: Running = { request: { from: Date.now(), open: true, span: undefined }, context: ROOT_CONTEXT };
    return this.#running.run(running, () => {
      if (name !== undefined) this.#begin(name, ROOT_CONTEXT);
      return work();
    });
  };

  /** A signed call of the server API begins: part of what its caller names. What strangers name is not looked at. */
  readonly signed = ({ action, traceparent }: { action: string; traceparent: string | undefined }): void => {
    this.#begin(`server API ${action}`, contextOf(traceparent));
  };

  readonly answered = ({ request, outcome, who }: Answered): void => {
    const ids = who && { 'liuyun.app_id': who.appID, 'liuyun.room_id': who.roomID, 'liuyun.user_id': who.userID };
    const attributes = { 'rpc.system': 'liuyun', 'rpc.method': request, 'liuyun.outcome': outcome, ...ids };
    this.#end(request, attributes, OURS.has(outcome));
  };

  readonly answeredRest = ({ action, appID, code, failed, requestID }: AnsweredRest): void => {
    const attributes = {
      'liuyun.action': action,
      'liuyun.code': code,
      'liuyun.request_id': requestID,
      ...(appID !== undefined && { 'liuyun.app_id': appID }),
    };
    this.#end(`server API ${action}`, attributes, failed);
  };

  readonly step = <T>(name: StepName, work: () => T): T => {
    const running = this.#running.getStore();
    if (!running?.request.open) return work();
    const span = this.#tracer.startSpan(name, { kind: SpanKind.INTERNAL }, running.context);
    const failed = (error: unknown) => {
      const { failure } = RtcError.from(error);
      span.setAttribute('liuyun.outcome', failure);
      if (OURS.has(failure)) span.setStatus({ code: SpanStatusCode.ERROR });
    };
    try {
      const result = this.#running.run({ ...running, context: trace.setSpan(running.context, span) }, work);
      if (!(result instanceof Promise)) span.end();
      else result.catch(failed).finally(() => span.end());
      return result;
    } catch (error) {
      failed(error);
      span.end();
      throw error;
    }
  };

  /** What is caused by the request that is being answered; undefined outside of one. */
  readonly caused = (name: string): { traceparent: string; end(): void } | undefined => {
    const running = this.#running.getStore();
    if (!running?.request.open) return undefined;
    const span = this.#tracer.startSpan(name, { kind: SpanKind.PRODUCER }, running.context);
    return { traceparent: traceparentOf(span), end: () => span.end() };
  };

  /** Something that this server does by itself, as a part of what `traceparent` names. */
  readonly client = (name: string, traceparent: string | undefined) => {
    const span = this.#tracer.startSpan(name, { kind: SpanKind.CLIENT }, contextOf(traceparent));
    return {
      traceparent: traceparentOf(span),
      end: (attributes: Attributes, failed: boolean) => end(span, attributes, failed),
    };
  };

  #begin(name: string, parent: Context): void {
    const running = this.#running.getStore();
    if (!running) return;
    const { request } = running;
    request.span = this.#tracer.startSpan(name, { kind: SpanKind.SERVER, startTime: request.from }, parent);
    running.context = trace.setSpan(parent, request.span);
  }

  #end(name: string, attributes: Attributes, failed: boolean): void {
    const running = this.#running.getStore();
    // Refused before anybody knew what it was.
    if (!running?.request.span) this.#begin(name, ROOT_CONTEXT);
    const span = running?.request.span;
    if (!running || !span) return;
    running.request.open = false;
    // Timers that it left behind hold on to this, for as long as they run.
    running.request.span = undefined;
    running.context = ROOT_CONTEXT;
    end(span, attributes, failed);
  }
}

function end(span: Span, attributes: Attributes, failed: boolean): void {
  span.setAttributes(attributes);
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
