import { type StreamEndCode, streamEndCodes } from '@liuyun/protocol';
import type { StreamEndReason } from '@liuyun/protocol/admin/records';
import type { App } from '../../domain/apps/App.ts';
import type { Room } from '../../domain/rooms/Room.ts';
import type { Stream } from '../../domain/streams/Stream.ts';
import type { Cloud } from '../Cloud.ts';
import type { Recorder } from './Recorder.ts';

/** Tells the recorder what happens in the cloud from now on. */
export function watchRecords(cloud: Cloud, recorder: Recorder): void {
  cloud.apps.facts.on('appOpened', (app) => watchApp(app, recorder));
  cloud.facts.on('qualityReported', (session, report) => recorder.reported(session, report));
}

function watchApp(app: App, recorder: Recorder): void {
  app.facts.on('roomOpened', (room) => watchRoom(room, recorder));
  app.facts.on('sessionBroke', (session, why) => recorder.broke(session, why));
  app.facts.on('sessionReturned', (session, from) => recorder.returned(session, from));
  app.facts.on('sessionEnded', (session, reason, detail) => {
    recorder.left(app.rooms.get(session.roomID), session, { reason, detail });
  });
  app.streams.facts.on('playingBegan', (player, stream) => {
    const room = app.rooms.get(player.roomID);
    if (room && stream.content === 'media') recorder.played(room, player, stream);
  });
  app.streams.facts.on('playingEnded', (player, stream, why) => {
    if (stream.content === 'media') recorder.playEnded(player, stream, why);
  });
}

function watchRoom(room: Room, recorder: Recorder): void {
  room.facts.on('userEntered', (session) => recorder.entered(room, session));
  room.facts.on('streamAdded', (stream) => recorder.published(room, stream));
  room.facts.on('tracksChanged', (stream) => recorder.tracksChanged(stream));
  room.facts.on('streamRemoved', (stream, code) => recorder.unpublished(stream, endOf(stream, code)));
  room.facts.on('closed', () => recorder.closed(room));
}

function endOf({ session }: Stream, code: StreamEndCode): StreamEndReason {
  if (session.gone) return 'left';
  if (code === streamEndCodes.loggedInAgain) return 'replaced';
  if (code === streamEndCodes.disconnected) return 'mediaLost';
  return code === streamEndCodes.stopped ? 'stopped' : 'removedByServer';
}
