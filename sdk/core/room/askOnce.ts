import { type Clock, type RandomSource, randomHex } from '@liuyun/kit';
import type { Result, Sent } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import { REQUEST_TIMEOUT_MS } from '@liuyun/protocol/limits';
import type { Repeatable, Wire } from '../media/Wire.ts';
import type { Returns } from './Returns.ts';

export type AskingOnce = {
  wire: Pick<Wire, 'ask'>;
  clock: Clock;
  random: RandomSource;
  returns: Returns;
  connected(): boolean;
  /** Whether there is a session that can come back. */
  resumable: boolean;
};

/** Asks for what must happen once: again under the same name, when the session is back, if the connection took the answer. */
export async function askOnce<N extends Repeatable>(over: AskingOnce, name: N, params: Sent<N>): Promise<Result<N>> {
  const { wire, clock, random, returns, resumable } = over;
  const once = randomHex(random, 8);
  const until = clock.now() + REQUEST_TIMEOUT_MS;
  for (;;) {
    const [connected, asked] = [over.connected(), wire.ask(name, { ...params, once })];
    try {
      return await asked;
    } catch (error) {
      // Whether the server has heard it is not known: another session would not know of it either.
      const again = connected && resumable && RtcError.from(error).failure === 'SOCKET_CLOSED';
      if (!again || !(await returns.within(until - clock.now()))) throw error;
    }
  }
}
