import type { Tuning } from '@liuyun/core';
import { RtcError } from '@liuyun/protocol/errors';

/** The list of `setTurnServer` as ICE servers; an empty list goes back to those of the cloud. INPUT_PARAM for anything else. */
export function turnServers(list: unknown): NonNullable<Tuning['iceServers']> | undefined {
  if (!Array.isArray(list)) throw new RtcError('INPUT_PARAM', 'turnServerList');
  const servers = list.map((given: { url?: unknown; username?: unknown; credential?: unknown } | null) => {
    const { url, username, credential } = given ?? {};
    if (typeof url !== 'string' || !/^(turns?|stuns?):[^\s]+$/.test(url)) throw new RtcError('INPUT_PARAM', 'url');
    // Browsers refuse a TURN server without both.
    if (url.startsWith('turn') && (typeof username !== 'string' || typeof credential !== 'string')) {
      throw new RtcError('INPUT_PARAM', 'username, credential');
    }
    return {
      urls: [url],
      ...(typeof username === 'string' && { username }),
      ...(typeof credential === 'string' && { credential }),
    };
  });
  return servers.length === 0 ? undefined : servers;
}
