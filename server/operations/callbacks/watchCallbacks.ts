import { streamEndCodes } from '@liuyun/protocol';
import type { App } from '../../domain/apps/App.ts';
import type { Room } from '../../domain/rooms/Room.ts';
import type { GoneReason, Session } from '../../domain/sessions/Session.ts';
import type { Stream } from '../../domain/streams/Stream.ts';
import type { Cloud } from '../Cloud.ts';
import type { CallbackFact } from './CallbackWriter.ts';
import type { EndReason, Opened } from './events.ts';

/** Documented: a stream that comes back within this time is told as the same one again. */
const RECREATE_WITHIN_MS = 90_000;

const goneReason: Record<GoneReason, EndReason> = {
  loggedOut: 'normal',
  silent: 'silent',
  disconnected: 'disconnected',
  loggedInElsewhere: 'loggedInAgain',
  kickedOut: 'kicked',
  tokenExpired: 'tokenExpired',
  serverClosing: 'disconnected',
};

/** Hands what happens in the cloud to `add`, in the words of callbacks. */
export function watchCallbacks(cloud: Cloud, add: (fact: CallbackFact) => void): void {
  let last = 0;
  // Grows over restarts too, and stays a number that JSON keeps.
  const number = () => (last = Math.max(last + 1, cloud.clock.now() * 1_000));
  cloud.apps.facts.on('appOpened', (app) => {
    app.facts.on('roomOpened', (room) => watchRoom({ cloud, app, room }, { add, number }));
  });
}

type Where = { cloud: Cloud; app: App; room: Room };

function watchRoom({ cloud, app, room }: Where, to: { add: (fact: CallbackFact) => void; number: () => number }): void {
  const { appID } = app;
  const { roomID } = room;
  const roomSessionID = to.number();
  const now = () => cloud.clock.now();
  const open = (opened: Opened) => to.add({ appID, opened, at: now() });
  const close = (opened: Opened, reason: EndReason, quiet = false) =>
    to.add({ appID, opened, at: now(), ending: { at: now(), reason }, quiet });

  let opened: Opened | undefined;
  let lastReason: EndReason = 'normal';
  const streams = new Map<Stream, Opened>();
  const entered = ({ sessionID, user, enteredAt }: Session): Opened => {
    return { kind: 'session', roomID, roomSessionID, sessionID, userID: user.userID, userName: user.userName, enteredAt };
  };
  const added = (stream: Stream) => {
    const { streamID, extraInfo, session, liveSince: createdAt = now() } = stream;
    const { userID, userName } = session.user;
    const until = app.endedStreams.find(streamID)?.until ?? Number.NEGATIVE_INFINITY;
    const recreate = createdAt - until <= RECREATE_WITHIN_MS;
    const who = { userID, userName, extraInfo, createdAt, recreate };
    const told: Opened = { kind: 'stream', roomID, roomSessionID, streamID, number: to.number(), ...who };
    streams.set(stream, told);
    open(told);
  };
  const removed = (stream: Stream, reason: EndReason) => {
    const told = streams.get(stream);
    if (told) close(told, reason);
    streams.delete(stream);
  };

  room.facts.on('userEntered', (session) => {
    if (!opened) {
      opened = { kind: 'room', roomID, roomSessionID, creator: session.user.userID, openedAt: room.openedAt };
      open(opened);
    }
    open(entered(session));
  });
  room.facts.on('userLeft', (session, reason) => {
    lastReason = goneReason[reason];
    close(entered(session), lastReason);
  });
  room.facts.on('streamAdded', added);
  room.facts.on('streamListed', (stream, listed) => (listed ? added(stream) : removed(stream, 'deleted')));
  room.facts.on('streamRemoved', (stream, code) => removed(stream, endOf(stream, { room, code })));
  room.facts.on('closed', () => {
    if (opened) close(opened, lastReason, room.closesQuietly);
  });
}

function endOf({ session }: Stream, { room, code }: { room: Room; code: number }): EndReason {
  const { presence } = session;
  if (presence.state === 'gone') return goneReason[presence.reason];
  if (code === streamEndCodes.removedByServer) return room.members.size === 0 ? 'roomCleared' : 'deleted';
  if (code === streamEndCodes.loggedInAgain) return 'loggedInAgain';
  return code === streamEndCodes.kicked ? 'kicked' : 'normal';
}
