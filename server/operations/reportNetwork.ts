import type { Params, Result } from '@liuyun/protocol';
import type { Session } from '../domain/sessions/Session.ts';
import type { Caller } from './Caller.ts';

/** How a client's connection is; whoever plays the client's streams and wants to know hears it. */
export async function reportNetwork(caller: Caller, params: Params<'reportNetwork'>): Promise<Result<'reportNetwork'>> {
  const { app, session } = caller;
  const { up, down, listen } = params;
  session.listensToNetwork = listen;
  const players = new Set<Session>();
  for (const stream of app.streams.publishedBy(session)) {
    if (stream.content === 'media') for (const player of stream.players) players.add(player);
  }
  const body = { userID: session.user.userID, up, down };
  for (const player of players) if (player !== session && player.listensToNetwork) player.tell('networkQuality', body);
  return {};
}
