import { type Clock, type RandomSource, randomFraction } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';
import type { SignallingLink } from '../signalling/SignallingLink.ts';

/** Within the time that an app waits for a login anyway, and that a server lets somebody stand at the door. */
const PATIENCE_MS = 8_000;
const LEAST_MS = 200;
/** The longest wait of the first time; each further one is up to twice as long. */
const FIRST_MS = 800;
const MOST_MS = 3_000;

/**
 * A room takes so many logins a second. Whoever comes in a crowd and is one too many asks again on the same connection, each
 * client after a time of its own, so that they do not meet again. Rejects with the refusal when patience or the link ends.
 */
export async function comeInTurn<T>(
  over: { link: Pick<SignallingLink, 'facts' | 'state'>; clock: Clock; random: RandomSource },
  ask: () => Promise<T>,
): Promise<T> {
  const { link, clock, random } = over;
  const until = clock.now() + PATIENCE_MS;
  for (let most = FIRST_MS; ; most = Math.min(2 * most, MOST_MS)) {
    try {
      return await ask();
    } catch (error) {
      const wait = Math.round(LEAST_MS + (most - LEAST_MS) * randomFraction(random));
      if (RtcError.from(error).failure !== 'TOO_MANY_REQUESTS' || clock.now() + wait > until) throw error;
      await pause(over, wait);
      if (link.state === 'closed') throw error;
    }
  }
}

/** Over at once when the link is closed. */
function pause({ link, clock }: { link: Pick<SignallingLink, 'facts'>; clock: Clock }, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = clock.after(ms, resolve);
    link.facts.on('closed', () => {
      stop();
      resolve();
    });
  });
}
