import type { Cloud, Log } from './operations/Cloud.ts';

/** One line for each event in the life of rooms, users and streams. IDs are bound; names, messages and secrets are not. */
export function logFacts(cloud: Cloud, log: Log): void {
  cloud.apps.facts.on('appOpened', (app) => {
    const { appID } = app;
    app.facts.on('roomOpened', (room) => {
      const { roomID } = room;
      log.info({ appID, roomID }, 'room opened');
      room.facts.on('userEntered', ({ user }) => log.info({ appID, roomID, userID: user.userID }, 'user entered'));
      room.facts.on('userLeft', ({ user }, reason) => log.info({ appID, roomID, userID: user.userID, reason }, 'user left'));
      room.facts.on('streamAdded', ({ streamID, session, tracks }) => {
        const kinds = tracks.map(({ kind }) => kind);
        log.info({ appID, roomID, userID: session.user.userID, streamID, kinds }, 'stream added');
      });
      room.facts.on('streamRemoved', ({ streamID, session }, code) => {
        log.info({ appID, roomID, userID: session.user.userID, streamID, code }, 'stream removed');
      });
      room.facts.on('closed', () => log.info({ appID, roomID }, 'room closed'));
    });
  });
  cloud.mediaRooms.facts.on('lost', ({ appID, roomID }) => log.warn({ appID, roomID }, 'media lost; users open it anew'));
}
