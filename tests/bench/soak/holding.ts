import { readdirSync } from 'node:fs';
import { queryObjects, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RunningServer } from '../../../server/compose.ts';
import { Room } from '../../../server/domain/rooms/Room.ts';
import { Answers } from '../../../server/domain/sessions/Answers.ts';
import { Outbox } from '../../../server/domain/sessions/Outbox.ts';
import { Session } from '../../../server/domain/sessions/Session.ts';
import { Stream } from '../../../server/domain/streams/Stream.ts';
import { Connection } from '../../../server/gateways/signalling/Connection.ts';
import { MediasoupPlayback } from '../../../server/media/mediasoup/MediasoupPlayback.ts';
import { MediasoupPublication } from '../../../server/media/mediasoup/MediasoupPublication.ts';
import { MediasoupRoom } from '../../../server/media/mediasoup/MediasoupRoom.ts';
import { MediasoupTransport } from '../../../server/media/mediasoup/MediasoupTransport.ts';
import { SessionMedia } from '../../../server/operations/SessionMedia.ts';

/** What one call makes, and nobody may hold when it is over. */
const ofCalls = {
  Answers,
  Connection,
  MediasoupPlayback,
  MediasoupPublication,
  MediasoupRoom,
  MediasoupTransport,
  Outbox,
  Room,
  Session,
  SessionMedia,
  Stream,
};

/** What a server holds at one moment. */
export type Holding = {
  /** Instances that are reachable, by class. */
  objects: { [name in keyof typeof ofCalls]: number };
  /** In the workers, as they say themselves. */
  workerRooms: number;
  workerTransports: number;
  /** Open files and sockets of the signalling process; undefined where there is no /proc. */
  descriptors: number | undefined;
  /** Timers and other things that keep a process alive, by kind. */
  resources: { [kind: string]: number };
  /** After a collection. */
  heapBytes: number;
  workersBytes: number;
};

let collect: (() => void) | undefined;

/** Collects what nobody holds, and counts the rest. To be called in the server's process. */
export async function holding(server: RunningServer): Promise<Holding> {
  collect ??= collector();
  // What a finalizer lets go is collected the second time.
  collect();
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  const { workers } = await server.cloud.engine.describe();
  const resources: { [kind: string]: number } = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  const objects = Object.fromEntries(
    Object.entries(ofCalls).map(([name, made]) => [name, instancesOf(made)]),
  ) as Holding['objects'];
  return {
    objects,
    workerRooms: workers.reduce((sum, { rooms }) => sum + rooms, 0),
    workerTransports: workers.reduce((sum, { transports }) => sum + transports, 0),
    descriptors: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : undefined,
    resources,
    heapBytes: process.memoryUsage().heapUsed,
    workersBytes: workers.reduce((sum, { rssBytes }) => sum + rssBytes, 0),
  };
}

/** Everything with the class's prototype in its chain; of these none is extended. */
function instancesOf(made: unknown): number {
  return queryObjects(made as Parameters<typeof queryObjects>[0], { format: 'count' });
}

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
