import { errorTable, RtcError } from '@liuyun/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../operations/Cloud.ts';
import { failureBody } from './failureBody.ts';

type Where = { request: FastifyRequest; reply: FastifyReply; log: Log };

/** A failure as JSON. What went wrong inside is logged and stays inside. */
export function tellFailure(error: unknown, { request, reply, log }: Where): FastifyReply {
  const status = clientStatusOf(error);
  if (status !== undefined) return reply.code(status).send(failureBody('INPUT_PARAM'));
  const failure = RtcError.from(error);
  if (failure.failure === 'INTERNAL')
    log.error({ err: failure.cause ?? failure, route: request.routeOptions.url }, 'a page failed');
  const detail = failure.failure === 'INTERNAL' ? '' : failure.detail;
  return reply.code(errorTable[failure.failure].http).send(failureBody(failure.failure, detail));
}

/** Fastify's own refusals: a body that is too big, no JSON, of an unknown type. */
function clientStatusOf(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown }).statusCode;
  return !(error instanceof RtcError) && typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
