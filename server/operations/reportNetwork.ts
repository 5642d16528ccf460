import type { Params, Result } from '@liuyun/protocol';
import type { Session } from '../domain/sessions/Session.ts';
import type { Caller } from './Caller.ts';

/** A publisher's clock is told anew when it differs so much from what players know, and no sooner than that. */
const CLOCK_CHANGE_MS = 2;
const CLOCK_PAUSE_MS = 1_000;

/** How a client's connection is; whoever plays the client's streams and wants to know hears it. */
export async function reportNetwork(caller: Caller, params: Params<'reportNetwork'>): Promise<Result<'reportNetwork'>> {
  const { session } = caller;
  const { up, down, listen, clock } = params;
  session.listensToNetwork = listen;
  const body = { userID: session.user.userID, up, down };
  const players = new Set(playersOf(caller).map(({ player }) => player));
  for (const player of players) if (player !== session && player.listensToNetwork) player.tell('networkQuality', body);
  if (clock !== undefined) setClock(caller, clock);
  return {};
}

/** Rare: clocks drift by some ms in a minute, and the first estimate is bettered once or twice. */
function setClock(caller: Caller, offset: number): void {
  const { session, now } = caller;
  const known = session.clock;
  if (known && (Math.abs(known.offset - offset) < CLOCK_CHANGE_MS || now - known.at < CLOCK_PAUSE_MS)) return;
  session.clock = { offset, at: now };
  for (const { streamID, player } of playersOf(caller)) player.tell('streamClock', { streamID, offset });
}

function playersOf({ app, session }: Caller): { streamID: string; player: Session }[] {
  return app.streams
    .publishedBy(session)
    .flatMap(({ content, streamID, players }) =>
      content === 'media' ? [...players].map((player) => ({ streamID, player })) : [],
    );
}
