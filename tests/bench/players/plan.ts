import type { PlayersOptions } from './options.ts';

export type Publishing = { userID: string; roomID: string; streamID: string };
export type Playing = { userID: string; roomID: string; streamIDs: string[] };
/** Who does what: one process publishes everything, the others play. */
export type Plan = { publishing: Publishing[]; playing: Playing[][] };

/**
 * Rooms, users and streams of one load. `run` tells this load's names from those of another one on the same server.
 * Players go round the processes, so that each has its share of every room.
 */
export function planOf({ streams, players, rooms, generators }: PlayersOptions, run: string): Plan {
  const each = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
  const publishing = each(rooms, (room) =>
    each(streams, (stream) => ({
      userID: `${run}-publisher-${room}-${stream}`,
      roomID: `${run}-room-${room}`,
      streamID: `${run}-stream-${room}-${stream}`,
    })),
  );
  const playing = publishing.flatMap((published, room) =>
    each(players, (player) => ({
      userID: `${run}-player-${room}-${player}`,
      roomID: `${run}-room-${room}`,
      streamIDs: published.map(({ streamID }) => streamID),
    })),
  );
  const processes = each(Math.min(generators, playing.length), (index) =>
    playing.filter((_, place) => place % generators === index),
  );
  return { publishing: publishing.flat(), playing: processes };
}
