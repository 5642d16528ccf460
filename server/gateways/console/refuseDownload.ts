import { AdminError, adminErrors } from '@liuyun/protocol/admin/errors';
import type { FastifyReply } from 'fastify';
import type { Desk } from '../../operations/admin/Desk.ts';

/** Answers a download that is not given, in the words of the console. */
export function refuseDownload(
  error: unknown,
  { desk, reply, what }: { desk: Desk; reply: FastifyReply; what: string },
): FastifyReply {
  const known = error instanceof AdminError;
  if (!known) desk.cloud.log.error({ err: error }, `${what} failed`);
  const name = known ? error.failure : 'INTERNAL';
  const { field, retryAfterMs, message } = known ? error : new AdminError('INTERNAL');
  return reply.code(adminErrors[name].http).send({
    error: { name, message, ...(field !== undefined && { field }), ...(retryAfterMs !== undefined && { retryAfterMs }) },
  });
}
