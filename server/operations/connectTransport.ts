import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Gives the server the client's end of the DTLS handshake. */
export async function connectTransport(caller: Caller, params: Params<'connectTransport'>): Promise<Result<'connectTransport'>> {
  const transport = caller.media.transport(params.transportID);
  await caller.cloud.step('media: connect', () => transport.connect(params.dtlsParameters));
  return {};
}
