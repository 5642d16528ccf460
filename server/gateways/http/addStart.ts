import { TokenBucket } from '@liuyun/kit';
import { RoomIDSchema, RtcError, UserIDSchema } from '@liuyun/protocol';
import { sameSecret } from '@liuyun/token';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Cloud } from '../../operations/Cloud.ts';
import { issueToken } from '../../operations/issueToken.ts';
import { addressOf, type TrustedProxies } from '../addressOf.ts';
import { WrongTries } from '../WrongTries.ts';

/** What the quick-start pages need to get tokens for their users while somebody develops. */
export type Start = {
  appID: number;
  /** Random per start; it reaches pages as a fragment of the printed link, and comes back only in a header. */
  key: string;
  /** The signalling URL for requests that do not say which host they were sent to. */
  signallingUrl: () => string;
  secure: boolean;
  proxies: TrustedProxies;
};

const TOKEN_SECONDS = 86_400;
const TOKENS = { perSecond: 10, burst: 200 };
/** Of one address. Guessing 256 random bits is hopeless anyway; this keeps it from being noisy too. */
const WRONG_KEYS = { perSecond: 0.5, burst: 20 };

const Body = z.object({ userID: UserIDSchema, roomID: RoomIDSchema.optional() });

/** `POST /start/token` {userID, roomID?} → {appID, server, token, expiresAt}. Exists only in `--dev`. */
export function addStart(server: FastifyInstance, cloud: Cloud, start: Start): void {
  const now = () => cloud.clock.now();
  const tokens = new TokenBucket({ ...TOKENS, now: now() });
  const wrongKeys = new WrongTries(WRONG_KEYS);
  server.post('/start/token', async (request, reply) => {
    reply.header('Cache-Control', 'no-store');
    const address = addressOf(request.raw, start.proxies);
    if (wrongKeys.tooMany(address, now())) throw new RtcError('TOO_MANY_REQUESTS');
    if (!sameSecret(keyOf(request), start.key)) {
      wrongKeys.wrong(address, now());
      return reply
        .code(401)
        .send({ code: 1002033, name: 'LOGIN_REFUSED', detail: 'start key wrong; open the link printed at the last start' });
    }
    if (!tokens.take(now())) throw new RtcError('TOO_MANY_REQUESTS');
    const read = Body.safeParse(request.body);
    if (!read.success) throw new RtcError('INPUT_PARAM', read.error.issues[0]?.path.map(String).join('.') ?? '');
    const { userID, roomID } = read.data;
    const { token, expiresAt } = await issueToken(cloud, { appID: start.appID, userID, roomID, seconds: TOKEN_SECONDS });
    return { appID: start.appID, server: serverOf(request, start), token, expiresAt };
  });
}

function keyOf(request: FastifyRequest): string {
  return /^Bearer (\S{1,256})$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

/** The page reached us under a name that works for it, so signalling is offered under the same one. */
function serverOf(request: FastifyRequest, start: Start): string {
  const { host } = request.headers;
  if (!host || !/^[\w.\-[\]:]{1,255}$/.test(host)) return start.signallingUrl();
  return `${start.secure ? 'wss' : 'ws'}://${host}/signalling`;
}
