import { createHmac } from 'node:crypto';
import type { Config } from './config/Config.ts';
import type { IceServersFor } from './operations/Cloud.ts';

/** How long a TURN password works. A call outlives it: TURN servers check it when an allocation is made and refreshed anew at each login. */
export const TURN_PASSWORD_MS = 24 * 60 * 60 * 1000;

/**
 * Names and passwords for a TURN server that shares `turnSecret` with this cloud: the name is the second of its end and the user,
 * the password its HMAC-SHA1, in Base64 (draft-uberti-behave-turn-rest-00, what coturn calls use-auth-secret).
 * STUN servers are named without either.
 */
export function turnCredentials(config: Pick<Config, 'turnUrls' | 'turnSecret'>): IceServersFor {
  const { turnSecret } = config;
  const stun = config.turnUrls.filter((url) => url.startsWith('stun'));
  const turn = turnSecret === undefined ? [] : config.turnUrls.filter((url) => url.startsWith('turn'));
  return ({ userID, now }) => {
    const servers = stun.length > 0 ? [{ urls: stun }] : [];
    if (turn.length === 0 || turnSecret === undefined) return servers;
    const username = `${Math.floor((now + TURN_PASSWORD_MS) / 1000)}:${userID}`;
    const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
    return [...servers, { urls: turn, username, credential }];
  };
}
