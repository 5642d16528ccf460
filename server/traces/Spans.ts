import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { AnsweredRest } from '../gateways/rest/addServerApi.ts';
import type { Answered } from '../gateways/signalling/Observer.ts';
import type { CallbackAttempt } from '../operations/callbacks/CallbackDelivery.ts';

/** Failures that are ours; any other is an answer like the rest. */
const OURS: ReadonlySet<string> = new Set(['INTERNAL', 'MEDIA_FAILED', 'TIMEOUT']);
/** https://www.w3.org/TR/trace-context/#traceparent-header, version 00 */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

type Done = { kind: SpanKind; attributes: Attributes; ms: number; failed: boolean; context?: Context };

/** A span for each thing that was done, made when it is over. Attributes hold IDs, names and codes, and nothing that a client wrote. */
export class Spans {
  readonly #tracer: Tracer;

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  readonly answered = ({ request, outcome, ms, who }: Answered): void => {
    const ids = who && { 'liuyun.app_id': who.appID, 'liuyun.room_id': who.roomID, 'liuyun.user_id': who.userID };
    const attributes = { 'rpc.system': 'liuyun', 'rpc.method': request, 'liuyun.outcome': outcome, ...ids };
    this.#add(request, { kind: SpanKind.SERVER, attributes, ms, failed: OURS.has(outcome) });
  };

  /** A child of whatever an app's own server says in `traceparent`; what strangers say there is not looked at. */
  readonly answeredRest = ({ action, appID, code, failed, ms, requestID, traceparent }: AnsweredRest): void => {
    const attributes = {
      'liuyun.action': action,
      'liuyun.code': code,
      'liuyun.request_id': requestID,
      ...(appID !== undefined && { 'liuyun.app_id': appID }),
    };
    const context = appID === undefined ? ROOT_CONTEXT : contextOf(traceparent);
    this.#add(`server API ${action}`, { kind: SpanKind.SERVER, attributes, ms, failed, context });
  };

  readonly attempted = ({ appID, event, id, outcome, tookMs: ms, ageMs }: CallbackAttempt): void => {
    const attributes = {
      'liuyun.app_id': appID,
      'liuyun.event': event,
      'liuyun.callback_id': id,
      'liuyun.outcome': outcome,
      'liuyun.age_ms': ageMs,
    };
    this.#add(`callback ${event}`, { kind: SpanKind.CLIENT, attributes, ms, failed: outcome !== 'delivered' });
  };

  #add(name: string, { kind, attributes, ms, failed, context = ROOT_CONTEXT }: Done): void {
    const end = Date.now();
    const span = this.#tracer.startSpan(name, { kind, attributes, startTime: end - ms }, context);
    if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(end);
  }
}

function contextOf(traceparent: string | undefined): Context {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (!traceId || !spanId || !flags) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}
